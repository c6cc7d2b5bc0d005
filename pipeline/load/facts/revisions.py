"""Checks of `revisions` in `note.yaml`: each has the next number and a later date."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.findings import Place
from pipeline.workspace import kept_revision

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Metadata
    from pipeline.note.revisions import Revision


def number_by_list(metadata: Metadata) -> Metadata:
    """The metadata with the number of the last of its revisions, if it lists them."""
    if not metadata.revisions:
        return metadata
    return metadata.model_copy(update={"revision": metadata.revisions[-1].number})


def check_revisions(metadata: Metadata, found: YamlSource, report: Report) -> None:
    """Report revisions that are not in order, and a number that is not that of the last one."""
    revisions = metadata.revisions
    if not revisions:
        return
    _check_first(revisions[0], metadata, found, report)
    for place, (earlier, revision) in enumerate(pairwise(revisions), start=1):
        _check_next(earlier, revision, ("revisions", place), found, report)
    last = revisions[-1].number
    given = found.value(("revision",))
    if given is not None and given != last:
        message = f"revision is {given}, but the last of the revisions is {last}"
        hint = "remove this line: the list says which revision it is"
        report.add("N243", message, found.source.place(found.spot(("revision",))), hint)


def check_kept(metadata: Metadata, paths: Iterable[str], report: Report) -> None:
    """Report kept revisions, among the paths of all files, that the note has not reached yet."""
    for path in sorted(paths):
        if (kept_revision(path) or 0) > metadata.revision:
            message = f"{path} is later than the note, which is revision {metadata.revision}"
            report.add("N244", message, Place(path), "add it to revisions in note.yaml")


def _check_first(first: Revision, metadata: Metadata, found: YamlSource, report: Report) -> None:
    published = metadata.published
    place = found.source.place(found.spot(("revisions", 0, "date")))
    if first.number == 1 and first.date != published:
        message = f"revision 1 is of {first.date}, and the note was published on {published}"
        hint = f"the first revision is the publication: write {published}, or correct published"
        report.add("N242", message, place, hint)
    elif first.number > 1 and first.date <= published:
        message = f"revision {first.number} is not later than the note"
        report.add("N242", message, place, f"the note was published on {published}")


def _check_next(
    earlier: Revision, revision: Revision, path: Path, found: YamlSource, report: Report
) -> None:
    if revision.number != earlier.number + 1:
        place = found.source.place(found.spot((*path, "number")))
        message = f"revision {revision.number} follows revision {earlier.number}"
        hint = f"revisions are counted one by one, the newest last: number: {earlier.number + 1}"
        report.add("N241", message, place, hint)
    elif revision.date <= earlier.date:
        place = found.source.place(found.spot((*path, "date")))
        message = f"revision {revision.number} is not later than revision {earlier.number}"
        report.add("N242", message, place, f"revision {earlier.number} is of {earlier.date}")

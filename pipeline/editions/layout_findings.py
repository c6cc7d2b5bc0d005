"""Remarks of the layout check, as findings with their place in the source of a note."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place
from pipeline.load import locate
from pipeline.press.layout_check.wording import is_remark, layout_finding

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.cache import Cache
    from pipeline.editions.one_pager_pages import OnePager
    from pipeline.note import Note
    from pipeline.press.parts.parts import PartPages
    from pipeline.press.parts.remarks import Remark


_METADATA = "note.yaml"


def layout_findings(
    note: Note,
    parts: Sequence[PartPages],
    one_pagers: Sequence[OnePager],
    cache: Cache,
    *,
    remarks: bool,
) -> tuple[Finding, ...]:
    """The findings about the pages of a note and its one-pagers; with ``remarks``, those too."""
    on_pages = [(part, one) for part in parts for one in _told(part.remarks, remarks=remarks)]
    return (
        *_note_findings(note, on_pages, cache),
        *_one_pager_findings(one_pagers, remarks=remarks),
    )


def _told(found: Iterable[Remark], *, remarks: bool) -> Iterator[Remark]:
    return (one for one in found if remarks or not is_remark(one))


def _note_findings(
    note: Note, on_pages: Sequence[tuple[PartPages, Remark]], cache: Cache
) -> Iterator[Finding]:
    anchors = {remark.anchor for _, remark in on_pages}
    # The source is read again to find the lines, but only if there is something to tell.
    places = locate(note, anchors, cache) if anchors else {}
    for part, remark in on_pages:
        place = places.get(remark.anchor, _file_of(remark.anchor))
        yield layout_finding(remark, replace(place, page=part.folio + remark.page))


def _one_pager_findings(one_pagers: Sequence[OnePager], *, remarks: bool) -> Iterator[Finding]:
    for one in one_pagers:
        for remark in _told(one.pages.remarks, remarks=remarks):
            # The title of the whole note is not in the file of the text of its one-pager.
            is_title = remark.kind == "crowded band" and not one.view.number
            path = _METADATA if is_title else one.view.source
            yield layout_finding(remark, Place(path), one.pages.name)


def _file_of(anchor: str) -> Place:
    """The file from which an element without a line in the text most likely comes."""
    if anchor in ("participants", "participants-all", "observers"):
        return Place("people.yaml")
    return Place("imprint.yaml" if anchor.startswith("imprint") else _METADATA)

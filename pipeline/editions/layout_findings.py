"""What the layout check says of a note's pages, as findings with their place in its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.findings import Finding, Place
from pipeline.load import locate
from pipeline.press.layout_check.wording import layout_finding

if TYPE_CHECKING:
    from pipeline.editions.one_pager_pages import OnePager
    from pipeline.note import Note
    from pipeline.press.parts.parts import PartPages


def layout_findings(
    note: Note, parts: Sequence[PartPages], one_pagers: Sequence[OnePager]
) -> tuple[Finding, ...]:
    """Return what there is to say of the pages of a note and of its one-pagers."""
    return (*_of_note(note, parts), *_of_one_pagers(note, one_pagers))


def _of_note(note: Note, parts: Sequence[PartPages]) -> Iterator[Finding]:
    anchors = {remark.anchor for part in parts for remark in part.remarks}
    # The source is read again to find its lines, and only if there is something to tell.
    places = locate(note, anchors) if anchors else {}
    for part in parts:
        for remark in part.remarks:
            place = places.get(remark.anchor, _file_of(remark.anchor))
            yield layout_finding(remark, replace(place, page=part.folio + remark.page))


def _of_one_pagers(note: Note, one_pagers: Sequence[OnePager]) -> Iterator[Finding]:
    for one in one_pagers:
        source = next(path for path in note.files if path.startswith(f"text/{one.view.number}-"))
        for remark in one.pages.remarks:
            yield layout_finding(remark, Place(source), one.pages.name)


def _file_of(anchor: str) -> Place:
    """Return the file that what has no line in the text mostly comes from."""
    if anchor in ("participants", "participants-all", "observers"):
        return Place("people.yaml")
    return Place("imprint.yaml" if anchor.startswith("imprint") else "note.yaml")

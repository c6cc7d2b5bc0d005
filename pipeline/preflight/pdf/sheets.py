"""The sheets that pages are printed on: made up whole, blank where they are filled up, folded."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.graphics import Box
from pipeline.preflight.pdf.painting import Mark
from pipeline.press.pdf.imposition import SADDLE_STITCHED, padding

_REGISTRATION = "Separation All"
_POINT_TOLERANCE = 0.3
_AGAIN = "build the print edition again"


def check_multiple(pages: int, multiple: int) -> Iterator[Finding]:
    """Yield a finding if pages are no multiple of what the style asks for."""
    if pages % multiple:
        yield _finding("N463", f"{pages} pages are no multiple of {multiple}")


def check_blank(
    blank: Container[int], _: pikepdf.Page, number: int, marks: Sequence[Mark]
) -> Iterator[Finding]:
    """Yield a finding if a page that only fills up the sheets has more on it than marks."""
    if number in blank and any(mark.colour.space != _REGISTRATION for mark in marks):
        yield _finding("N463", "a page that fills up the sheets is not blank", number)


def check_sides(sides: int, pages: int) -> Iterator[Finding]:
    """Yield a finding if sides of sheets are not those that the pages of a note need.

    ``pages`` is 0 where it is not known how many there are.
    """
    if sides % 2:
        yield _finding("N463", f"{sides} sides do not make up whole sheets")
    elif pages and 2 * sides != pages + len(padding(pages, SADDLE_STITCHED)):
        yield _finding("N463", f"{sides} sides of two pages do not fit {pages} pages")


def check_fold(page: pikepdf.Page, number: int, marks: Sequence[Mark]) -> Iterator[Finding]:
    """Yield what is printed across the fold in the middle of a sheet, and marks it lacks."""
    left, _, right, _ = (float(side) for side in page.trimbox)
    fold = (left + right) / 2
    if any(mark.colour.space != _REGISTRATION and _crosses(mark.box, fold) for mark in marks):
        yield _finding("N464", "something goes across the fold, onto the page beside it", number)
    _, lower, _, upper = (float(side) for side in page.bleedbox)
    at_fold = [
        mark.box for mark in marks if mark.colour.space == _REGISTRATION and _is_at(mark.box, fold)
    ]
    is_below = any(box[3] <= lower for box in at_fold)
    is_above = any(box[1] >= upper for box in at_fold)
    if not (is_below and is_above):
        yield _finding("N461", "the fold is not marked above and below the page", number)


def _crosses(box: Box, fold: float) -> bool:
    return box[0] < fold - _POINT_TOLERANCE and box[2] > fold + _POINT_TOLERANCE


def _is_at(box: Box, fold: float) -> bool:
    return abs(box[0] - fold) < _POINT_TOLERANCE and abs(box[2] - fold) < _POINT_TOLERANCE


def _finding(code: str, message: str, number: int = 0) -> Finding:
    return Finding(code, message, Place("", page=number), _AGAIN)

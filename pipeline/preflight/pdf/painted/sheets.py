"""Checks of sheets: page counts, blank pages, and the fold of booklets."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.graphics import Box
from pipeline.preflight.pdf.reading.painting import Mark
from pipeline.press.pdf.printing.imposition import SADDLE_STITCHED, padding

_REGISTRATION = "Separation All"
_POINT_TOLERANCE = 0.3
_REBUILD = "build the print edition again"


def check_multiple(pages: int, multiple: int) -> Iterator[Finding]:
    """Yield a finding if the page count is not a multiple of the number in the style."""
    if pages % multiple:
        yield _finding("N463", f"{pages} pages are not a multiple of {multiple}")


def check_blank(
    blank: Container[int], _: pikepdf.Page, number: int, marks: Sequence[Mark]
) -> Iterator[Finding]:
    """Yield a finding if a page that should be blank has more than printer's marks."""
    if number in blank and any(mark.colour.space != _REGISTRATION for mark in marks):
        yield _finding("N463", "the page should be blank, but is not", number)


def check_sides(sides: int, pages: int) -> Iterator[Finding]:
    """Yield a finding if the number of sides does not fit the page count of a note.

    ``pages`` is 0 if it is not known.
    """
    if sides % 2:
        yield _finding("N463", f"{sides} sides do not make up whole sheets")
    elif pages and 2 * sides != pages + len(padding(pages, SADDLE_STITCHED)):
        yield _finding("N463", f"{sides} sides of two pages do not fit {pages} pages")


def check_fold(page: pikepdf.Page, number: int, marks: Sequence[Mark]) -> Iterator[Finding]:
    """Yield content that crosses the fold in the middle of a sheet, and missing fold marks."""
    left, _, right, _ = (float(side) for side in page.trimbox)
    fold = (left + right) / 2
    if any(mark.colour.space != _REGISTRATION and _crosses(mark.box, fold) for mark in marks):
        yield _finding("N464", "something extends across the fold onto the facing page", number)
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
    return Finding(code, message, Place("", page=number), _REBUILD)

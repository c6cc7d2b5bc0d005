"""Tables that are cut: rows by a page break, columns by the edge of the page."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page

_PX_PER_MM = 96 / 25.4
# Tolerance for rounded widths, in px.
_TOLERANCE = 1.0


def find_divided_rows(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the rows that begin on one page and continue on the next."""
    for page, following in pairwise(pages):
        for row in page.rows:
            if row in following.rows:
                opening = next((piece.text for piece in page.pieces if _is_in(piece.leaf, row)), "")
                yield Found("divided row", page.number, row, opening)


def find_overfull_tables(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the tables that are wider than their frame, each once."""
    found: set[object] = set()
    for page in pages:
        for table, excess in page.tables:
            if excess > _TOLERANCE and table not in found:
                found.add(table)
                yield Found("overfull table", page.number, table, size=excess / _PX_PER_MM)


def _is_in(element: object, row: object) -> bool:
    return any(inner is element for inner in row.iter())  # type: ignore[attr-defined]

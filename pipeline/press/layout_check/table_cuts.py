"""Table rows that are divided by a page break."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page


def find_divided_rows(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the rows that begin on one page and continue on the next."""
    for page, following in pairwise(pages):
        for row in page.rows:
            if row in following.rows:
                opening = next((piece.text for piece in page.pieces if _is_in(piece.leaf, row)), "")
                yield Found("divided row", page.number, row, opening)


def _is_in(element: object, row: object) -> bool:
    return any(inner is element for inner in row.iter())  # type: ignore[attr-defined]

"""Pull quotes that touch something, run out of their column or leave the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page, Piece

# Less is the rounding of lengths, in px.
_OVER = 1.0


def find_straying_pull_quotes(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield each pull quote with a line that is where it should not be, once."""
    for page in pages:
        told: list[object] = []
        for line in page.pieces:
            if line.kind == "quote" and line.block not in told and _strays(line, page):
                told.append(line.block)
                yield Found("straying pull quote", page.number, line.block, line.text)


def _strays(line: Piece, page: Page) -> bool:
    leaves = line.left < 0 or line.top < page.top - _OVER or line.bottom > page.bottom + _OVER
    return leaves or line.right > line.edge + _OVER or any(_touch(line, o) for o in page.pieces)


def _touch(line: Piece, other: Piece) -> bool:
    beside = line.right <= other.left + _OVER or other.right <= line.left + _OVER
    apart = line.bottom <= other.top + _OVER or other.bottom <= line.top + _OVER
    return other.block is not line.block and not beside and not apart

"""Pull quotes that overlap something, or extend beyond their column or the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page, Piece

# Tolerance for rounded lengths, in px.
_TOLERANCE = 1.0


def find_misplaced_pull_quotes(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield each pull quote with a misplaced line, once."""
    for page in pages:
        reported: list[object] = []
        for line in page.pieces:
            if line.kind == "quote" and line.block not in reported and _is_misplaced(line, page):
                reported.append(line.block)
                yield Found("misplaced pull quote", page.number, line.block, line.text)


def _is_misplaced(line: Piece, page: Page) -> bool:
    too_low = line.bottom > page.bottom + _TOLERANCE
    beyond = line.left < 0 or line.right > page.width
    if beyond or line.top < page.top - _TOLERANCE or too_low:
        return True
    return line.free < -_TOLERANCE or any(_overlap(line, other) for other in page.pieces)


def _overlap(line: Piece, other: Piece) -> bool:
    beside = line.right <= other.left + _TOLERANCE or other.right <= line.left + _TOLERANCE
    apart = line.bottom <= other.top + _TOLERANCE or other.bottom <= line.top + _TOLERANCE
    return other.block is not line.block and not beside and not apart

"""Lines that are longer than their measure, or far from filling it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Page, Piece

_PX_PER_MM = 96 / 25.4
# Less is the rounding of widths.
_OVER = 1.0
# What may be added to each space of a justified line, in em: its own width and a half.
_WIDEST_GAP = 0.4
# A ragged line that fills less of its measure looks like the end of its paragraph. In a narrow
# measure short lines cannot be helped.
_LEAST_FILLED = 0.7
_NARROW = 100 * _PX_PER_MM


def find_overfull_lines(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the lines that run over the end of their measure or of the page; no pull quotes."""
    for page in pages:
        for piece in page.pieces:
            over = piece.right - piece.edge
            if over > _OVER and piece.kind != "quote":
                text = piece.text
                yield Found("overfull line", page.number, piece.leaf, text, over / _PX_PER_MM)
            if piece.bottom > page.end + _OVER and piece.kind != "art":
                yield Found("overfull page", page.number, piece.leaf, piece.text)


def find_loose_lines(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the lines with wide gaps between their words, or that end far before their measure."""
    for lines in blocks:
        for piece, _ in pairwise(lines):
            free = piece.edge - piece.right
            if piece.gap > _WIDEST_GAP:
                yield Found("loose line", piece.page, piece.leaf, piece.text)
            elif _can_fill(piece) and free > (1 - _LEAST_FILLED) * piece.measure:
                yield Found("short line", piece.page, piece.leaf, piece.text, free / _PX_PER_MM)


def _can_fill(piece: Piece) -> bool:
    return piece.kind == "text" and not piece.is_broken and piece.measure >= _NARROW

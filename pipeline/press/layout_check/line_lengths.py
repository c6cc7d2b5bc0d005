"""Lines that are longer than their measure, much shorter, or stretched."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Page, Piece

_PX_PER_MM = 96 / 25.4
# Tolerance for rounded widths, in px.
_TOLERANCE = 1.0
# The most that may be added to each space of a justified line, in em: one and a half spaces.
_MAX_GAP = 0.4
# A ragged line that fills less of its measure looks like the end of its paragraph. In a narrow
# measure short lines are unavoidable.
_MIN_FILL = 0.7
_NARROW = 100 * _PX_PER_MM


def find_overfull_lines(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the lines that extend beyond their measure or the page, except pull quotes."""
    for page in pages:
        for piece in page.pieces:
            if -piece.free > _TOLERANCE and piece.kind != "quote":
                text, excess = piece.text, -piece.free / _PX_PER_MM
                yield Found("overfull line", page.number, piece.leaf, text, excess)
            if piece.bottom > page.end + _TOLERANCE and piece.kind != "art":
                yield Found("overfull page", page.number, piece.leaf, piece.text)


def find_loose_lines(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the lines with wide gaps between words, or that end far short of their measure."""
    for lines in blocks:
        for piece, _ in pairwise(lines):
            free = piece.free
            if piece.gap > _MAX_GAP:
                yield Found("loose line", piece.page, piece.leaf, piece.text)
            elif _can_fill(piece) and free > (1 - _MIN_FILL) * piece.measure:
                yield Found("short line", piece.page, piece.leaf, piece.text, free / _PX_PER_MM)


def _can_fill(piece: Piece) -> bool:
    return piece.kind == "text" and not piece.is_broken and piece.measure >= _NARROW

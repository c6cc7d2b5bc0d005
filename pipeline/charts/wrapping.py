"""Lines of a label: as few as its width allows, and about as wide as one another."""

from __future__ import annotations

import math
import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.charts.drawing import Measure, Weight

# A line may end behind a space, or between two Chinese, Japanese or Korean characters.
_HAN = "\u2e80-\u2fdf\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PIECES = re.compile(
    rf"[{_HAN}][\u3001-\u303f\uff00-\uffef]*(?:\u00a0\S+)?|(?:[^\s{_HAN}]|\u00a0)+|[^\S\u00a0]+"
)
_STEPS = 12
_WIDEST_WORD = 1.5
"""How many widths a word may have that is not divided."""


def wrap(text: str, width: float, measure: Measure, weight: Weight = "plain") -> tuple[str, ...]:
    """The lines of a text; a word that is wider than the width has a line of its own.

    One that no chart has room for is divided, with hyphens.
    """
    if measure(text, weight) <= width:
        return (text,)
    pieces = [
        part for one in _PIECES.findall(text) for part in _divided(one, width, measure, weight)
    ]
    lines = _filled(pieces, width, measure, weight)
    for step in range(_STEPS // 2, _STEPS):
        narrower = _filled(pieces, width * step / _STEPS, measure, weight)
        if len(narrower) == len(lines):
            return narrower
    return lines


def _divided(piece: str, width: float, measure: Measure, weight: Weight) -> Iterator[str]:
    """Yield a word in parts of about one length that have room, or whole where it may be."""
    count = 1
    if measure(piece, weight) > width * _WIDEST_WORD:
        count = min(len(piece), math.ceil(measure(piece + "-", weight) / width) + 1)
    ends = [len(piece) * at // count for at in range(count + 1)]
    for first, last in pairwise(ends):
        yield piece[first:last] + ("-" if last < len(piece) else "")


def _filled(
    pieces: Sequence[str], width: float, measure: Measure, weight: Weight
) -> tuple[str, ...]:
    """Lines that are as full as they can be."""
    lines = [""]
    for piece in pieces:
        longer = lines[-1] + piece
        if lines[-1].strip() and measure(longer.rstrip(), weight) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] = longer
    return tuple(line.rstrip() for line in lines if line.strip())

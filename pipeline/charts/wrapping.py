"""Lines of a label: as few as its width allows, and about as wide as one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.charts.drawing import Measure, Weight

# A line may end behind a space, or between two Chinese, Japanese or Korean characters.
_HAN = "\u2e80-\u2fdf\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PIECES = re.compile(
    rf"[{_HAN}][\u3001-\u303f\uff00-\uffef]*(?:\u00a0\S+)?|(?:[^\s{_HAN}]|\u00a0)+|[^\S\u00a0]+"
)
_STEPS = 12


def wrap(text: str, width: float, measure: Measure, weight: Weight = "plain") -> tuple[str, ...]:
    """The lines of a text; a word that is wider than the width has a line of its own."""
    if measure(text, weight) <= width:
        return (text,)
    pieces = _PIECES.findall(text)
    lines = _filled(pieces, width, measure, weight)
    for step in range(_STEPS // 2, _STEPS):
        narrower = _filled(pieces, width * step / _STEPS, measure, weight)
        if len(narrower) == len(lines):
            return narrower
    return lines


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

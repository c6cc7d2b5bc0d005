"""Lines of a label: as few as its width allows, and about as wide as one another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.charts.drawing import Measure, Weight

# A line may end behind a space, or between two Chinese, Japanese or Korean characters.
_HAN = "\u2e80-\u2fdf\u3040-\u9fff\uac00-\ud7a3\uf900-\ufaff"
_PIECES = re.compile(rf"[{_HAN}][\u3001-\u303f\uff00-\uffef]*|[^\s{_HAN}]+|\s+")


def wrap(text: str, width: float, measure: Measure, weight: Weight = "plain") -> tuple[str, ...]:
    """The lines of a text; a word that is wider than the width has a line of its own."""
    if measure(text, weight) <= width:
        return (text,)
    lines = [""]
    for piece in _PIECES.findall(text):
        longer = lines[-1] + piece
        if lines[-1].strip() and measure(longer.rstrip(), weight) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append(piece.lstrip())
        else:
            lines[-1] = longer
    return tuple(line.rstrip() for line in lines if line.strip())

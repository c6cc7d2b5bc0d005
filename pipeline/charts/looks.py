"""Colours and patterns of series: told apart in grey print too, and by those who see no colours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.charts.drawing import Colour, MarkShape
    from pipeline.note.charts.chart import Series

FILLS: Final[tuple[tuple[Colour, int], ...]] = (
    ("blue", 0),
    ("ochre", 2),
    ("cinnabar", 0),
    ("grey", 3),
    ("ink", 2),
)
"""The colour of what is filled for each series, and its stripes."""
LINES: Final[tuple[tuple[Colour, tuple[float, ...]], ...]] = (
    ("cinnabar", ()),
    ("blue", (4.5, 2.0)),
    ("ochre", (1.2, 1.8)),
    ("ink", (7.0, 1.8, 1.2, 1.8)),
    ("grey", (7.0, 2.4)),
)
"""The colour of each line in focus, and its dashes."""
MARKS: Final[tuple[tuple[Colour, MarkShape], ...]] = (
    ("cinnabar", "disc"),
    ("blue", "ring"),
    ("ochre", "square"),
    ("ink", "diamond"),
    ("grey", "triangle"),
)
"""The colour of the dots of each series, and their shape."""

_IN_FOCUS: Final[tuple[tuple[Colour, int], ...]] = (
    ("cinnabar", 0),
    ("blue", 0),
    ("ochre", 2),
    ("ink", 2),
)
_OTHERS: Final[tuple[tuple[Colour, int], ...]] = (
    ("grey", 3),
    ("grey", 4),
    ("grey", 5),
    ("grey", 6),
)
_THICK: Final = 1.8
_THIN: Final = 0.7


def fills_of(series: Sequence[Series]) -> tuple[tuple[Colour, int], ...]:
    """The fill of each series: those without focus are grey and have stripes."""
    if all(one.has_focus for one in series):
        return FILLS[: len(series)]
    in_focus, others = iter(_IN_FOCUS), iter(_OTHERS)
    return tuple(next(in_focus) if one.has_focus else next(others) for one in series)


def lines_of(series: Sequence[Series]) -> tuple[tuple[Colour, tuple[float, ...], float], ...]:
    """The colour, the dashes and the weight in pt of each line: thin and grey without focus."""
    in_focus = iter(LINES)
    return tuple(
        (*next(in_focus), _THICK) if one.has_focus else ("grey", (), _THIN) for one in series
    )


def marks_of(series: Sequence[Series]) -> tuple[tuple[Colour, MarkShape], ...]:
    """The colour and the shape of the dots of each series: grey without focus."""
    return tuple(
        (colour if one.has_focus else "grey", shape)
        for one, (colour, shape) in zip(series, MARKS, strict=False)
    )

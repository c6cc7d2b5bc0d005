"""Drawings moved as a whole: mirrored for languages written from right to left, or lowered.

The page turns what it sets itself, labels and dots, by the direction of the language; only shapes
have to be mirrored here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.charts.drawing import Area, Box, Stroke

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.charts.drawing import Drawing

_Place = tuple[float, float]
_Shape = Box | Stroke | Area


def mirrored(drawing: Drawing) -> Drawing:
    """A drawing for a page that is written from right to left."""
    return replace(
        drawing,
        shapes=tuple(_with_points(one, lambda at: (1 - at[0], at[1])) for one in drawing.shapes),
    )


def lowered(drawing: Drawing, by: float) -> Drawing:
    """A drawing with some room above it, in em."""
    return replace(
        drawing,
        height=drawing.height + by,
        shapes=tuple(_with_points(one, lambda at: (at[0], at[1] + by)) for one in drawing.shapes),
        marks=tuple(replace(one, y=one.y + by) for one in drawing.marks),
        labels=tuple(replace(one, y=one.y + by) for one in drawing.labels),
    )


def _with_points(shape: _Shape, move: Callable[[_Place], _Place]) -> _Shape:
    match shape:
        case Box():
            ends = ((shape.left, shape.top), (shape.right, shape.bottom))
            (x, top), (other_x, bottom) = map(move, ends)
            return Box(min(x, other_x), max(x, other_x), top, bottom, shape.colour)
        case Stroke():
            return replace(shape, points=tuple(map(move, shape.points)))
        case Area():
            return replace(shape, polygons=tuple(tuple(map(move, p)) for p in shape.polygons))

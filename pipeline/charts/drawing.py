"""A chart as shapes and labels, before anybody writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from pipeline.languages.digits import NumberSigns

Colour = Literal["blue", "cinnabar", "ochre", "grey", "ink", "rule"]
"""The tokens of colours that a chart has: each has its ink in the house style."""
Anchor = Literal["start", "middle", "end"]

Weight = Literal["plain", "strong"]
"""The weight of a label."""
MarkShape = Literal["disc", "ring", "square", "diamond", "triangle"]
Measure = Callable[[str, Weight], float]
"""The width of a text of a weight in em, in the face of labels."""

LEADING = 1.22
"""The distance of the lines of a label in Latin letters, in em."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a chart: its ``width`` in em, and what measures its labels.

    ``line`` is the line of the grid in em: the height of a chart is a whole number of them, of
    which a plot that can have any height has ``lines`` and a page ``page_lines``. ``signs`` are
    those of its numbers, and ``leading`` is the distance of the lines of a label in em. A chart
    ``is_mirrored`` in a language that is written from
    right to left.
    """

    width: float
    line: float
    measure: Measure
    signs: NumberSigns
    lines: int = 15
    page_lines: int = 50
    is_mirrored: bool = False
    leading: float = LEADING


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle: ``left`` and ``right`` are fractions of the plot, the others em."""

    left: float
    right: float
    top: float
    bottom: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points, each a fraction of the plot and em; ``width`` and ``dash`` in pt."""

    points: tuple[tuple[float, float], ...]
    colour: Colour
    width: float
    dash: tuple[float, ...] = ()
    is_round: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """Filled polygons, each of points that are a fraction of the plot and em."""

    polygons: tuple[tuple[tuple[float, float], ...], ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Mark:
    """A dot, whose shape is kept where the plot is stretched; ``x`` and ``y`` as of a label."""

    x: float
    y: float
    shape: MarkShape
    colour: Colour


@dataclass(frozen=True, slots=True)
class Label:
    """Words beside a point: ``x`` is a fraction of the plot, ``shift`` and ``y`` are em.

    ``y`` is the middle of its lines. ``x``, ``shift`` and the ``anchor`` are counted from where
    lines of text begin, which is at the right in a language that is written from right to left.
    """

    lines: tuple[str, ...]
    x: float
    shift: float
    y: float
    anchor: Anchor
    colour: Colour
    weight: Weight = "plain"


@dataclass(frozen=True, slots=True)
class Key:
    """An entry of the legend: what a colour and a pattern or the shape of a dot stand for."""

    text: str
    colour: Colour
    stripes: int = 0
    shape: MarkShape | None = None


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: a plot with room for labels at both of its sides.

    ``start`` and ``end`` are the room before and behind the plot and ``height`` its height, in em;
    ``width`` is the width of the plot in the room that it was drawn for. Each of its shapes, whose
    places are counted from the left, lies over those before it, its marks over the shapes, and its
    labels over both.
    """

    start: float
    end: float
    width: float
    height: float
    shapes: tuple[Box | Stroke | Area, ...]
    labels: tuple[Label, ...]
    keys: tuple[Key, ...] = ()
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Panels:
    """Drawings of one size side by side, ``columns`` of them in a row where there is room.

    ``gap`` is what stands between them, in em.
    """

    columns: int
    gap: float
    drawings: tuple[Drawing, ...]

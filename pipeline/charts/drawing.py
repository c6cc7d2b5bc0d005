"""A chart as shapes and labels, before anybody writes them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Colour = Literal["blue", "cinnabar", "ochre", "grey", "ink", "rule"]
"""The tokens of colours that a chart has: each has its ink in the house style."""
Anchor = Literal["start", "middle", "end"]

Weight = Literal["plain", "strong"]
"""The weight of a label."""
Measure = Callable[[str, Weight], float]
"""The width of a text of a weight in em, in the face of labels."""

LEADING = 1.22
"""The distance of the lines of a label, in em."""


@dataclass(frozen=True, slots=True)
class Room:
    """The room for a chart: its ``width`` in em, and what measures its labels.

    ``line`` is the line of the grid in em: the height of a chart is a whole number of them.
    ``decimal`` is the decimal sign of its language.
    """

    width: float
    line: float
    measure: Measure
    decimal: str


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
class Label:
    """Words beside a point: ``x`` is a fraction of the plot, ``shift`` and ``y`` are em.

    ``y`` is the middle of its lines.
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
    """An entry of the legend: what a colour and a pattern stand for."""

    text: str
    colour: Colour
    stripes: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn chart: a plot with room for labels at both of its sides.

    ``start`` and ``end`` are the room before and behind the plot and ``height`` its height, in em;
    ``width`` is the width of the plot in the room that it was drawn for. Each of its shapes lies
    over those before it.
    """

    start: float
    end: float
    width: float
    height: float
    shapes: tuple[Box | Stroke, ...]
    labels: tuple[Label, ...]
    keys: tuple[Key, ...] = ()

"""Rows: a category each, with its name before it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import LEADING, Label
from pipeline.charts.numbers import set_number
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.charts.drawing import Room, Weight
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart

GAP: Final = 0.5
"""The distance of a label from what it is for, in em."""

_WIDEST: Final = 0.42
"""The part of the room that the names of the categories may take."""


@dataclass(frozen=True, slots=True)
class Row:
    """A category: its name in lines, where it begins, and how high it is, in em."""

    place: int
    name: tuple[str, ...]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The middle of the row."""
        return self.top + self.height / 2

    @property
    def foot(self) -> float:
        """The lower end of the row."""
        return self.top + self.height


def set_rows(chart: Chart, room: Room, least: float) -> Iterator[Row]:
    """Yield the rows of a chart, each as high as its name and what it holds need."""
    top = 0.0
    for place, category in enumerate(chart.categories):
        name = wrap(category, room.width * _WIDEST, room.measure)
        height = max(least, len(name) * room.leading)
        # Names keep further from one another than their lines do.
        apart = 0.4 + 2 * (room.leading - LEADING)
        height = max(height + (len(name) > 1) * apart, room.line)
        yield Row(place, name, top, height)
        top += height


def width_of_names(rows: Sequence[Row], room: Room) -> float:
    """The width that the names of rows need before the plot, in em."""
    widest = max(room.measure(line, "strong") for row in rows for line in row.name)
    return widest + GAP * 1.6


def name_labels(rows: Sequence[Row], chart: Chart, before: float) -> Iterator[Label]:
    """Yield the names of rows, ``before`` em before the plot."""
    for row in rows:
        shift = -before - GAP * 1.6
        weight = weight_of(row, chart)
        yield Label(row.name, 0.0, shift, row.middle, "end", "ink", weight)


def weight_of(row: Row, chart: Chart) -> Weight:
    """The weight of the labels of a row."""
    return "strong" if row.place in chart.focus else "plain"


def tick_labels(scale: Scale, foot: float, room: Room, width: float) -> Iterator[Label]:
    """Yield the numbers of a scale below a plot of a ``width`` in em, as many as have room."""
    numbers = [set_number(tick, scale.decimals, room.signs) for tick in scale.ticks]
    widest = max(room.measure(one, "plain") for one in numbers) + GAP
    step = width / max(1, len(numbers) - 1)
    every = max(1, math.ceil(widest / step))
    for tick, text in list(zip(scale.ticks, numbers, strict=True))[::every]:
        yield Label((text,), scale.at(tick), 0.0, foot + room.leading / 2, "middle", "grey")


def beyond_ticks(scale: Scale, room: Room) -> tuple[float, float]:
    """How far the first and the last number of a scale go beyond its plot, in em."""
    numbers = (set_number(scale.ticks[at], scale.decimals, room.signs) for at in (0, -1))
    first, last = (room.measure(one, "plain") / 2 for one in numbers)
    return first, last

"""The axes of what runs along: a scale that goes up, and the categories from side to side."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import Label, Stroke
from pipeline.charts.numbers import set_number
from pipeline.charts.rows import GAP
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from pipeline.charts.drawing import Room
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart, Series

Point = tuple[float, float]

_YEAR: Final = re.compile(r"[0-9]{4}")
_WIDEST: Final = 0.3
"""The part of the room that one name along the axis may take."""
_BETWEEN: Final = 1.2
"""The distance between two of them, in em."""


class Axes:
    """Where values and categories are in a plot, and the labels of both."""

    def __init__(self, chart: Chart, room: Room, scale: Scale) -> None:
        self._chart = chart
        self._room = room
        self._scale = scale
        self.bottom = room.lines * room.line
        self.along = places(chart.categories)
        self._names = [wrap(one, room.width * _WIDEST, room.measure) for one in chart.categories]

    @property
    def height(self) -> float:
        """The height with the names below the plot, in em: whole lines of the grid."""
        lines = max(map(len, self._names))
        over = -(-(lines - 1) * self._room.leading // self._room.line) * self._room.line
        return self.bottom + self._room.line + over

    def y(self, value: Decimal) -> float:
        """How far from the top a value is, in em."""
        top = self._room.leading / 2
        return self.bottom - self._scale.at(value) * (self.bottom - top)

    def before(self) -> float:
        """The room that the numbers of the scale need, and half of the first name."""
        ticks = max(self._room.measure(self._tick(one), "plain") for one in self._scale.ticks)
        return max(ticks + GAP, self._half(0) * (1 - self.along[0]))

    def behind(self) -> float:
        """The room that half of the last name needs."""
        return self._half(-1) * self.along[-1]

    def grid(self) -> Iterator[Stroke]:
        """Yield the lines of the scale; that of 0, or the lowest, is grey."""
        base = 0 if 0 in self._scale.ticks else self._scale.ticks[0]
        for tick in self._scale.ticks:
            y = self.y(tick)
            yield Stroke(((0.0, y), (1.0, y)), "grey" if tick == base else "rule", 0.6)

    def labels(self, width: float) -> Iterator[Label]:
        """Yield the numbers of the scale and the names along a plot of a width in em."""
        for tick in self._scale.ticks:
            yield Label((self._tick(tick),), 0.0, -GAP, self.y(tick), "end", "grey")
        yield from self._along_labels(width)

    def runs(self, series: Series) -> Iterator[tuple[Point, ...]]:
        """Yield the points that a line joins: an empty cell ends it."""
        run: list[Point] = []
        for x, value in zip(self.along, series.values, strict=True):
            if value is not None:
                run.append((x, self.y(value)))
            elif run:
                yield tuple(run)
                run = []
        if run:
            yield tuple(run)

    def _tick(self, value: Decimal) -> str:
        return set_number(value, self._scale.decimals, self._room.signs)

    def _half(self, at: int) -> float:
        return max(self._room.measure(line, "plain") for line in self._names[at]) / 2

    def _along_labels(self, width: float) -> Iterator[Label]:
        """Yield the last name, and from there back each that has room before the one behind it."""
        chosen: list[int] = []
        free = float("inf")
        for at in reversed(range(len(self._names))):
            middle, half = self.along[at] * width, self._half(at)
            if middle + half <= free:
                chosen.append(at)
                free = middle - half - _BETWEEN
        for at in reversed(self._evenly(chosen)):
            name = self._names[at]
            y = self.bottom + 1.1 + (len(name) - 1) * self._room.leading / 2
            yield Label(name, self.along[at], 0.0, y, "middle", "grey")

    def _evenly(self, chosen: list[int]) -> list[int]:
        """Names from the last one back, as far apart as the two of them that are furthest apart.

        Where categories are not as far apart as one another, those that have room are enough.
        """
        steps = [one - other for one, other in pairwise(self.along)]
        if len(chosen) == 1 or max(steps) - min(steps) > 1e-9:
            return chosen
        every = max(one - other for one, other in pairwise(chosen))
        return list(range(len(self._names) - 1, -1, -every))


def places(categories: Sequence[str]) -> tuple[float, ...]:
    """Where categories are along the axis, from 0 to 1: years as far apart as they are."""
    if len(categories) == 1:
        return (0.5,)
    if all(_YEAR.fullmatch(one) for one in categories):
        years = list(map(int, categories))
        if all(one < other for one, other in pairwise(years)):
            return tuple((year - years[0]) / (years[-1] - years[0]) for year in years)
    return tuple(at / (len(categories) - 1) for at in range(len(categories)))

"""Areas: of one series from 0, or of several that stand on one another."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.charts.axes import Axes
from pipeline.charts.drawing import Area, Drawing, Stroke
from pipeline.charts.ends import drawing_with_ends, end_of, number_of, weight_of
from pipeline.charts.looks import fills_of
from pipeline.charts.scales import stacked_scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.charts.axes import Point
    from pipeline.charts.drawing import Colour, Room
    from pipeline.charts.ends import End
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart

_ZERO: Final = Decimal(0)
_THIN: Final = 1e-6
_STRIPED: Final = 1.15
"""The height in em that has as many stripes as a bar of its series."""


@dataclass(frozen=True, slots=True)
class _Band:
    """What lies between two lines over some categories: points in their order."""

    upper: tuple[Point, ...]
    lower: tuple[Point, ...]


class Areas:
    """Draws a chart of areas in some room, on a scale of its own unless one is given."""

    def __init__(self, chart: Chart, room: Room, scale: Scale | None = None) -> None:
        self._chart = chart
        self._room = room
        self._axes = Axes(chart, room, scale or stacked_scale(chart, 5))
        self._fills = self._looks()
        self._sums = tuple(_sums(chart))

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        return drawing_with_ends(
            self._axes, tuple(self._ends()), self._room, (*self._areas(), self._zero())
        )

    def _looks(self) -> tuple[tuple[Colour, int], ...]:
        series = self._chart.series
        if len(series) == 1:
            return (("blue" if series[0].has_focus else "grey", 0),)
        return fills_of(series)

    def _areas(self) -> Iterator[Area | Stroke]:
        for at, (colour, stripes) in enumerate(self._fills):
            for band in self._bands(at):
                if len(band.upper) == 1:
                    yield Stroke((*band.upper, *band.lower), colour, 1.8)
                    continue
                yield Area(tuple(_striped(band, stripes)), colour)
                if stripes:
                    yield Stroke(band.upper, colour, 0.6)
                    yield Stroke(band.lower, colour, 0.6)

    def _bands(self, at: int) -> Iterator[_Band]:
        """Yield the parts of an area: where a value is missing nothing can stand on it."""
        upper: list[Point] = []
        lower: list[Point] = []
        for x, sums in zip(self._axes.along, self._sums, strict=True):
            if sums is not None:
                lower.append((x, self._axes.y(sums[at])))
                upper.append((x, self._axes.y(sums[at + 1])))
            elif upper:
                yield _Band(tuple(upper), tuple(lower))
                upper, lower = [], []
        if upper:
            yield _Band(tuple(upper), tuple(lower))

    def _zero(self) -> Stroke:
        y = self._axes.y(_ZERO)
        return Stroke(((0.0, y), (1.0, y)), "grey", 0.6)

    def _ends(self) -> Iterator[End]:
        known = [at for at, sums in enumerate(self._sums) if sums is not None]
        if not known:
            return
        last = known[-1]
        sums, is_last = self._sums[last] or (), last == len(self._sums) - 1
        is_alone = len(self._chart.series) == 1
        for at, one in enumerate(self._chart.series):
            value = one.values[last] or _ZERO
            number = number_of(value, self._chart, self._room) if is_last else ""
            middle = sums[at + 1] if is_alone else (sums[at] + sums[at + 1]) / 2
            look = (self._fills[at][0], weight_of(one, self._chart))
            yield end_of((one.name, number), self._axes.y(middle), look, self._room)


def _sums(chart: Chart) -> Iterator[tuple[Decimal, ...] | None]:
    """Yield what the areas of each category stand on and reach; None where a value is missing."""
    for values in zip(*(one.values for one in chart.series), strict=True):
        sums: list[Decimal] | None = [_ZERO]
        for value in values:
            sums = None if value is None or sums is None else [*sums, sums[-1] + value]
        yield None if sums is None else tuple(sums)


def _striped(band: _Band, stripes: int) -> Iterator[tuple[Point, ...]]:
    """Yield the polygons of a band: all of it, or its stripes from side to side."""
    if not stripes:
        yield (*band.upper, *reversed(band.lower))
        return
    each = _STRIPED / (2 * stripes - 1)
    heights = [y for _, y in (*band.upper, *band.lower)]
    for at in range(int(min(heights) / each), int(max(heights) / each) + 1):
        if at % 2 == 0:
            yield from _between(band, at * each, (at + 1) * each)


def _between(band: _Band, top: float, bottom: float) -> Iterator[tuple[Point, ...]]:
    """Yield the polygons of what a band has between two heights."""
    places = sorted({*_crossings(band.upper, top, bottom), *_crossings(band.lower, top, bottom)})
    upper: list[Point] = []
    lower: list[Point] = []
    for x, other_x in pairwise(places):
        # Between two places the band is there, or it is not.
        middle = (x + other_x) / 2
        if _clip(band.lower, middle, top, bottom) - _clip(band.upper, middle, top, bottom) > _THIN:
            if not upper:
                upper.append((x, _clip(band.upper, x, top, bottom)))
                lower.append((x, _clip(band.lower, x, top, bottom)))
            upper.append((other_x, _clip(band.upper, other_x, top, bottom)))
            lower.append((other_x, _clip(band.lower, other_x, top, bottom)))
        elif upper:
            yield (*upper, *reversed(lower))
            upper, lower = [], []
    if upper:
        yield (*upper, *reversed(lower))


def _clip(line: Sequence[Point], place: float, top: float, bottom: float) -> float:
    return min(max(_at(line, place), top), bottom)


def _crossings(line: Sequence[Point], top: float, bottom: float) -> Iterator[float]:
    """Yield where a line has points, and where it goes through one of two heights."""
    for (x, y), (other_x, other_y) in pairwise(line):
        yield x
        yield other_x
        for height in (top, bottom):
            if min(y, other_y) < height < max(y, other_y):
                yield x + (other_x - x) * (height - y) / (other_y - y)


def _at(line: Sequence[Point], place: float) -> float:
    """The height of a line at a place that it passes."""
    for (x, y), (other_x, other_y) in pairwise(line):
        if x <= place <= other_x:
            return y + (other_y - y) * (place - x) / (other_x - x)
    return line[-1][1]

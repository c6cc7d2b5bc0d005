"""Bars: one for each category, or several side by side or one behind the other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import Box, Drawing, Key, Label, Stroke
from pipeline.charts.looks import fills_of
from pipeline.charts.numbers import set_number
from pipeline.charts.rows import (
    GAP,
    beyond_ticks,
    name_labels,
    set_rows,
    tick_labels,
    weight_of,
    width_of_names,
)
from pipeline.charts.scales import stacked_scale, tight_scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.charts.drawing import Colour, Room
    from pipeline.charts.rows import Row
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart

_ZERO: Final = Decimal(0)
_THICK: Final = 1.15
_THIN: Final = 1.22
_BETWEEN: Final = 0.75


class Bars:
    """Draws a chart of bars in some room, on a scale of its own unless one is given."""

    def __init__(self, chart: Chart, room: Room, scale: Scale | None = None) -> None:
        self._chart = chart
        self._room = room
        self._side_by_side = len(chart.series) if chart.kind == "grouped bar" else 1
        self._is_stacked = chart.kind == "stacked bar"
        self._bar = _THIN if self._side_by_side > 1 else _THICK
        self._fills = fills_of(chart.series)
        own = stacked_scale if self._is_stacked else tight_scale
        self._scale = scale or own(chart)
        needed = self._bar * self._side_by_side + _BETWEEN * (self._side_by_side > 1)
        self._rows = tuple(set_rows(chart, room, needed))

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        below, above = self._outside()
        start, end = width_of_names(self._rows, self._room) + below, above
        foot = self._rows[-1].foot
        axis = self._room.leading if self._is_stacked else 0.0
        height = -(-(foot + axis) // self._room.line) * self._room.line
        width = max(1.0, self._room.width - start - end)
        ticks = tick_labels(self._scale, foot, self._room, width) if self._is_stacked else ()
        return Drawing(
            start,
            end,
            width,
            height,
            (*self._grid(foot), *self._bars(), self._zero(foot)),
            (*name_labels(self._rows, self._chart, below), *self._values(), *ticks),
            tuple(self._keys()),
        )

    def _outside(self) -> tuple[float, float]:
        """The room that numbers need before the plot and behind it."""
        shown = [(value, text) for _, value, text in self._numbers()]
        wide = [(value < 0, self._room.measure(text, "plain") + GAP) for value, text in shown]
        below = max((width for is_less, width in wide if is_less), default=0.0)
        above = max((width for is_less, width in wide if not is_less), default=0.0)
        if self._is_stacked:
            above = max(above, beyond_ticks(self._scale, self._room)[1])
        return below, above

    def _numbers(self) -> Iterator[tuple[tuple[int, int], Decimal, str]]:
        """Yield the numbers beside the bars: the place of each, its value and its text."""
        chart = self._chart
        for row in range(len(chart.categories)):
            values = [one.values[row] for one in chart.series]
            if self._is_stacked:
                there = [value for value in values if value is not None]
                if there and all(value >= 0 for value in there):
                    total = sum(there, _ZERO)
                    yield (row, 0), total, self._text(total)
                continue
            for at, value in enumerate(values):
                if value is not None:
                    yield (row, at), value, self._text(value)

    def _text(self, value: Decimal) -> str:
        return set_number(value, self._chart.decimals, self._room.signs)

    def _bar_top(self, row: Row, at: int) -> float:
        first = row.top + (row.height - self._bar * self._side_by_side) / 2
        return first + self._bar * at

    def _boxes(self, row: Row) -> Iterator[Box]:
        below = above = _ZERO
        for at, one in enumerate(self._chart.series):
            value = one.values[row.place]
            if not value:
                continue
            begin = _ZERO
            if self._is_stacked:
                begin = above if value > 0 else below
                above, below = (above + value, below) if value > 0 else (above, below + value)
            ends = sorted((self._scale.at(begin), self._scale.at(begin + value)))
            top = self._bar_top(row, 0 if self._is_stacked else at)
            colour, stripes = self._look(row.place, at)
            bottom = top + self._bar - (0.12 if self._side_by_side > 1 else 0.0)
            yield from striped(Box(ends[0], ends[1], top, bottom, colour), stripes)

    def _look(self, category: int, series: int) -> tuple[Colour, int]:
        if len(self._chart.series) > 1:
            return self._fills[series]
        if not self._chart.series[0].has_focus:
            return "grey", 0
        if not self._chart.focus:
            return "blue", 0
        return ("cinnabar", 0) if category in self._chart.focus else ("grey", 0)

    def _bars(self) -> Iterator[Box]:
        for row in self._rows:
            yield from self._boxes(row)

    def _zero(self, foot: float) -> Stroke:
        zero = self._scale.at(_ZERO)
        return Stroke(((zero, 0.0), (zero, foot)), "grey", 0.6)

    def _grid(self, foot: float) -> Iterator[Stroke]:
        for tick in self._scale.ticks if self._is_stacked else ():
            x = self._scale.at(tick)
            if tick:
                yield Stroke(((x, 0.0), (x, foot)), "rule", 0.6)

    def _values(self) -> Iterator[Label]:
        for (place, at), value, text in self._numbers():
            row = self._rows[place]
            x = self._scale.at(value)
            middle = self._bar_top(row, at) + self._bar / 2
            weight = weight_of(row, self._chart)
            if value < 0:
                yield Label((text,), x, -GAP, middle, "end", "ink", weight)
            else:
                yield Label((text,), x, GAP, middle, "start", "ink", weight)

    def _keys(self) -> Iterator[Key]:
        if len(self._chart.series) > 1:
            for one, (colour, stripes) in zip(self._chart.series, self._fills, strict=True):
                yield Key(one.name, colour, stripes)


def striped(box: Box, stripes: int) -> Iterator[Box]:
    """Yield the stripes of a box along it, or the box itself where there are none."""
    if not stripes:
        yield box
        return
    count = 2 * stripes - 1
    each = (box.bottom - box.top) / count
    for at in range(0, count, 2):
        top = box.top + at * each
        yield Box(box.left, box.right, top, top + each, box.colour)

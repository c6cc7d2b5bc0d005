"""Bars: one for each category, or several side by side or one behind the other."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import LEADING, Box, Drawing, Key, Label, Stroke
from pipeline.charts.numbers import set_number
from pipeline.charts.ticks import Scale, scale_of
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.charts.drawing import Colour, Room, Weight
    from pipeline.note.charts.chart import Chart

SERIES: Final[tuple[tuple[Colour, int], ...]] = (
    ("blue", 0),
    ("ochre", 2),
    ("cinnabar", 0),
    ("grey", 3),
    ("ink", 2),
)
"""The colour of each series and the stripes by which grey print tells it from the others."""

_ZERO: Final = Decimal(0)
_GAP: Final = 0.5
"""The distance of a label from what it is for, in em."""
_THICK: Final = 1.15
_THIN: Final = 1.22
_BETWEEN: Final = 0.75
_WIDEST: Final = 0.42
"""The part of the room that the names of the categories may take."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A category: its name in lines, where its bars begin, and how high it is."""

    place: int
    name: tuple[str, ...]
    top: float
    height: float


class Bars:
    """Draws a chart of bars in some room."""

    def __init__(self, chart: Chart, room: Room) -> None:
        self._chart = chart
        self._room = room
        self._side_by_side = len(chart.series) if chart.kind == "grouped bar" else 1
        self._is_stacked = chart.kind == "stacked bar"
        self._bar = _THIN if self._side_by_side > 1 else _THICK
        self._scale = self._scale_of()
        self._rows = tuple(self._set_rows())

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        below, above = self._outside()
        names = max(self._room.measure(line, "plain") for row in self._rows for line in row.name)
        start, end = names + _GAP * 1.6 + below, above
        foot = self._rows[-1].top + self._rows[-1].height
        axis = LEADING if self._is_stacked else 0.0
        height = -(-(foot + axis) // self._room.line) * self._room.line
        return Drawing(
            start,
            end,
            max(1.0, self._room.width - start - end),
            height,
            (*self._grid(foot), *self._bars(), self._zero(foot)),
            (*self._names(below), *self._values(), *self._ticks(foot)),
            tuple(self._keys()),
        )

    def _scale_of(self) -> Scale:
        chart = self._chart
        columns = list(zip(*(one.values for one in chart.series), strict=True))
        if self._is_stacked:
            ends = [sum((v for v in one if v and v > 0), _ZERO) for one in columns]
            ends += [sum((v for v in one if v and v < 0), _ZERO) for one in columns]
        else:
            ends = [value for one in columns for value in one if value is not None]
        scale = scale_of(min(_ZERO, *ends), max(_ZERO, *ends), (chart.least, chart.most), 4)
        if self._is_stacked or (chart.least, chart.most) != (None, None):
            return scale
        # Bars with their numbers beside them need no room for a tick behind the longest.
        least, most = min(_ZERO, *ends), max(_ZERO, *ends)
        return Scale(least, most if most > least else least + 1, (), 0)

    def _set_rows(self) -> Iterator[_Row]:
        top, room = 0.0, self._room
        for place, category in enumerate(self._chart.categories):
            name = wrap(category, room.width * _WIDEST, room.measure)
            bars = self._bar * self._side_by_side
            height = max(bars + _BETWEEN * (self._side_by_side > 1), len(name) * LEADING)
            height = max(height + (len(name) > 1) * 0.4, room.line)
            yield _Row(place, name, top, height)
            top += height

    def _outside(self) -> tuple[float, float]:
        """The room that numbers need before the plot and behind it."""
        shown = [(value, text) for _, value, text in self._numbers()]
        wide = [(value < 0, self._room.measure(text, "plain") + _GAP) for value, text in shown]
        below = max((width for is_less, width in wide if is_less), default=0.0)
        above = max((width for is_less, width in wide if not is_less), default=0.0)
        if self._is_stacked:
            last = set_number(self._scale.ticks[-1], self._scale.decimals, self._room.decimal)
            above = max(above, self._room.measure(last, "plain") / 2)
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
        return set_number(value, self._chart.decimals, self._room.decimal)

    def _bar_top(self, row: _Row, at: int) -> float:
        first = row.top + (row.height - self._bar * self._side_by_side) / 2
        return first + self._bar * at

    def _boxes(self, row: _Row) -> Iterator[Box]:
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
            return SERIES[series]
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

    def _names(self, below: float) -> Iterator[Label]:
        for row in self._rows:
            middle = row.top + row.height / 2
            shift = -below - _GAP * 1.6
            yield Label(row.name, 0.0, shift, middle, "end", "ink", self._weight(row.place))

    def _values(self) -> Iterator[Label]:
        for (place, at), value, text in self._numbers():
            row = self._rows[place]
            x = self._scale.at(value)
            middle = self._bar_top(row, at) + self._bar / 2
            weight = self._weight(place)
            if value < 0:
                yield Label((text,), x, -_GAP, middle, "end", "ink", weight)
            else:
                yield Label((text,), x, _GAP, middle, "start", "ink", weight)

    def _weight(self, place: int) -> Weight:
        return "strong" if place in self._chart.focus else "plain"

    def _ticks(self, foot: float) -> Iterator[Label]:
        for tick in self._scale.ticks if self._is_stacked else ():
            text = set_number(tick, self._scale.decimals, self._room.decimal)
            y = foot + LEADING / 2
            yield Label((text,), self._scale.at(tick), 0.0, y, "middle", "grey")

    def _keys(self) -> Iterator[Key]:
        if len(self._chart.series) > 1:
            for at, one in enumerate(self._chart.series):
                yield Key(one.name, *SERIES[at])


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

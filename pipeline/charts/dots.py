"""Dots: one for each value, in a row for each category."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import Drawing, Key, Label, Mark, Stroke
from pipeline.charts.looks import marks_of
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
from pipeline.charts.scales import open_scale

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.charts.drawing import Colour, MarkShape, Room
    from pipeline.charts.rows import Row
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart


_SIZE: Final = 0.62
"""The width and the height of a dot, in em."""
_HIDDEN: Final = 0.5
"""The part of its width by which dots must be apart for each to be seen."""


class Dots:
    """Draws a chart of dots in some room, on a scale of its own unless one is given."""

    def __init__(self, chart: Chart, room: Room, scale: Scale | None = None) -> None:
        self._chart = chart
        self._room = room
        self._is_alone = len(chart.series) == 1
        self._scale = scale or open_scale(chart, 4)
        self._looks = marks_of(chart.series)
        self._rows = tuple(set_rows(chart, room, room.line))

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        foot = self._rows[-1].foot
        numbers = [text for row in self._rows for _, text, _ in self._numbers(row)]
        widest = max((self._room.measure(one, "strong") for one in numbers), default=0.0) + GAP * 2
        before = 0.0 if self._is_alone else widest
        first, last = beyond_ticks(self._scale, self._room)
        start = max(first, width_of_names(self._rows, self._room) + before)
        end = max(widest, last)
        width = max(1.0, self._room.width - start - end)
        height = -(-(foot + self._room.leading) // self._room.line) * self._room.line
        return Drawing(
            start,
            end,
            width,
            height,
            (*self._grid(foot), *self._leaders()),
            (
                *name_labels(self._rows, self._chart, before),
                *self._values(),
                *tick_labels(self._scale, foot, self._room, width),
            ),
            tuple(self._keys()),
            tuple(self._marks(width)),
        )

    def _values_of(self, row: Row) -> list[tuple[int, Decimal]]:
        values = ((at, one.values[row.place]) for at, one in enumerate(self._chart.series))
        return [(at, value) for at, value in values if value is not None]

    def _numbers(self, row: Row) -> Iterator[tuple[Decimal, str, bool]]:
        """Yield the numbers beside the outermost dots, and whether each is before its dot."""
        values = sorted(value for _, value in self._values_of(row))
        if not values:
            return
        yield values[-1], self._text(values[-1]), False
        if values[0] != values[-1]:
            yield values[0], self._text(values[0]), True

    def _text(self, value: Decimal) -> str:
        return set_number(value, self._chart.decimals, self._room.signs)

    def _grid(self, foot: float) -> Iterator[Stroke]:
        for tick in self._scale.ticks:
            x = self._scale.at(tick)
            yield Stroke(((x, 0.0), (x, foot)), "rule" if tick else "grey", 0.6)

    def _leaders(self) -> Iterator[Stroke]:
        """Yield what leads the eye: from the first dot of a row to the last, or to the only one."""
        for row in self._rows:
            places = [self._scale.at(value) for _, value in self._values_of(row)]
            if not places:
                continue
            first = 0.0 if self._is_alone else min(places)
            if first != max(places):
                yield Stroke(((first, row.middle), (max(places), row.middle)), "grey", 0.7)

    def _marks(self, width: float) -> Iterator[Mark]:
        for row in self._rows:
            placed = [(at, self._scale.at(value)) for at, value in self._values_of(row)]
            heights = _apart({at: x * width for at, x in placed}, row.height)
            for at, x in reversed(placed):
                colour, shape = self._look(row, at)
                yield Mark(x, row.middle + heights[at], shape, colour)

    def _look(self, row: Row, at: int) -> tuple[Colour, MarkShape]:
        if not self._is_alone:
            return self._looks[at]
        if not self._chart.series[0].has_focus:
            return "grey", "disc"
        if not self._chart.focus:
            return "blue", "disc"
        return ("cinnabar" if row.place in self._chart.focus else "grey"), "disc"

    def _values(self) -> Iterator[Label]:
        for row in self._rows:
            weight = weight_of(row, self._chart)
            for value, text, is_before in self._numbers(row):
                x, shift = self._scale.at(value), GAP * 1.4
                if is_before:
                    yield Label((text,), x, -shift, row.middle, "end", "ink", weight)
                else:
                    yield Label((text,), x, shift, row.middle, "start", "ink", weight)

    def _keys(self) -> Iterator[Key]:
        if not self._is_alone:
            for one, (colour, shape) in zip(self._chart.series, self._looks, strict=True):
                yield Key(one.name, colour, shape=shape)


def _apart(places: Mapping[int, float], height: float) -> dict[int, float]:
    """How far below the middle of a row each dot stands, in em.

    Those that would hide one another stand one below the other. ``places`` are those along the row,
    in em.
    """
    found = dict.fromkeys(places, 0.0)
    in_order = sorted(places, key=lambda at: (places[at], at))
    groups = [in_order[:1]]
    for before, at in pairwise(in_order):
        if places[at] - places[before] < _SIZE * _HIDDEN:
            groups[-1].append(at)
        else:
            groups.append([at])
    for group in groups:
        step = min(_SIZE, height / max(1, len(group)))
        for turn, at in enumerate(sorted(group)):
            found[at] = (turn - (len(group) - 1) / 2) * step
    return found

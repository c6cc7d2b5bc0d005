"""Slopes: a line for each series between two categories, labelled at both of its ends."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.charts.axes import Axes
from pipeline.charts.drawing import Drawing, Label, Stroke
from pipeline.charts.ends import end_labels, end_of, number_of, weight_of, width_of_ends
from pipeline.charts.lines import dot, lines_through
from pipeline.charts.looks import lines_of
from pipeline.charts.rows import GAP
from pipeline.charts.scales import open_scale
from pipeline.charts.turning import lowered
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.charts.drawing import Room
    from pipeline.charts.ends import End
    from pipeline.note.charts.chart import Chart

_HEAD: Final = 0.4
"""The part of the room that the name of a category may take."""


class Slopes:
    """Draws a chart of slopes in some room."""

    def __init__(self, chart: Chart, room: Room) -> None:
        self._chart = chart
        self._room = room
        self._axes = Axes(chart, room, open_scale(chart))
        self._looks = lines_of(chart.series)
        self._heads = [wrap(one, room.width * _HEAD, room.measure) for one in chart.categories]

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        before, behind = tuple(self._ends(0)), tuple(self._ends(1))
        start, end = (
            max(width_of_ends(ends, self._room), self._width_of(head) - GAP)
            for ends, head in zip((before, behind), self._heads, strict=True)
        )
        line, bottom = self._room.line, self._axes.bottom
        lines = max(map(len, self._heads))
        head = -(-(lines * self._room.leading + GAP) // line) * line
        labels = (
            *end_labels(before, "end", bottom + self._room.leading / 2, self._room),
            *end_labels(behind, "start", bottom + self._room.leading / 2, self._room),
            *self._head_labels(),
        )
        width = max(1.0, self._room.width - start - end)
        # The lowest label may stand as far below the plot as half of it is high.
        shapes = (*self._uprights(), *self._lines())
        return lowered(Drawing(start, end, width, bottom + line, shapes, labels), head)

    def _width_of(self, head: tuple[str, ...]) -> float:
        return max(self._room.measure(line, "plain") for line in head)

    def _uprights(self) -> Iterator[Stroke]:
        for x in (0.0, 1.0):
            yield Stroke(((x, 0.0), (x, self._axes.bottom + self._room.leading / 2)), "rule", 0.6)

    def _lines(self) -> Iterator[Stroke]:
        order = sorted(range(len(self._chart.series)), key=self._is_drawn_last)
        for at in order:
            colour, dash, weight = self._looks[at]
            runs = list(self._axes.runs(self._chart.series[at]))
            yield from lines_through(runs, colour, dash, weight)
            for point in (one for run in runs for one in run):
                yield dot(point, colour, max(weight * 2.4, 2.4))

    def _is_drawn_last(self, at: int) -> bool:
        return self._chart.series[at].has_focus

    def _ends(self, side: int) -> Iterator[End]:
        """Yield the labels before the plot, with names, or behind it, where numbers suffice."""
        for at, one in enumerate(self._chart.series):
            value = one.values[side]
            if value is None:
                continue
            number = number_of(value, self._chart, self._room)
            name = one.name if side == 0 or one.values[0] is None else ""
            look = (self._looks[at][0], weight_of(one, self._chart))
            yield end_of((name, number), self._axes.y(value), look, self._room)

    def _head_labels(self) -> Iterator[Label]:
        for side, lines in enumerate(self._heads):
            y = -GAP - len(lines) * self._room.leading / 2
            if side == 0:
                yield Label(lines, 0.0, GAP, y, "end", "grey")
            else:
                yield Label(lines, 1.0, -GAP, y, "start", "grey")

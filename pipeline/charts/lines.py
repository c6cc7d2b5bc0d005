"""Lines: one for each series, labelled at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.charts.axes import Axes
from pipeline.charts.drawing import Drawing, Stroke
from pipeline.charts.ends import drawing_with_ends, end_of, number_of, weight_of
from pipeline.charts.looks import lines_of
from pipeline.charts.scales import open_scale

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.charts.axes import Point
    from pipeline.charts.drawing import Colour, Room
    from pipeline.charts.ends import End
    from pipeline.charts.ticks import Scale
    from pipeline.note.charts.chart import Chart


class Lines:
    """Draws a chart of lines in some room, on a scale of its own unless one is given."""

    def __init__(self, chart: Chart, room: Room, scale: Scale | None = None) -> None:
        self._chart = chart
        self._room = room
        self._axes = Axes(chart, room, scale or open_scale(chart))
        self._looks = lines_of(chart.series)

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        return drawing_with_ends(self._axes, tuple(self._ends()), self._room, self._lines())

    def _lines(self) -> Iterator[Stroke]:
        order = sorted(range(len(self._chart.series)), key=self._is_drawn_last)
        for at in order:
            series = self._chart.series[at]
            runs = list(self._axes.runs(series))
            yield from lines_through(runs, *self._looks[at])
            if series.has_focus and runs:
                colour, _, weight = self._looks[at]
                yield dot(runs[-1][-1], colour, weight * 2.4)

    def _is_drawn_last(self, at: int) -> bool:
        return self._chart.series[at].has_focus

    def _ends(self) -> Iterator[End]:
        for at, one in enumerate(self._chart.series):
            along = zip(self._axes.along, one.values, strict=True)
            points = [(x, value) for x, value in along if value is not None]
            if not points:
                continue
            x, value = points[-1]
            is_last = x == self._axes.along[-1]
            number = number_of(value, self._chart, self._room) if is_last else ""
            look = (self._looks[at][0], weight_of(one, self._chart))
            yield end_of((one.name, number), self._axes.y(value), look, self._room)


def lines_through(
    runs: list[tuple[Point, ...]], colour: Colour, dash: tuple[float, ...], weight: float
) -> Iterator[Stroke]:
    """Yield a line through each run of points, and a dot for one alone."""
    for run in runs:
        if len(run) > 1:
            yield Stroke(run, colour, weight, dash, is_round=not dash)
        else:
            yield dot(run[0], colour, weight * 2.2)


def dot(at: Point, colour: Colour, width: float) -> Stroke:
    """A round dot, ``width`` in pt."""
    return Stroke((at, at), colour, width, is_round=True)

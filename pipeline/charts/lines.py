"""Lines: one for each series, labelled at its end."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.charts.apart import push_apart
from pipeline.charts.drawing import LEADING, Drawing, Label, Stroke
from pipeline.charts.numbers import set_number
from pipeline.charts.ticks import scale_of
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.charts.drawing import Colour, Room, Weight
    from pipeline.note.charts.chart import Chart, Series

LINES: Final[tuple[tuple[Colour, tuple[float, ...]], ...]] = (
    ("cinnabar", ()),
    ("blue", (4.5, 2.0)),
    ("ochre", (1.2, 1.8)),
    ("ink", (7.0, 1.8, 1.2, 1.8)),
    ("grey", (7.0, 2.4)),
)
"""The colour of each line in focus, and the dashes by which grey print tells it from the others."""

_HEIGHT: Final = 15
"""The lines of the grid that the plot is high."""
_WIDEST: Final = 0.36
"""The part of the room that the names of the lines may take."""
_YEAR: Final = re.compile(r"[0-9]{4}")
_GAP: Final = 0.5


@dataclass(frozen=True, slots=True)
class _End:
    """The label of a line: its words, where the line ends, and whether it is in focus."""

    lines: tuple[str, ...]
    at: tuple[float, float]
    colour: Colour
    weight: Weight


class Lines:
    """Draws a chart of lines in some room."""

    def __init__(self, chart: Chart, room: Room) -> None:
        self._chart = chart
        self._room = room
        values = [v for one in chart.series for v in one.values if v is not None]
        least, most = min(values), max(values)
        # A scale begins at 0 unless all that is seen happens far from it.
        if least > 0 and most - least > least / 4:
            least = Decimal(0)
        self._scale = scale_of(least, most, (chart.least, chart.most))
        self._bottom = _HEIGHT * room.line
        self._along = _places(chart.categories)

    def drawing(self) -> Drawing:
        """The chart as shapes and labels."""
        ticks = [self._tick(one) for one in self._scale.ticks]
        start = max(self._room.measure(one, "plain") for one in ticks) + _GAP
        ends = tuple(self._ends())
        widths = [self._room.measure(line, one.weight) for one in ends for line in one.lines]
        end = max(widths) + _GAP * 2
        width = max(1.0, self._room.width - start - end)
        labels = [
            Label((text,), 0.0, -_GAP, self._y(tick), "end", "grey")
            for text, tick in zip(ticks, self._scale.ticks, strict=True)
        ]
        labels += [*self._names(width), *self._at_ends(ends)]
        height = self._bottom + self._room.line
        shapes = (*self._grid(), *self._lines())
        return Drawing(start, end, width, height, shapes, tuple(labels))

    def _tick(self, value: Decimal) -> str:
        return set_number(value, self._scale.decimals, self._room.decimal)

    def _y(self, value: Decimal) -> float:
        top = LEADING / 2
        return self._bottom - self._scale.at(value) * (self._bottom - top)

    def _grid(self) -> Iterator[Stroke]:
        base = 0 if 0 in self._scale.ticks else self._scale.ticks[0]
        for tick in self._scale.ticks:
            is_base = tick == base
            y = self._y(tick)
            yield Stroke(((0.0, y), (1.0, y)), "grey" if is_base else "rule", 0.6)

    def _look(self, at: int) -> tuple[Colour, tuple[float, ...], float]:
        """The colour, the dashes and the weight of a line."""
        series = self._chart.series
        if not series[at].has_focus:
            return "grey", (), 0.7
        colour, dash = LINES[sum(one.has_focus for one in series[:at])]
        return colour, dash, 1.8

    def _lines(self) -> Iterator[Stroke]:
        order = sorted(range(len(self._chart.series)), key=self._is_drawn_last)
        for at in order:
            colour, dash, weight = self._look(at)
            found = list(self._runs(self._chart.series[at]))
            for run in found:
                if len(run) > 1:
                    yield Stroke(run, colour, weight, dash, is_round=not dash)
                else:
                    yield Stroke((run[0], run[0]), colour, weight * 2.2, is_round=True)
            if self._chart.series[at].has_focus and found:
                yield Stroke((found[-1][-1],) * 2, colour, weight * 2.4, is_round=True)

    def _is_drawn_last(self, at: int) -> bool:
        return self._chart.series[at].has_focus

    def _runs(self, series: Series) -> Iterator[tuple[tuple[float, float], ...]]:
        """Yield the points that a line joins: an empty cell ends it."""
        run: list[tuple[float, float]] = []
        for x, value in zip(self._along, series.values, strict=True):
            if value is not None:
                run.append((x, self._y(value)))
            elif run:
                yield tuple(run)
                run = []
        if run:
            yield tuple(run)

    def _ends(self) -> Iterator[_End]:
        for at, one in enumerate(self._chart.series):
            points = [
                (x, value)
                for x, value in zip(self._along, one.values, strict=True)
                if value is not None
            ]
            if not points:
                continue
            x, value = points[-1]
            number = set_number(value, self._chart.decimals, self._room.decimal)
            is_last = x == self._along[-1]
            said = " ".join(filter(None, (one.name, number if is_last else "")))
            measure, width = self._room.measure, self._room.width * _WIDEST
            weight = self._weight(one)
            lines = wrap(said, width, measure, weight)
            yield _End(lines, (x, self._y(value)), self._look(at)[0], weight)

    def _weight(self, series: Series) -> Weight:
        """The weight of a label: one in focus stands out where others are not."""
        stands_out = series.has_focus and not all(one.has_focus for one in self._chart.series)
        return "strong" if stands_out else "plain"

    def _at_ends(self, ends: Sequence[_End]) -> Iterator[Label]:
        heights = [len(one.lines) * LEADING for one in ends]
        middles = push_apart([one.at[1] for one in ends], heights, 0.0, self._bottom + LEADING / 2)
        for one, middle in zip(ends, middles, strict=True):
            yield Label(one.lines, 1.0, _GAP * 1.6, middle, "start", one.colour, one.weight)

    def _names(self, width: float) -> Iterator[Label]:
        """Yield the names along the line, the last one and as many others as have room."""
        names = self._chart.categories
        widest = max(self._room.measure(one, "plain") for one in names) + 1.2
        every = 1
        while every < len(names) and width * every < widest * (len(names) - 1):
            every += 1
        y = self._bottom + 1.1
        for at, name in enumerate(names):
            if (len(names) - 1 - at) % every == 0:
                yield Label((name,), self._along[at], 0.0, y, "middle", "grey")


def _places(categories: Sequence[str]) -> tuple[float, ...]:
    """Where categories are along the line, from 0 to 1: years as far apart as they are."""
    if len(categories) == 1:
        return (0.5,)
    if all(_YEAR.fullmatch(one) for one in categories):
        years = list(map(int, categories))
        if all(one < other for one, other in pairwise(years)):
            return tuple((year - years[0]) / (years[-1] - years[0]) for year in years)
    return tuple(at / (len(categories) - 1) for at in range(len(categories)))

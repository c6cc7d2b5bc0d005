"""Labels at the ends of lines and areas, pushed apart."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.charts.apart import push_apart
from pipeline.charts.drawing import Drawing, Label
from pipeline.charts.numbers import set_number
from pipeline.charts.rows import GAP
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from pipeline.charts.axes import Axes
    from pipeline.charts.drawing import Anchor, Area, Box, Colour, Room, Stroke, Weight
    from pipeline.note.charts.chart import Chart, Series

NO_BREAK_SPACE: Final = "\u00a0"
_WIDEST: Final = 0.36
"""The part of the room that the names may take."""


@dataclass(frozen=True, slots=True)
class End:
    """The label at an end: its words in lines, how far from the top that is, and how it looks."""

    lines: tuple[str, ...]
    y: float
    colour: Colour
    weight: Weight


def end_of(words: Sequence[str], y: float, look: tuple[Colour, Weight], room: Room) -> End:
    """The label of an end: a name, a number or both."""
    said = NO_BREAK_SPACE.join(filter(None, words))
    return End(wrap(said, room.width * _WIDEST, room.measure, look[1]), y, *look)


def number_of(value: Decimal, chart: Chart, room: Room) -> str:
    """A value as a label says it."""
    return set_number(value, chart.decimals, room.signs)


def weight_of(series: Series, chart: Chart) -> Weight:
    """The weight of a label: one in focus stands out where others are not."""
    stands_out = series.has_focus and not all(one.has_focus for one in chart.series)
    return "strong" if stands_out else "plain"


def width_of_ends(ends: Sequence[End], room: Room) -> float:
    """The room beside the plot that labels need, in em."""
    widths = [room.measure(line, one.weight) for one in ends for line in one.lines]
    return max(widths, default=0.0) + GAP * 2


def end_labels(ends: Sequence[End], anchor: Anchor, bottom: float, room: Room) -> Iterator[Label]:
    """Yield labels behind the plot (start) or before it (end), down to a height in em."""
    heights = [len(one.lines) * room.leading for one in ends]
    middles = push_apart([one.y for one in ends], heights, 0.0, bottom)
    x, shift = (1.0, GAP * 1.6) if anchor == "start" else (0.0, -GAP * 1.6)
    for one, middle in zip(ends, middles, strict=True):
        yield Label(one.lines, x, shift, middle, anchor, one.colour, one.weight)


def drawing_with_ends(
    axes: Axes, ends: Sequence[End], room: Room, shapes: Iterable[Box | Stroke | Area]
) -> Drawing:
    """A chart as shapes and labels: its axes, what is drawn on their grid, labels at its ends."""
    start = axes.before()
    end = max(width_of_ends(ends, room), axes.behind())
    width = max(1.0, room.width - start - end)
    beside = end_labels(ends, "start", axes.bottom + room.leading / 2, room)
    labels = (*axes.labels(width), *beside)
    return Drawing(start, end, width, axes.height, (*axes.grid(), *shapes), labels)

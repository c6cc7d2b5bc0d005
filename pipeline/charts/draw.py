"""A chart drawn in some room."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.charts.areas import Areas
from pipeline.charts.bars import Bars
from pipeline.charts.dots import Dots
from pipeline.charts.drawing import Panels
from pipeline.charts.lines import Lines
from pipeline.charts.panels import draw_panels
from pipeline.charts.slopes import Slopes
from pipeline.charts.turning import mirrored

if TYPE_CHECKING:
    from pipeline.charts.drawing import Drawing, Room
    from pipeline.note.charts.chart import Chart


def draw(chart: Chart, room: Room) -> Drawing | Panels:
    """The shapes and labels of a chart, in the direction of its language."""
    drawn = _draw(chart, room)
    if not room.is_mirrored:
        return drawn
    if isinstance(drawn, Panels):
        return replace(drawn, drawings=tuple(map(mirrored, drawn.drawings)))
    return mirrored(drawn)


def _draw(chart: Chart, room: Room) -> Drawing | Panels:
    match chart.kind:
        case "bar" | "stacked bar" | "grouped bar":
            return Bars(chart, room).drawing()
        case "line":
            return Lines(chart, room).drawing()
        case "area":
            return Areas(chart, room).drawing()
        case "dot":
            return Dots(chart, room).drawing()
        case "slope":
            return Slopes(chart, room).drawing()
        case "small multiples":
            return draw_panels(chart, room)

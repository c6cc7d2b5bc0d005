"""A chart drawn in some room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.charts.bars import Bars
from pipeline.charts.lines import Lines

if TYPE_CHECKING:
    from pipeline.charts.drawing import Drawing, Room
    from pipeline.note.charts.chart import Chart


def draw(chart: Chart, room: Room) -> Drawing:
    """The shapes and labels of a chart."""
    match chart.kind:
        case "bar" | "stacked bar" | "grouped bar":
            return Bars(chart, room).drawing()
        case "line":
            return Lines(chart, room).drawing()

"""Small multiples: a panel for each series, all in one scale."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.charts.areas import Areas
from pipeline.charts.bars import Bars
from pipeline.charts.dots import Dots
from pipeline.charts.drawing import Drawing, Label, Panels
from pipeline.charts.ends import weight_of
from pipeline.charts.lines import Lines
from pipeline.charts.scales import open_scale, tight_scale, whole_scale
from pipeline.charts.turning import lowered
from pipeline.charts.wrapping import wrap

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.charts.drawing import Colour, Room
    from pipeline.note.charts.chart import Chart, PanelKind

_GAP: Final = 2.0
_NARROWEST: Final[Mapping[PanelKind, float]] = {"line": 9.0, "area": 9.0, "bar": 14.0, "dot": 14.0}
"""The least width of a panel, in em: rows have names before them."""
_LINES: Final = 6
_FEWEST_LINES: Final = 2
"""The lines that the plot of a panel is high, and has on a page that is too low for more."""
_AROUND: Final = 2.5
"""The lines that a panel needs above and below its plot."""
_OTHERS: Final = 8
"""The lines of a page that the words of a figure need."""
_TICKS: Final = 2


def draw_panels(chart: Chart, room: Room) -> Panels:
    """The panels of small multiples, in as many columns as they are to have and have room for."""
    most = max(1, int((room.width + _GAP) / (_NARROWEST[chart.of] + _GAP)))
    count = len(chart.series)
    columns = min(chart.columns, most, count)
    while columns < chart.columns and _lines(-(-count // columns), room) < _FEWEST_LINES:
        # Panels are narrower than they might be rather than beyond the end of their page.
        columns += 1
    width = (room.width - _GAP * (columns - 1)) / columns
    lines = _lines(-(-count // columns), room)
    own = replace(room, width=width, lines=max(_FEWEST_LINES, min(_LINES, lines)))
    found = [_draw(chart, at, own) for at in range(len(chart.series))]
    # Panels are compared: their plots are of one size.
    start, end = max(one.start for one in found), max(one.end for one in found)
    height = max(one.height for one in found)
    plot = max(1.0, width - start - end)
    alike = [replace(one, start=start, end=end, width=plot, height=height) for one in found]
    return Panels(columns, _GAP, tuple(_titled(alike, chart, own)))


def _lines(rows: int, room: Room) -> int:
    """The lines for each plot of so many rows of panels on a page."""
    return int((room.page_lines - _OTHERS) / rows - _AROUND)


def _draw(chart: Chart, at: int, room: Room) -> Drawing:
    one = chart.series[at]
    panel = chart.model_copy(
        update={
            "kind": chart.of,
            "series": (one.model_copy(update={"name": ""}),),
            "focus": _focus(chart, at),
        }
    )
    match chart.of:
        case "bar":
            return Bars(panel, room, tight_scale(chart)).drawing()
        case "line":
            return Lines(panel, room, open_scale(chart, _TICKS)).drawing()
        case "area":
            return Areas(panel, room, whole_scale(chart, _TICKS)).drawing()
        case "dot":
            return Dots(panel, room, open_scale(chart, _TICKS)).drawing()


def _focus(chart: Chart, at: int) -> frozenset[int]:
    """The rows in focus of a panel: all, if it is in focus and others are not."""
    is_chosen = weight_of(chart.series[at], chart) == "strong"
    return frozenset(range(len(chart.categories))) if is_chosen else frozenset()


def _titled(drawings: list[Drawing], chart: Chart, room: Room) -> list[Drawing]:
    """The panels with the names of their series above them, all as high as the highest."""
    weights = [weight_of(one, chart) for one in chart.series]
    names = [wrap(one.name, room.width, room.measure, "strong") for one in chart.series]
    lines = max(map(len, names))
    # Half a line stands above the names, which part the rows of panels, and a little below them.
    height = -(-(lines * room.leading + 0.2) // room.line) * room.line + room.line / 2
    found = []
    for drawing, name, weight in zip(drawings, names, weights, strict=True):
        colour: Colour = "grey" if weight == "plain" and "strong" in weights else "ink"
        y = room.line / 2 + len(name) * room.leading / 2
        title = Label(name, 0.0, -drawing.start, y, "start", colour, "strong")
        moved = lowered(drawing, height)
        found.append(replace(moved, labels=(title, *moved.labels)))
    return found

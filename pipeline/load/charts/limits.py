"""What a chart can show: how many series and bars, and which scale."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.load.charts.columns import Sources
    from pipeline.load.charts.form import ChartFile
    from pipeline.note.charts.chart import Chart

MOST_COLOURS: Final = 5
"""The most series that can be told apart by colour and pattern."""
MOST_LINES: Final = 12
"""The most lines of a chart whose ends can be labelled."""
MOST_BARS: Final = 32
"""The most bars that fit on a page."""
MOST_POINTS: Final = 2000
"""The most values along a line."""
MOST_DIGITS: Final = 15
"""The most digits of a number before its decimal sign."""

_MUCH: Final = "N165"
_SCALE: Final = "N167"


def check_chart(chart: Chart, form: ChartFile, sources: Sources) -> None:
    """Report what makes a chart unreadable, or its scale untrue."""
    values = [value for one in chart.series for value in one.values if value is not None]
    if not values:
        hint = f"fill in the column {form.y}" if isinstance(form.y, str) else "fill in its columns"
        sources.tell("N163", "the chart has no values", ("y",), hint)
        return
    _check_series(chart, sources)
    _check_bars(chart, sources)
    _check_scale(chart, sources)
    least, most = chart.least, chart.most
    if (least is not None and min(values) < least) or (most is not None and max(values) > most):
        message = f"the values reach from {min(values)} to {max(values)}, beyond the scale"
        sources.tell(_SCALE, message, ("scale",), "widen the scale, or leave it out")


def _check_series(chart: Chart, sources: Sources) -> None:
    count = len(chart.series)
    if chart.kind == "bar" and count > 1:
        hint = "write kind: grouped bar or kind: stacked bar, or name one column in y"
        sources.tell(_MUCH, f"kind: bar shows one series, not {count}", ("kind",), hint)
    elif chart.kind == "line" and count > MOST_LINES:
        message = f"a chart of {count} lines cannot be read; {MOST_LINES} are the most"
        sources.tell(_MUCH, message, ("kind",), "show fewer series, or make two charts of them")
    elif chart.kind == "line" and count > MOST_COLOURS and not _has_focus(chart):
        hint = f"name up to {MOST_COLOURS} of them: focus: [{chart.series[0].name}]"
        sources.tell(_MUCH, f"{count} lines, and none is in focus", ("kind",), hint)
    elif chart.kind == "line" and sum(one.has_focus for one in chart.series) > MOST_COLOURS:
        message = f"more than {MOST_COLOURS} lines are in focus"
        sources.tell(_MUCH, message, ("focus",), "name those that matter most")
    elif chart.kind != "line" and count > MOST_COLOURS:
        message = f"bars of {count} series cannot be told apart; {MOST_COLOURS} are the most"
        sources.tell(_MUCH, message, ("kind",), "show fewer series, or write kind: line")


def _has_focus(chart: Chart) -> bool:
    return any(one.has_focus for one in chart.series)


def _check_bars(chart: Chart, sources: Sources) -> None:
    count = len(chart.categories)
    if chart.kind == "line":
        if count > MOST_POINTS:
            message = f"the lines have {count} points; {MOST_POINTS} are the most"
            sources.tell(_MUCH, message, ("x",), "show fewer of them")
        return
    bars = count * (len(chart.series) if chart.kind == "grouped bar" else 1)
    if bars > MOST_BARS:
        message = f"{bars} bars do not fit on a page; {MOST_BARS} are the most"
        sources.tell(_MUCH, message, ("x",), "show fewer of them, and all in a table")


def _check_scale(chart: Chart, sources: Sources) -> None:
    least, most = chart.least, chart.most
    for key, end in (("from", least), ("to", most)):
        if end is not None and end.adjusted() >= MOST_DIGITS:
            hint = f"write a number of {MOST_DIGITS} digits at most, as those of the data are"
            sources.tell(_SCALE, f"no scale reaches to {end}", ("scale", key), hint)
    if chart.kind != "line" and ((least or 0) > 0 or (most is not None and most < 0)):
        hint = "leave it out: what is twice as much is twice as long only from 0"
        sources.tell(_SCALE, "the scale of bars does not begin at 0", ("scale",), hint)
    if least is not None and most is not None and least >= most:
        message = f"the scale goes from {least} to {most}"
        sources.tell(_SCALE, message, ("scale",), "write the smaller number after from")

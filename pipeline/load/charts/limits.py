"""What a chart can show: how many series, bars and panels, and which scale."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.charts.columns import Sources
    from pipeline.load.charts.form import ChartFile
    from pipeline.note.charts.chart import Chart

MULTIPLES: Final = "small multiples"
COLUMNS: Final = 3
"""The columns of small multiples that do not say how many."""
MOST_COLUMNS: Final = 4
MOST_COLOURS: Final = 5
"""The most series that can be told apart by colour and pattern."""
MOST_LINES: Final = 12
"""The most lines of a chart whose ends can be labelled."""
MOST_BARS: Final = 32
"""The most bars, or rows of dots, that fit on a page."""
MOST_POINTS: Final = 2000
"""The most values along a line."""
MOST_ROWS: Final = 4
"""The most rows of panels that fit on a page."""
MOST_DIGITS: Final = 15
"""The most digits of a number before its decimal sign."""
MOST_DECIMALS: Final = 30
"""The most digits behind it: programs write 17, and a chart shows as many as it is told to."""
MOST_SHOWN: Final = 9
"""The most decimals that are shown."""

_MUCH: Final = "N165"
_SCALE: Final = "N167"
_PANELS: Final = "N174"
_SLOPE: Final = "N175"
_STACKED: Final = "N176"


def check_chart(chart: Chart, form: ChartFile, sources: Sources) -> None:
    """Report what makes a chart unreadable, or its scale untrue."""
    values = [value for one in chart.series for value in one.values if value is not None]
    if not values:
        hint = f"fill in the column {form.y}" if isinstance(form.y, str) else "fill in its columns"
        sources.tell("N163", "the chart has no values", ("y",), hint)
        return
    _check_panels(chart, form, sources)
    _check_series(chart, sources)
    _check_categories(chart, form, sources)
    _check_areas(chart, sources)
    _check_scale(chart, form, sources)
    _check_decimals(chart, values, sources)
    least, most, reached = chart.least, chart.most, (*values, *_sums(chart))
    if (least is not None and min(reached) < least) or (most is not None and max(reached) > most):
        message = f"the values reach from {min(reached)} to {max(reached)}, beyond the scale"
        sources.tell(_SCALE, message, ("scale",), "widen the scale, or leave it out")


def _check_decimals(chart: Chart, values: Sequence[Decimal], sources: Sources) -> None:
    """Values of many digits, as programs compute them, are not shown with all of them."""
    longest = max(values, key=_decimals)
    if chart.decimals is None and _decimals(longest) > MOST_SHOWN:
        message = f"{longest} has {_decimals(longest)} decimals, too many for a chart"
        sources.tell(_MUCH, message, ("y",), "write decimals: 1, or as many as are to be shown")


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def _sums(chart: Chart) -> Iterator[Decimal]:
    """Yield how far up and down values reach that stand on one another."""
    if chart.kind not in ("stacked bar", "area"):
        return
    for values in zip(*(one.values for one in chart.series), strict=True):
        for sign in (1, -1):
            there = [value for value in values if value and value * sign > 0]
            if there:
                yield sum(there, Decimal(0))


def _check_panels(chart: Chart, form: ChartFile, sources: Sources) -> None:
    if form.kind != MULTIPLES:
        for key in ("of", "columns"):
            if getattr(form, key) is not None:
                message = f"{key} is given, and the chart has no panels"
                sources.tell(_PANELS, message, (key,), f"leave it out, or write kind: {MULTIPLES}")
        return
    if form.of is None:
        hint = "write of: line, of: area, of: bar or of: dot"
        sources.tell(_PANELS, "the panels do not say how they are drawn", ("kind",), hint)
    rows = _rows_of_panels(chart)
    if rows > MOST_ROWS:
        message = f"{len(chart.series)} panels do not fit on a page in {chart.columns} columns"
        needed = -(-len(chart.series) // MOST_ROWS)
        hint = f"write columns: {needed}"
        if needed > MOST_COLUMNS:
            hint = f"show {MOST_ROWS * MOST_COLUMNS} at most, with columns: {MOST_COLUMNS}"
        sources.tell(_MUCH, message, ("kind",), hint)


def _rows_of_panels(chart: Chart) -> int:
    return -(-len(chart.series) // chart.columns)


def _check_series(chart: Chart, sources: Sources) -> None:
    match chart.kind:
        case "bar":
            if len(chart.series) > 1:
                hint = "write kind: grouped bar or kind: stacked bar, or name one column in y"
                message = f"kind: bar shows one series, not {len(chart.series)}"
                sources.tell(_MUCH, message, ("kind",), hint)
        case "line" | "slope":
            _check_lines(chart, sources)
        case "grouped bar" | "stacked bar" | "area" | "dot":
            _check_colours(chart, sources)
        case "small multiples":
            pass


def _check_lines(chart: Chart, sources: Sources) -> None:
    count, focus = len(chart.series), sum(one.has_focus for one in chart.series)
    if count > MOST_LINES:
        message = f"a chart of {count} lines cannot be read; {MOST_LINES} are the most"
        hint = f"show fewer series, or a panel for each: kind: {MULTIPLES}"
        sources.tell(_MUCH, message, ("kind",), hint)
    elif count > MOST_COLOURS and not focus:
        hint = f"name up to {MOST_COLOURS} of them: focus: [{chart.series[0].name}]"
        sources.tell(_MUCH, f"{count} lines, and none is in focus", ("kind",), hint)
    elif focus > MOST_COLOURS:
        message = f"more than {MOST_COLOURS} lines are in focus"
        sources.tell(_MUCH, message, ("focus",), "name those that matter most")


def _check_colours(chart: Chart, sources: Sources) -> None:
    count = len(chart.series)
    if count > MOST_COLOURS:
        what = {"area": "areas", "dot": "dots"}.get(chart.kind, "bars")
        message = f"{what} of {count} series cannot be told apart; {MOST_COLOURS} are the most"
        hint = f"show fewer series, or write kind: line or kind: {MULTIPLES}"
        sources.tell(_MUCH, message, ("kind",), hint)


def _check_categories(chart: Chart, form: ChartFile, sources: Sources) -> None:
    count = len(chart.categories)
    if chart.kind == "slope" and count != 2:
        message = f"a slope leads from one category to another, and the chart has {count}"
        hint = "keep two of them in the data, or write kind: line"
        sources.tell(_SLOPE, message, ("x",), hint)
    if not form.has_rows:
        if count > MOST_POINTS:
            message = f"the lines have {count} points; {MOST_POINTS} are the most"
            sources.tell(_MUCH, message, ("x",), "show fewer of them")
        return
    rows = count * (len(chart.series) if chart.kind == "grouped bar" else 1)
    what = "dots" if form.shape == "dot" else "bars"
    if chart.kind == MULTIPLES:
        rows, what = rows * _rows_of_panels(chart), f"{what} in panels below one another"
    if rows > MOST_BARS:
        message = f"{rows} {what} do not fit on a page; {MOST_BARS} are the most"
        sources.tell(_MUCH, message, ("x",), "show fewer of them, and all in a table")


def _check_areas(chart: Chart, sources: Sources) -> None:
    """Areas that stand on one another have values from 0, and one category at least with all."""
    if chart.kind != "area" or len(chart.series) == 1:
        return
    values = list(zip(*(one.values for one in chart.series), strict=True))
    if any(value is not None and value < 0 for one in values for value in one):
        message = "areas of less than 0 cannot stand on one another"
        sources.tell(_STACKED, message, ("kind",), "write kind: line, or show one series")
    if all(None in one for one in values):
        message = "no category has a value in every series, so that nothing can be stacked"
        hint = "write 0 where there was nothing, or kind: line"
        sources.tell(_STACKED, message, ("kind",), hint)


def _check_scale(chart: Chart, form: ChartFile, sources: Sources) -> None:
    least, most = chart.least, chart.most
    for key, end in (("from", least), ("to", most)):
        if end is not None and end.adjusted() >= MOST_DIGITS:
            hint = f"write a number of {MOST_DIGITS} digits at most, as those of the data are"
            sources.tell(_SCALE, f"no scale reaches to {end}", ("scale", key), hint)
    is_open = form.shape in ("line", "dot", "slope")
    if not is_open and ((least or 0) > 0 or (most is not None and most < 0)):
        what = "areas" if form.shape == "area" else "bars"
        hint = "leave it out: what is twice as much is twice as long only from 0"
        sources.tell(_SCALE, f"the scale of {what} does not begin at 0", ("scale",), hint)
    if least is not None and most is not None and least >= most:
        message = f"the scale goes from {least} to {most}"
        sources.tell(_SCALE, message, ("scale",), "write the smaller number after from")

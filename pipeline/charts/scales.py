"""The scale that the values of a chart need."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.charts.ticks import Scale, scale_of

if TYPE_CHECKING:
    from pipeline.note.charts.chart import Chart

_ZERO = Decimal(0)


def open_scale(chart: Chart, count: int = 5) -> Scale:
    """The scale of points and lines: it begins at 0 unless all happens far from it."""
    values = [v for one in chart.series for v in one.values if v is not None]
    least, most = min(values), max(values)
    if least > 0 and most - least > least / 4:
        least = _ZERO
    return scale_of(least, most, (chart.least, chart.most), count)


def whole_scale(chart: Chart, count: int = 4) -> Scale:
    """The scale of lengths and areas, which always has 0."""
    values = [v for one in chart.series for v in one.values if v is not None]
    return scale_of(min(_ZERO, *values), max(_ZERO, *values), (chart.least, chart.most), count)


def stacked_scale(chart: Chart, count: int = 4) -> Scale:
    """The scale of what stands on one another: the sums of each category, on both sides of 0."""
    columns = list(zip(*(one.values for one in chart.series), strict=True))
    ends = [sum((v for v in one if v and v > 0), _ZERO) for one in columns]
    ends += [sum((v for v in one if v and v < 0), _ZERO) for one in columns]
    return scale_of(min(_ZERO, *ends), max(_ZERO, *ends), (chart.least, chart.most), count)


def tight_scale(chart: Chart) -> Scale:
    """The scale of bars with their numbers beside them, which need no tick behind the longest."""
    if (chart.least, chart.most) != (None, None):
        return whole_scale(chart)
    values = [v for one in chart.series for v in one.values if v is not None]
    least, most = min(_ZERO, *values), max(_ZERO, *values)
    return Scale(least, most if most > least else least + 1, (), 0)

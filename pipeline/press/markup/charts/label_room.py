"""Charts whose labels leave little room for what they show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.charts.drawing import Panels
from pipeline.findings import Finding, Place
from pipeline.press.markup.charts.chart import drawn_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note.text import Figure
    from pipeline.press.markup.dialect import Dialect

_MOST: Final = 0.5
"""The part of a chart's width that labels at one side may take."""


def label_findings(figures: Iterable[Figure], dialect: Dialect) -> Iterator[Finding]:
    """Yield a warning (N177) for each chart with long labels in a dialect."""
    for figure in figures:
        drawn = drawn_for(figure, dialect)
        if drawn is None:
            continue
        one = drawn.drawings[0] if isinstance(drawn, Panels) else drawn
        share = max(one.start, one.end) / (one.start + one.width + one.end)
        if share > _MOST:
            message = f"labels take {share:.0%} of the width of the chart"
            hint = "give shorter ones, in labels of this file, or make the figure wide"
            yield Finding("N177", message, Place(figure.source), hint, severity="warning")

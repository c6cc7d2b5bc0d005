"""Charts made in tests, and what is in their drawings."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from pipeline.charts.draw import draw
from pipeline.charts.drawing import Drawing, Panels, Room, Weight
from pipeline.languages.digits import NumberSigns
from pipeline.note.charts.chart import Chart, ChartKind, Series

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.charts.drawing import Label

LINE = 14 / 8.2


def measure(text: str, weight: Weight) -> float:
    """The width of a text in a face whose characters are all of one width."""
    return len(text) * (0.55 if weight == "strong" else 0.5)


ROOM = Room(40.0, LINE, measure, NumberSigns())


def chart(
    kind: ChartKind, *series: tuple[str, Sequence[str | None]], focus: frozenset[str] = frozenset()
) -> Chart:
    """A chart whose categories are years from 2010."""
    count = len(series[0][1])
    return Chart(
        id="data",
        kind=kind,
        data="figures/data.csv",
        heading="Year",
        categories=tuple(str(2010 + at) for at in range(count)),
        series=tuple(
            Series(
                name=name,
                values=tuple(None if one is None else Decimal(one) for one in values),
                has_focus=name in focus or not focus,
            )
            for name, values in series
        ),
    )


def drawn(found: Chart, room: Room = ROOM) -> Drawing:
    """The drawing of a chart that has one alone."""
    drawing = draw(found, room)
    assert isinstance(drawing, Drawing)
    return drawing


def panels(found: Chart, room: Room = ROOM) -> Panels:
    """The panels of a chart that has several."""
    drawing = draw(found, room)
    assert isinstance(drawing, Panels)
    return drawing


def labelled(drawing: Drawing, text: str) -> Label:
    """The label that says something."""
    (found,) = (one for one in drawing.labels if " ".join(one.lines).replace("\u00a0", " ") == text)
    return found

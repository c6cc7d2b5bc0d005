"""The data of a chart as a table: what those read who do not see the chart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.charts.numbers import set_number
from pipeline.note.text import Cell, Paragraph, Table, Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.languages.digits import NumberSigns
    from pipeline.note.charts.chart import Chart


_FEW: Final = 5


def data_table(chart: Chart, signs: NumberSigns) -> Table:
    """A row for each category and a column for each series; what is missing is an empty cell."""
    heads = [one.name for one in chart.series]
    if chart.unit and len(heads) == 1:
        heads = [chart.unit]
    rows = [
        [category, *("" if v is None else set_number(v, chart.decimals, signs) for v in values)]
        for category, values in zip(
            chart.categories, zip(*(one.values for one in chart.series), strict=True), strict=True
        )
    ]
    return Table(
        id=chart.id,
        alignments=("left", *("default" for _ in heads)),
        head=(_row(chart, 1, [chart.heading, *heads]),),
        body=tuple(_row(chart, number, row) for number, row in enumerate(rows, 2)),
        data=chart.data,
    )


def narrow_tables(chart: Chart, signs: NumberSigns) -> Iterator[Table]:
    """Yield the data in tables of a few series each, for pages that do not scroll sideways."""
    for number, first in enumerate(range(0, len(chart.series), _FEW), 1):
        own = {
            "id": chart.id if number == 1 else f"{chart.id}-{number}",
            "series": chart.series[first : first + _FEW],
        }
        yield data_table(chart.model_copy(update=own), signs)


def _row(chart: Chart, number: int, words: Sequence[str]) -> tuple[Cell, ...]:
    return tuple(
        Cell(
            blocks=(Paragraph(id=f"{chart.id}-{number}-{column}", inlines=(Text(text=word),)),)
            if word
            else ()
        )
        for column, word in enumerate(words, 1)
    )

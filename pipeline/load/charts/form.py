"""The form of the YAML file of a chart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from pipeline.note.charts.chart import ChartKind, PanelKind
from pipeline.note.types import Line, Model, PlainOrLocalText


def _one_or_several(value: object) -> str:
    return "[several]" if isinstance(value, list) else "[one]"


_Columns = Annotated[
    Annotated[Line, Tag("[one]")]
    | Annotated[Annotated[Sequence[Line], Field(min_length=1)], Tag("[several]")],
    Discriminator(_one_or_several),
]


class Scale(Model):
    """Where the scale of a chart begins and ends."""

    start: Annotated[Decimal | None, Field(alias="from")] = None
    """The least value on the scale, 0 for bars and areas."""
    end: Annotated[Decimal | None, Field(alias="to")] = None
    """The largest value on the scale."""


class ChartFile(Model):
    """How a chart is drawn, and from what."""

    kind: ChartKind
    """How the data is drawn, such as line, grouped bar or small multiples."""
    of: PanelKind | None = None
    """How each panel of small multiples is drawn: bar, line, area or dot."""
    columns: Literal[2, 3, 4] | None = None
    """How many panels of small multiples stand side by side, 3 if it is not said."""
    data: Line
    """The CSV file beside this one, such as aid.csv."""
    x: Line
    """The column of the categories: the names of bars and dots, or the years of a line."""
    y: _Columns
    """The column of the values, or a list of columns, each of which is a series."""
    series: Line | None = None
    """The column that says to which series each value belongs."""
    order: Literal["given", "size", "name"] = "given"
    """The order of bars, dots or panels: as given in the file, by size or by name."""
    focus: Sequence[Line] = ()
    """The series, or the bars or dots of a chart of one series, in colour; all others are grey."""
    unit: PlainOrLocalText | None = None
    """What the values count, such as USD billion."""
    source: PlainOrLocalText | None = None
    """Where the data comes from."""
    note: PlainOrLocalText | None = None
    """What a reader has to know about all of it."""
    alt: PlainOrLocalText | None = None
    """What the chart shows, in words, not how it looks."""
    labels: Mapping[Line, PlainOrLocalText] = {}
    """What columns, series and categories are called, by their names in the CSV file."""
    scale: Scale = Scale()
    """Where the scale begins and ends; by the values if it is not said."""
    decimals: Literal[0, 1, 2, 3, 4, 5, 6] | None = None
    """How many digits behind the decimal sign are shown; those of each value if not said."""
    decimal: Literal[".", ","] = "."
    """The decimal sign in the CSV file."""
    missing: Literal["gap"] = "gap"
    """What an empty cell is: a gap."""

    @property
    def shape(self) -> ChartKind:
        """How the values are drawn, in each panel where there are several."""
        return self.of or "line" if self.kind == "small multiples" else self.kind

    @property
    def has_rows(self) -> bool:
        """Whether its categories are rows, and do not run along."""
        return self.shape not in ("line", "area", "slope")

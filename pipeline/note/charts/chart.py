"""The data of a chart, in the words of the note's language."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from pipeline.note.types import Id, Model

PanelKind = Literal["bar", "line", "area", "dot"]
"""How each of small multiples is drawn."""
ChartKind = Literal[
    "bar", "stacked bar", "grouped bar", "line", "area", "dot", "slope", "small multiples"
]
"""How the data is drawn."""


class Series(Model):
    """The values of one series, one for each category."""

    name: str
    """What it is called; empty for the only one of a chart that needs no name."""
    values: tuple[Decimal | None, ...]
    """Its values; None where there is none, which is a gap and never a nought."""
    has_focus: bool = False
    """Whether it is shown in colour, while those without focus are grey."""


class Chart(Model):
    """A figure that is drawn from data."""

    id: Id
    """Anchor of the table of its data."""
    kind: ChartKind
    """How it is drawn."""
    of: PanelKind = "line"
    """How each of its panels is drawn, if it is small multiples."""
    columns: int = 3
    """How many of its panels stand side by side, if it is small multiples."""
    data: str
    """Path of the CSV file that its values are from."""
    unit: str = ""
    """What its values count, such as ``USD billion``."""
    heading: str
    """What its categories are, such as ``Year``."""
    categories: tuple[str, ...]
    """The names of its bars, or what its lines run along, in order."""
    focus: frozenset[int] = frozenset()
    """The places of the categories that are shown in colour, for bars of one series."""
    series: tuple[Series, ...]
    """Its series, in order."""
    says: frozenset[str] = frozenset()
    """The lines below the figure that its own file says: ``source``, ``note``."""
    decimals: int | None = None
    """How many digits behind the decimal sign are shown; those of each value if it is not said."""
    least: Decimal | None = None
    most: Decimal | None = None
    """Where its scale begins and ends; by its values if it is not said."""

"""The values of a chart: the cells of its CSV file as numbers by category and series."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import collapse
from pipeline.load.charts.columns import Names, column_of
from pipeline.load.charts.limits import MOST_DECIMALS, MOST_DIGITS

if TYPE_CHECKING:
    from pipeline.load.charts.columns import Sources
    from pipeline.load.charts.form import ChartFile
    from pipeline.load.reading.csv_file import DataCell, DataRow

_NUMBER: Final = re.compile(
    rf"[+\-\u2212]?[0-9]{{1,{MOST_DIGITS}}}(?:(?P<sign>[.,])[0-9]{{1,{MOST_DECIMALS}}})?"
)
_THOUSANDS: Final = re.compile(r"[+\-\u2212]?[0-9]{1,3}(?:[ ,.'\u00a0\u2009\u202f’][0-9]{3})+")
_NONE: Final = frozenset({"-", "–", "—", "..", "…", "n/a", "na", "nd", "none", "null"})


@dataclass(slots=True)
class Points:
    """The values of a chart by series and category, each by its name in the CSV file.

    ``categories`` and ``series`` are what each is called, in the order of the file.
    """

    heading: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    series: dict[str, str] = field(default_factory=dict)
    values: dict[tuple[str, str], Decimal | None] = field(default_factory=dict)
    lines: dict[tuple[str, str], int] = field(default_factory=dict)


def read_points(form: ChartFile, names: Names, sources: Sources) -> Points | None:
    """The values of a chart; None if a column is missing. What is no number is reported."""
    x = column_of(form.x, ("x",), sources)
    columns = _value_columns(form, sources)
    by = column_of(form.series, ("series",), sources) if form.series else None
    if form.series and not isinstance(form.y, str):
        hint = "name one column of values, or leave out series"
        sources.tell("N168", "series is given, and y names several columns", ("series",), hint)
        return None
    if x is None or columns is None or (form.series and by is None):
        return None
    header = sources.csv.header
    points = Points(heading=names.shown(header[x]))
    for row in sources.csv.rows:
        category = _name(row[x], points.categories, names)
        for column in columns:
            head = header[column] if by is None else row[by]
            series = _name(head, points.series, names)
            _add(row, column, (series, category), points, form, sources)
    return points


def _value_columns(form: ChartFile, sources: Sources) -> list[int] | None:
    if isinstance(form.y, str):
        found = [column_of(form.y, ("y",), sources)]
    else:
        found = [column_of(name, ("y", at), sources) for at, name in enumerate(form.y)]
    known = [one for one in found if one is not None]
    return known if len(known) == len(found) else None


def _name(cell: DataCell, known: dict[str, str], names: Names) -> str:
    """The name in a cell, entered among those that are known."""
    name = names.sources.name(cell)
    if not name:
        hint = "write the name of what the row is about, or remove the row"
        names.sources.tell_cell("N163", "the name of a value is empty", cell, hint)
    if name not in known:
        known[name] = names.shown(cell)
    return name


def _add(
    row: DataRow,
    column: int,
    key: tuple[str, str],
    points: Points,
    form: ChartFile,
    sources: Sources,
) -> None:
    cell = row[column]
    if key in points.values:
        shown = " and ".join(filter(None, (key[1], key[0] if form.series else "")))
        message = f"there are two values for {shown}"
        hint = f"the first one is in line {points.lines[key]}; keep one of them"
        sources.tell_cell("N164", message, cell, hint)
        return
    points.values[key] = _number(cell, form.decimal, sources)
    points.lines[key] = cell.spot.line


def _number(cell: DataCell, decimal: str, sources: Sources) -> Decimal | None:
    text = collapse(cell.text)
    if not text:
        return None
    found = _NUMBER.fullmatch(text)
    if found is None or found["sign"] not in (None, decimal):
        sources.tell_cell("N163", f"{text!r} is not a number", cell, _hint(text, decimal))
        return None
    return Decimal(text.replace("\u2212", "-").replace(",", "."))


def _hint(text: str, decimal: str) -> str:
    if text.lower() in _NONE:
        return "leave the cell empty: where there is no number, the chart has a gap"
    if text.endswith(("%", "‰")):
        return f"write the number alone, {text[:-1].strip()}, and the sign in unit"
    if _THOUSANDS.fullmatch(text):
        plain = re.sub(r"[^0-9+\-\u2212]", "", text)
        return f"write it without a sign between the thousands: {plain}"
    if "," in text and decimal == ".":
        return 'write a decimal point, or decimal: "," in the file of the chart'
    if "." in text and decimal == ",":
        return 'write a decimal comma, or decimal: "." in the file of the chart'
    return "write digits alone, with a hyphen before a negative number"

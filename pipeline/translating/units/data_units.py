"""The cells of a CSV file -> units, for tables whose rows are in a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.translating.units.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SEPARATORS: Final = ",;\t"
_DATA: Final = re.compile(r"^data:[ \t]*[\"']?([^\s\"'#]+)", re.MULTILINE)


def chart_data(texts: Mapping[str, str]) -> frozenset[str]:
    """The CSV files that charts are drawn from: their words are names, which charts label."""
    charts = (text for path, text in texts.items() if path.startswith("figures/"))
    return frozenset(f"figures/{match[1]}" for text in charts for match in _DATA.finditer(text))


def units_of_data(path: str, text: str) -> Iterator[Unit]:
    """Yield the units of a CSV file: the heads of its columns, and cells with words."""
    head = text.partition("\n")[0]
    separator = max(_SEPARATORS, key=head.count)
    cell = re.compile(
        rf'(?:"(?P<quoted>(?:[^"]|"")*)"|(?P<plain>[^{separator}"\n][^{separator}\n]*|))'
        rf"(?P<end>{separator}|\n|\Z)"
    )
    at, row, column, line = 0, 1, 1, 1
    while at < len(text):
        match = cell.match(text, at)
        if match is None:
            return  # What is no CSV is told when the note is loaded.
        quoted = match["quoted"]
        typed = match["plain"] if quoted is None else quoted.replace('""', '"')
        unit = Unit(
            key=f"{path}/r{row}c{column}",
            kind="column head" if row == 1 else "cell",
            path=path,
            start=at,
            end=match.start("end"),
            typed=typed,
            form="data",
            part=path,
            line=line,
            column=at - (text.rfind("\n", 0, at) + 1) + 1,
            block=(at, match.start("end")),
        )
        if unit.content.has_words:
            yield unit
        line += match.group().count("\n")
        row, column = (row + 1, 1) if match["end"] == "\n" else (row, column + 1)
        if match["end"] == "":
            return
        at = match.end()

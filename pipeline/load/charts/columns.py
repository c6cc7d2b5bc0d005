"""The columns of a CSV file that a chart names, and the words that stand for names in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import collapse
from pipeline.load.constructs.construct import NO_MARKS
from pipeline.load.constructs.plain_values import find_marks, printed_value
from pipeline.load.near_names import hint_for_name
from pipeline.note.wording import is_own

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.charts.form import ChartFile
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.reading.csv_file import DataCell, DataFile
    from pipeline.load.report import Report

UNKNOWN: Final = "N168"
"""The code of findings about what a chart names and its data does not have."""


@dataclass(frozen=True, slots=True)
class Sources:
    """The two files of a chart, the language of its note, and where findings go."""

    yaml: YamlSource
    csv: DataFile
    language: str
    report: Report

    def name(self, cell: DataCell) -> str:
        """The name in a cell, set as names in the YAML file are when they are read."""
        return _printed(cell.text, self.language)

    def tell(self, code: str, message: str, path: Path, hint: str) -> None:
        """Report a finding at a value of the YAML file."""
        self.report.add(code, message, self.yaml.source.place(self.yaml.spot(path)), hint)

    def tell_cell(self, code: str, message: str, cell: DataCell, hint: str) -> None:
        """Report a finding at a cell of the CSV file."""
        self.report.add(code, message, self.csv.source.place(cell.spot), hint)


# The same names stand in row after row.
@lru_cache(maxsize=1024)
def _printed(text: str, language: str) -> str:
    return printed_value(collapse(text), language)


def worded(value: Mapping[str, str] | str | None, path: Path, sources: Sources) -> str:
    """A text in the language of the note; one that is not given in it is reported."""
    if value is None or isinstance(value, str):
        return value or ""
    exact = value.get(sources.language)
    own = (text for tag, text in value.items() if is_own(tag, sources.language))
    text = exact or next(own, "")
    if not text:
        message = f"{path[-1]} is not given in the language of the note, {sources.language}"
        sources.tell("N166", message, path, f"add {sources.language}: ...")
    return text


def column_of(name: str, path: Path, sources: Sources) -> int | None:
    """The place of the column with a name; None after a finding."""
    names = [sources.name(cell) for cell in sources.csv.header]
    if names.count(name) == 1:
        return names.index(name)
    if name in names:
        message = f"{sources.csv.source.path} has {names.count(name)} columns named {name}"
        sources.tell(UNKNOWN, message, path, "give each column a name of its own")
    else:
        message = f"{sources.csv.source.path} has no column {name!r}"
        sources.tell(UNKNOWN, message, path, hint_for_name(name, names))
    return None


@dataclass(slots=True)
class Names:
    """What columns, series and categories are called in the chart.

    ``labels`` are the keys of the labels by the names that they are for, ``used`` the names that
    the chart has.
    """

    form: ChartFile
    sources: Sources
    labels: Mapping[str, str]
    used: dict[str, None] = field(default_factory=dict)

    def shown(self, cell: DataCell) -> str:
        """The words for the name in a cell, which are plain text."""
        name = self.sources.name(cell)
        self.used[name] = None
        if key := self.labels.get(name):
            return worded(self.form.labels[key], ("labels", key), self.sources)
        source = self.sources.csv.source
        for mark in find_marks(cell.text):
            spot = source.spot_behind(cell.text[mark.start : mark.end], cell.spot, mark.start)
            self.sources.report.add(NO_MARKS, mark.message, source.place(spot), mark.hint)
        return name

    def check(self) -> None:
        """Report labels for names that the chart does not have."""
        yaml = self.sources.yaml
        for name, key in self.labels.items():
            if name not in self.used:
                message = f"labels names {key!r}, which is not in the chart"
                place = yaml.source.place(yaml.key_spot(("labels", key)))
                self.sources.report.add(UNKNOWN, message, place, hint_for_name(name, self.used))


def names_for(form: ChartFile, sources: Sources) -> Names:
    """The names of a chart, with the labels that its file gives them."""
    labels = {printed_value(collapse(key), sources.language): key for key in form.labels}
    return Names(form, sources, labels)

"""CSL-YAML -> entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.csl import FORM, Typed, entry_of
from pipeline.load.facts.yaml_source import read_yaml

if TYPE_CHECKING:
    from pipeline.load.bibliography.entries import Entry
    from pipeline.load.facts.yaml_source import Path
    from pipeline.load.report import Report, SourceText

_LISTED: Final = "write references: and below it one list entry for each: - id: surname2020"


def read_csl_yaml(source: SourceText, report: Report) -> list[Entry]:
    """The entries of a file of CSL-YAML: a list of items, or one under ``references``."""
    found = read_yaml(source, report)
    if found is None or found.data is None:
        return []
    base: Path = ("references",) if isinstance(found.data, dict) else ()
    items = found.value(base)
    if not isinstance(items, list):
        place = source.place(found.spot(base))
        report.add(FORM, "this file has no list of references", place, _LISTED)
        return []
    entries: list[Entry] = []
    for number, item in enumerate(items):
        path = (*base, number)
        names = map(str, item) if isinstance(item, dict) else ()
        spots = {name: found.spot((*path, name)) for name in names}
        entries += entry_of(Typed(item, found.spot(path), spots), source, report)
    return entries

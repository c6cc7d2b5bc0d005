"""The bibliography files of a note -> entries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.invisible import CODE
from pipeline.load.bibliography.bibtex import read_bibtex
from pipeline.load.bibliography.entries import Bibliography, Entry
from pipeline.load.bibliography.json_entries import read_json
from pipeline.load.bibliography.ris import read_ris
from pipeline.load.bibliography.yaml_entries import read_csl_yaml
from pipeline.load.reading.text_file import decode
from pipeline.load.report import Report
from pipeline.workspace import BIBLIOGRAPHIES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from pipeline.findings import Severity
    from pipeline.load.reading.folder import Files
    from pipeline.load.report import SourceText

_READERS: Final[Mapping[str, Callable[[SourceText, Report], list[Entry]]]] = dict(
    zip(BIBLIOGRAPHIES, (read_bibtex, read_json, read_csl_yaml, read_ris), strict=True)
)
TWICE: Final = "N185"
"""The code of findings about keys that are used twice."""


def read_bibliography(files: Files, report: Report) -> Bibliography:
    """The entries of the bibliography files of a note; findings are reported.

    An entry without a key is left out, and so is one whose key another has.
    """
    found: dict[str, Entry] = {}
    for name in BIBLIOGRAPHIES:
        source = _source(name, files, report)
        if source is None or not source.text.strip():
            continue
        for entry in _READERS[name](source, report):
            first = found.setdefault(entry.key, entry) if entry.key else entry
            if first is not entry:
                _report_twice(entry, first, report)
    return Bibliography(tuple(found.values()), frozenset(files.shared))


def _source(name: str, files: Files, report: Report) -> SourceText | None:
    """The text of a file; what is invisible in it is a warning, as other programs write them."""
    if (data := files.content.get(name)) is None:
        return None
    decoding = Report()
    source = decode(name, data, decoding)
    for one in decoding.findings:
        severity: Severity = "warning" if one.code == CODE else one.severity
        report.add(one.code, one.message, one.place, one.hint, severity=severity)
    return source


def _report_twice(entry: Entry, first: Entry, report: Report) -> None:
    place = first.key_place
    message = f"the key {entry.key} is used twice: also in {place.path}, line {place.line}"
    report.add(TWICE, message, entry.key_place, "give one of the two another key")

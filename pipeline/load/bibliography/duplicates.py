"""Entries that are the same work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.identifiers import doi_of
from pipeline.load.bibliography.roles import field_of, first_family, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pipeline.load.bibliography.entries import Entry, Form
    from pipeline.load.report import Report

SAME_DOI: Final = "N190"
"""The code of findings about entries that have the DOI of another."""
SAME_WORK: Final = "N191"
"""The code of findings about entries that are alike in author, year and title."""

# What contains the work, its subtitle, volume, number, pages, chapter, edition, language.
_DETAILS: Final[Mapping[Form, tuple[tuple[str, ...], ...]]] = {
    "bibtex": (
        *(("booktitle", "journaltitle", "journal", "maintitle"), ("subtitle",), ("volume",)),
        *(("number", "issue"), ("pages",), ("chapter",), ("edition",), ("langid", "language")),
    ),
    "csl": (
        *(("container-title",), (), ("volume",), ("issue", "number"), ("page",)),
        *(("chapter-number",), ("edition",), ("language",)),
    ),
    "ris": (("T2", "JO", "JF", "JA"), (), ("VL",), ("IS",), ("SP",), (), ("ET",), ("LA",)),
}
_ENOUGH: Final = 8
_YEAR: Final = 4


def check_duplicates(entries: Iterable[Entry], report: Report) -> None:
    """Report entries that have the DOI of one before, or its author, year and title."""
    dois: dict[str, Entry] = {}
    works: dict[tuple[str, ...], list[Entry]] = {}
    for entry in entries:
        doi = doi_of(entry)
        if doi and (first := dois.setdefault(doi, entry)) is not entry:
            field = field_of(entry, "doi") or field_of(entry, "url")
            place = entry.place_of(field) if field else entry.key_place
            message = f"{entry.key} has the DOI of {first.key}, {_where(first)}"
            report.add(SAME_DOI, message, place, "correct it, or cite one of them and remove one")
            continue
        if work := _work(entry):
            alike = works.setdefault(work, [])
            if other := next((one for one in alike if not _differ(one, entry)), None):
                message = f"{entry.key} is the same work as {other.key}, {_where(other)}"
                hint = "cite one of them and remove one, or say in what they differ"
                report.add(SAME_WORK, message, entry.key_place, hint)
            alike.append(entry)


def _where(entry: Entry) -> str:
    return f"{entry.key_place.path}, line {entry.key_place.line}"


def _work(entry: Entry) -> tuple[str, ...]:
    """What a work is told by; empty if an entry does not say enough of it."""
    title, date = field_of(entry, "title"), field_of(entry, "date")
    family = first_family(entry)
    name = plain(title.value) if title else ""
    if len(name) < _ENOUGH or date is None or not family:
        return ()
    return name, plain(date.value)[:_YEAR], family


def _differ(entry: Entry, other: Entry) -> bool:
    """Whether entries that are alike are those of different works: by DOI or detail."""
    if doi_of(entry) and doi_of(other):
        return True
    return any(a and b and a != b for a, b in zip(_details(entry), _details(other), strict=True))


def _details(entry: Entry) -> tuple[str, ...]:
    values = {one.name: one.value for one in entry.fields}
    found = (
        next((values[name] for name in names if values.get(name)), "")
        for names in _DETAILS[entry.form]
    )
    return tuple(map(plain, found))

"""What is missing in entries, what is there twice, and what nobody cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.load.bibliography.bibtex import keys_in
from pipeline.load.bibliography.duplicates import check_duplicates
from pipeline.load.bibliography.identifiers import check_date, check_doi, doi_of
from pipeline.load.bibliography.nearest import nearest_key
from pipeline.load.bibliography.roles import field_of, has, names_of
from pipeline.load.bibliography.tex import check_tex
from pipeline.load.bibliography.types import (
    KNOWN,
    NEED_NOBODY,
    NEED_PERSON,
    ON_THE_WEB,
    UNTITLED,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.load.bibliography.entries import Bibliography, Entry
    from pipeline.load.report import Report

INCOMPLETE: Final = "N186"
"""The code of findings about what an entry lacks."""
UNKNOWN_TYPE: Final = "N188"
"""The code of findings about types that are none."""
UNCITED: Final = "N192"
"""The code of findings about entries that nobody cites."""
NO_ACCESS: Final = "N193"
"""The code of findings about addresses without the date at which they were read."""
NO_PARENT: Final = "N196"
"""The code of findings about entries that do not exist, whose fields another inherits."""


def check_bibliography(bibliography: Bibliography, cited: Collection[str], report: Report) -> None:
    """Report what is wrong with the entries of a note that cites those with some keys.

    Of a bibliography that serves other notes as well, only what the note cites is checked.
    """
    used = {entry.key for entry in bibliography.with_parents(cited)}
    checked = [
        entry
        for entry in bibliography.entries
        if entry.key in used or entry.source.path not in bibliography.shared
    ]
    for entry in checked:
        _check(entry, bibliography, report)
    check_duplicates(checked, report)
    inherited = {key for entry in bibliography.entries for key in entry.parents}
    for entry in checked:
        if entry.key not in used and entry.key not in inherited and entry.type != "xdata":
            hint = f"cite it as [@{entry.key}], or remove it"
            report.add(UNCITED, f"{entry.key} is not cited", entry.key_place, hint)


def _check(entry: Entry, bibliography: Bibliography, report: Report) -> None:
    _check_type(entry, report)
    check_doi(entry, report)
    check_date(entry, report)
    _check_parents(entry, bibliography, report)
    if entry.form == "bibtex":
        check_tex(entry, report)
    if entry.is_broken or entry.type == "xdata":
        return
    for missing, hint in _missing(entry, bibliography):
        report.add(INCOMPLETE, f"{entry.key} has no {missing}", entry.key_place, hint)
    address = field_of(entry, "url")
    if address and not doi_of(entry) and not has(bibliography, entry, "accessed"):
        message = f"{entry.key} does not say when its address was read"
        report.add(NO_ACCESS, message, entry.place_of(address), _ACCESSED[entry.form])


_ACCESSED: Final = {
    "bibtex": "add urldate = {2019-05-03}, the day on which you read it",
    "csl": "add accessed, the day on which you read it, written as issued is",
    "ris": "add Y2  - 2019/05/03/, the day on which you read it",
}


def _check_type(entry: Entry, report: Report) -> None:
    known = KNOWN[entry.form]
    kind = entry.type.upper() if entry.form == "ris" else entry.type
    if kind in known:
        return
    place = entry.place
    if typed := entry.first("type") if entry.form == "csl" else None:
        place = entry.place_of(typed)
    near = nearest_key(kind, known)
    general = {"bibtex": "misc", "csl": "document", "ris": "GEN"}[entry.form]
    hint = f"did you mean {near}? {general} is any work" if near else f"{general} is any work"
    message = f"{kind} is not a type of entry" if kind else f"{entry.key} has no type"
    report.add(UNKNOWN_TYPE, message, place, hint)


def _check_parents(entry: Entry, bibliography: Bibliography, report: Report) -> None:
    for key in entry.parents:
        field = next(one for one in entry.fields if key in keys_in(one))
        if parent := bibliography.by_key.get(key):
            if any(entry.key in one.parents for one in bibliography.lineage(parent)):
                message = f"{entry.key} inherits from itself"
                report.add(NO_PARENT, message, entry.place_of(field), "remove this field")
            continue
        near = nearest_key(key, bibliography.by_key)
        hint = f"did you mean {near}?" if near else "add that entry, or write its fields here"
        report.add(NO_PARENT, f"there is no entry {key}", entry.place_of(field), hint)


def _missing(entry: Entry, bibliography: Bibliography) -> Iterator[tuple[str, str]]:
    """Yield what an entry lacks, and a hint."""
    kind = entry.type.upper() if entry.form == "ris" else entry.type
    if kind not in NEED_NOBODY and not has(bibliography, entry, "author"):
        author, editor, *_ = names_of(entry, "author")
        group = names_of(entry, "group")[0]
        if kind in NEED_PERSON:
            yield "author", f"add {author}, or {editor} if it has none"
        elif not has(bibliography, entry, "group"):
            yield "author or organisation", f"add {author}, {editor} or {group}"
    title = names_of(entry, "title")[0]
    whole = bibliography.lineage(entry) if entry.first("xdata") else (entry,)
    if kind not in UNTITLED and not any(field_of(one, "title") for one in whole):
        yield "title", f"add {title}"
    dated = has(bibliography, entry, "date", "status")
    if not dated and not (kind in ON_THE_WEB and has(bibliography, entry, "accessed")):
        yield "year", _DATED[entry.form]


_DATED: Final = {
    "bibtex": "add date = {2019}, or pubstate = {forthcoming}",
    "csl": "add issued, or status: forthcoming",
    "ris": "add PY  - 2019",
}

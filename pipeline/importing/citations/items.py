"""Items of CSL as programs keep them -> items that a bibliography of a note can hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.invisible import without_invisible
from pipeline.load.bibliography.csl_values import UnfitError, fitted
from pipeline.load.bibliography.types import KNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

ANY_TYPE: Final = "document"
"""The type of a work of which no other is known."""

_DOI: Final = re.compile(
    r"(?:https?://)?(?:dx\.|www\.)?(?:doi\.org/)?(?:doi:\s*)?(10\.\d{4,9}(?:\.\d+)*/\S*[^\s.,;:])",
    re.IGNORECASE,
)
# What is printed of a work, or found by it; programs keep abstracts, notes and files besides.
# fmt: off
_FIELDS: Final = (
    "type", "title", "title-short", "author", "editor", "translator", "collection-editor",
    "container-author", "director", "composer", "interviewer", "recipient", "reviewed-author",
    "container-title", "container-title-short", "collection-title", "collection-number",
    "volume", "issue", "page", "number-of-pages", "number-of-volumes", "chapter-number",
    "edition", "version", "number", "genre", "medium", "scale", "event-title", "event",
    "event-place", "event-date", "publisher", "publisher-place", "original-title",
    "original-date", "original-publisher", "issued", "status", "accessed", "authority",
    "jurisdiction", "section", "references", "archive", "archive_location", "archive-place",
    "call-number", "dimensions", "language", "DOI", "URL", "ISBN", "ISSN", "PMID", "PMCID",
)
# fmt: on
_OLD_NAMES: Final = {"shortTitle": "title-short", "journalAbbreviation": "container-title-short"}
_ESCAPED: Final = re.compile(r"\\(?=[&%_#$])")
_BRACES: Final = str.maketrans("", "", "{}")


def fit_item(item: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an item that a note may hold, in a fixed order, without its id."""
    given = {_OLD_NAMES.get(name, name): value for name, value in item.items()}
    found: dict[str, Any] = {}
    for name in _FIELDS:
        value = _tidy(given.get(name))
        if value in (None, "", [], {}):
            continue
        try:
            fit = fitted(name, value)
        except (UnfitError, ValueError, TypeError):
            continue
        if fit not in (None, "", [], {}):
            found[name] = fit
    found["type"] = found.get("type") if found.get("type") in KNOWN["csl"] else ANY_TYPE
    _settle_doi(found)
    return found


def _tidy(value: Any) -> Any:
    """A value without what is invisible, empty parts, and what BibTeX left in it."""
    match value:
        case str():
            plain = _ESCAPED.sub("", without_invisible(value)).translate(_BRACES)
            return " ".join(plain.split())
        case list():
            return [tidy for one in value if (tidy := _tidy(one)) not in (None, "", [], {})]
        case dict():
            pairs = ((str(name), _tidy(one)) for name, one in value.items())
            return {name: one for name, one in pairs if one not in (None, "", [], {})}
        case _:
            return value


def _settle_doi(item: dict[str, Any]) -> None:
    """Have the DOI bare, wherever it was given; one that is none goes."""
    match = _DOI.fullmatch(str(item.pop("DOI", "")))
    as_address = _DOI.fullmatch(item["URL"]) if "doi.org/" in item.get("URL", "") else None
    if as_address:
        del item["URL"]
    if doi := match or as_address:
        item["DOI"] = doi[1]


def named(text: str) -> dict[str, str] | None:
    """A person from ``Family, Given``; what has no comma, or only one at its end, is a group."""
    text = " ".join(text.split())
    family, comma, given = (part.strip() for part in text.partition(","))
    if not family:
        return None
    return {"family": family, "given": given} if comma and given else {"literal": family}


def people(texts: Iterable[str]) -> list[dict[str, str]]:
    """People from texts, one each."""
    return [person for text in texts if (person := named(text))]


def dated(year: str, month: str = "", day: str = "") -> dict[str, Any] | None:
    """A date of CSL; what is no year, such as “in press”, stays as it is written."""
    year = year.strip()
    if not re.fullmatch(r"\d{4}", year):
        return {"literal": year} if year else None
    parts = [int(year)]
    for part, most in ((month, 12), (day, 31)):
        if not (part.strip().isascii() and part.strip().isdigit() and 0 < int(part) <= most):
            break
        parts.append(int(part))
    return {"date-parts": [parts]}

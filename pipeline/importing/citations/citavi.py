"""Citations of Citavi: the objects in their fields -> works in CSL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.items import ANY_TYPE, dated
from pipeline.importing.citations.typing import Cited

if TYPE_CHECKING:
    from pipeline.importing.citations.library import Library

_TYPES: Final = {
    "JournalArticle": "article-journal",
    "NewspaperArticle": "article-newspaper",
    "Book": "book",
    "BookEdited": "book",
    "CollectedWorks": "book",
    "Contribution": "chapter",
    "ContributionInLegalCommentary": "chapter",
    "ConferenceProceedings": "paper-conference",
    "InternetDocument": "webpage",
    "Thesis": "thesis",
    "ReportOrGreyLiterature": "report",
    "UnpublishedWork": "manuscript",
    "StatuteOrRegulation": "legislation",
    "CourtDecision": "legal_case",
    "Standard": "standard",
    "Patent": "patent",
    "Lecture": "speech",
    "ComputerProgram": "software",
    "Map": "map",
}
_FIELDS: Final = {
    "Title": "title",
    "ShortTitle": "title-short",
    "Volume": "volume",
    "Number": "issue",
    "Edition": "edition",
    "PlaceOfPublication": "publisher-place",
    "Doi": "DOI",
    "DOI": "DOI",
    "OnlineAddress": "URL",
    "Isbn": "ISBN",
}
_SPELT: Final = re.compile(r"<os>([^<]*)</os>\s*$")


def read_citavi(citation: dict[str, Any], library: Library) -> tuple[Cited, ...]:
    """The works of a citation; none if one of them is not in it."""
    listed = citation.get("Entries")
    entries = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
    shown = [one for one in entries if one.get("BibliographyEntry") != "/bibonly"]
    if not shown or not all(isinstance(one.get("Reference"), dict) for one in shown):
        return ()
    return tuple(
        Cited(
            key=library.add(_item(one["Reference"]), (f"citavi {one.get('ReferenceId', '')}",)),
            locator=_pages(one.get("PageRange")),
            prefix=_text(one, "Prefix"),
            suffix=_text(one, "Suffix"),
        )
        for one in shown
    )


def _text(value: dict[str, Any], name: str) -> str:
    found = value.get(name)
    return found.strip() if isinstance(found, str) else ""


def _pages(value: Any) -> str:
    if isinstance(value, dict):
        return _text(value, "OriginalString")
    match = _SPELT.search(value) if isinstance(value, str) else None
    return match[1] if match else ""


def _item(reference: dict[str, Any]) -> dict[str, Any]:
    kind = _TYPES.get(_text(reference, "ReferenceType"), ANY_TYPE)
    item: dict[str, Any] = {"type": kind, "page": _pages(reference.get("PageRange"))}
    item |= {field: text for name, field in _FIELDS.items() if (text := _text(reference, name))}
    if subtitle := _text(reference, "Subtitle"):
        item["title"] = f"{item.get('title', '')}: {subtitle}"
    for name, role in (("Authors", "author"), ("Editors", "editor"), ("Organizations", "author")):
        if named := [person for one in _listed(reference, name) if (person := _person(one))]:
            item.setdefault(role, named)
    item["publisher"] = "; ".join(_text(one, "Name") for one in _listed(reference, "Publishers"))
    above = reference.get("Periodical")
    parent = reference.get("ParentReference")
    if isinstance(above, dict):
        item["container-title"] = _text(above, "Name")
    elif isinstance(parent, dict):
        item["container-title"] = _text(parent, "Title")
        item.setdefault("publisher-place", _text(parent, "PlaceOfPublication"))
    year = _text(reference, "Year") or _text(parent if isinstance(parent, dict) else {}, "Year")
    item["issued"] = dated(year or _text(reference, "YearResolved"))
    return item


def _listed(reference: dict[str, Any], name: str) -> list[dict[str, Any]]:
    value = reference.get(name)
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def _person(value: dict[str, Any]) -> dict[str, str] | None:
    family = _text(value, "LastName")
    given = " ".join(filter(None, (_text(value, "FirstName"), _text(value, "MiddleName"))))
    if not family:
        return {"literal": given} if given else None
    return {"family": family, "given": given} if given else {"literal": family}

"""Citations of LibreOffice itself: the attributes of its marks -> works in CSL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.items import ANY_TYPE, dated, people
from pipeline.importing.citations.typing import Cited

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.importing.citations.library import Library

# The types of ISO/IEC 26300-1, 19.780.
_TYPES: Final = {
    "article": "article-journal",
    "journal": "article-journal",
    "book": "book",
    "booklet": "pamphlet",
    "conference": "paper-conference",
    "inproceedings": "paper-conference",
    "proceedings": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "techreport": "report",
    "manual": "report",
    "unpublished": "manuscript",
    "www": "webpage",
    "email": "personal_communication",
}
_FIELDS: Final = {
    "title": "title",
    "journal": "container-title",
    "booktitle": "container-title",
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "institution": "publisher",
    "school": "publisher",
    "organizations": "publisher",
    "address": "publisher-place",
    "series": "collection-title",
    "report-type": "genre",
    "url": "URL",
    "isbn": "ISBN",
    "issn": "ISSN",
}
_PARTED: Final = re.compile(r"\s*;\s*|\s+and\s+")


def read_mark_of_work(values: Mapping[str, str], library: Library) -> tuple[Cited, ...]:
    """The work that the attributes of a mark describe; none if they have no title."""
    if not values.get("title"):
        return ()
    item: dict[str, Any] = {"type": _TYPES.get(values.get("bibliography-type", ""), ANY_TYPE)}
    for name, field in _FIELDS.items():
        if text := values.get(name, "").strip():
            item.setdefault(field, text)
    for role in ("author", "editor"):
        item[role] = people(_PARTED.split(values.get(role, "")))
    item["issued"] = dated(values.get("year", ""), values.get("month", ""))
    return (Cited(library.add(item, (f"mark {values.get('identifier', '')}",))),)

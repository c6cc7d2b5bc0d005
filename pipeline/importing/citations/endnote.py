"""Citations of EndNote: the XML in their fields -> works in CSL."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.items import ANY_TYPE, dated, people
from pipeline.importing.citations.typing import Cited

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.importing.citations.library import Library

_TYPES: Final = {
    "journal article": "article-journal",
    "electronic article": "article-journal",
    "magazine article": "article-magazine",
    "newspaper article": "article-newspaper",
    "book": "book",
    "edited book": "book",
    "electronic book": "book",
    "book section": "chapter",
    "electronic book section": "chapter",
    "conference paper": "paper-conference",
    "conference proceedings": "paper-conference",
    "report": "report",
    "government document": "report",
    "discussion paper": "report",
    "standard": "standard",
    "thesis": "thesis",
    "web page": "webpage",
    "blog": "post-weblog",
    "online database": "dataset",
    "dataset": "dataset",
    "computer program": "software",
    "map": "map",
    "patent": "patent",
    "statute": "legislation",
    "legal rule or regulation": "legislation",
    "bill": "bill",
    "hearing": "hearing",
    "case": "legal_case",
    "dictionary": "entry-dictionary",
    "encyclopedia": "entry-encyclopedia",
    "film or broadcast": "motion_picture",
    "manuscript": "manuscript",
    "unpublished work": "manuscript",
    "personal communication": "personal_communication",
}
_INSIDE: Final = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "chapter", "paper-conference"}
)
_FIELDS: Final = {
    "volume": "volume",
    "number": "issue",
    "pages": "page",
    "edition": "edition",
    "publisher": "publisher",
    "pub-location": "publisher-place",
    "electronic-resource-num": "DOI",
    "titles/short-title": "title-short",
    "titles/tertiary-title": "collection-title",
    "language": "language",
}
_AMPERSAND: Final = re.compile(r"&(?!#?\w+;)")
_MONTHS: Final = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)


def read_endnote(text: str, library: Library) -> tuple[Cited, ...]:
    """The works in the XML of a citation; none if it cannot be read or has no records."""
    root = _parsed(text)
    if root is None:
        return ()
    found = list(root.iter("Cite"))
    if not found or any(one.find("record") is None for one in found):
        return ()
    return tuple(_cited(one, library) for one in found)


def _parsed(text: str) -> Any:
    from lxml import etree

    # A field may break off.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=True)
    end = text.rfind("</EndNote>")
    plain = text[: end + len("</EndNote>")] if end >= 0 else text
    try:
        plain = _AMPERSAND.sub("&amp;", plain)
        return etree.fromstring(plain.encode(), parser) if plain.strip() else None
    except etree.XMLSyntaxError:
        return None


def _cited(cite: Any, library: Library) -> Cited:
    record = cite.find("record")
    return Cited(
        key=library.add(_item(record), tuple(_names(record))),
        locator=_words(cite, "Pages"),
        prefix=_words(cite, "Prefix"),
        suffix=_words(cite, "Suffix"),
        is_without_author=cite.get("ExcludeAuth") == "1",
        is_in_text=cite.get("AuthorYear") == "1",
    )


def _names(record: Any) -> Iterator[str]:
    for key in record.iterfind("foreign-keys/key"):
        yield f"endnote {key.get('db-id', '')} {''.join(key.itertext())}"


def _words(element: Any, path: str) -> str:
    found = element.find(path)
    return " ".join("".join(found.itertext()).split()) if found is not None else ""


def _item(record: Any) -> dict[str, Any]:
    kind = record.find("ref-type")
    name = str(kind.get("name", "")).lower() if kind is not None else ""
    item: dict[str, Any] = {
        "type": _TYPES.get(name, ANY_TYPE),
        "title": _words(record, "titles/title"),
    }
    for path, field in _FIELDS.items():
        item[field] = _words(record, path)
    above = _words(record, "periodical/full-title") or _words(record, "titles/secondary-title")
    item["container-title" if item["type"] in _INSIDE else "collection-title"] = above
    for path, role in (("authors", "author"), ("secondary-authors", "editor")):
        listed = record.iterfind(f"contributors/{path}/author")
        item[role] = people("".join(one.itertext()) for one in listed)
    if name == "edited book" and not item["editor"]:
        item["editor"], item["author"] = item["author"], []
    number = _words(record, "isbn")
    item["ISBN" if item["type"] in {"book", "chapter"} else "ISSN"] = number
    item["URL"] = _words(record, "urls/related-urls/url") or _words(record, "urls/web-urls/url")
    item["issued"] = dated(
        _words(record, "dates/year"), *_day(_words(record, "dates/pub-dates/date"))
    )
    return item


def _day(text: str) -> tuple[str, str]:
    """Month and day in what was typed as a date; empty where they cannot be told."""
    words = re.findall(r"[a-z]+|\d+", text.lower())
    month = next(
        (
            number
            for number, one in enumerate(_MONTHS, 1)
            if words and one in {word[:3] for word in words}
        ),
        0,
    )
    days = [word for word in words if word.isdigit() and len(word) <= 2 and 0 < int(word) <= 31]
    return (str(month), days[0] if len(days) == 1 else "") if month else ("", "")

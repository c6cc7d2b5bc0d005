"""Items of CSL as tagged text that EndNote imports: a percent sign and a letter begin each line."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.views.reference_files.values import (
    date_of,
    inverted,
    keywords_of,
    names_of,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.views.reference_files.values import Item

MEDIA_TYPE: Final = "application/x-endnote-refer"

_TYPES: Final = {
    "article-journal": "Journal Article",
    "article-magazine": "Magazine Article",
    "article-newspaper": "Newspaper Article",
    "bill": "Bill",
    "book": "Book",
    "chapter": "Book Section",
    "dataset": "Dataset",
    "hearing": "Hearing",
    "legal_case": "Case",
    "legislation": "Statute",
    "manuscript": "Manuscript",
    "map": "Map",
    "paper-conference": "Conference Paper",
    "patent": "Patent",
    "personal_communication": "Personal Communication",
    "post-weblog": "Blog",
    "report": "Report",
    "software": "Computer Program",
    "standard": "Standard",
    "thesis": "Thesis",
    "webpage": "Web Page",
}
_IN_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})


def as_endnote(items: Iterable[Item]) -> str:
    """The records of items, a blank line between them."""
    return "\n".join(_record(item) for item in items)


def _record(item: Item) -> str:
    lines = [f"%{tag} {' '.join(value.split())}\n" for tag, value in _fields(item) if value]
    return "".join(lines)


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    kind = text_of(item, "type")
    yield "0", _TYPES.get(kind, "Generic")
    for role, tag in (("author", "A"), ("editor", "E"), ("translator", "?")):
        yield from ((tag, _name(*name)) for name in names_of(item, role))
    yield "T", text_of(item, "title")
    yield "J" if kind in _IN_PERIODICALS else "B", text_of(item, "container-title")
    yield from (("S", text_of(item, "collection-title")), ("V", text_of(item, "volume")))
    yield "N", text_of(item, "issue", "number", "collection-number")
    yield from (("P", text_of(item, "page")), ("7", text_of(item, "edition", "version")))
    yield from (("I", text_of(item, "publisher")), ("C", text_of(item, "publisher-place")))
    issued = date_of(item)
    yield "D", f"{issued[0]:04}" if issued else ""
    yield "8", "-".join(f"{one:02}" for one in issued) if len(issued) > 1 else ""
    yield from (("9", text_of(item, "genre")), ("@", text_of(item, "ISBN", "ISSN")))
    yield from (("R", text_of(item, "DOI")), ("U", text_of(item, "URL")))
    yield from (("G", text_of(item, "language")), ("X", text_of(item, "abstract")))
    yield from (("K", one) for one in keywords_of(item))
    yield "Z", text_of(item, "note")


def _name(family: str, given: str, suffix: str) -> str:
    """A name; a comma at the end keeps that of a group whole."""
    return inverted(family, given, suffix) if given else f"{family},"

"""Items of CSL as RIS (the format of 2011): a tag of two characters begins each line."""

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

MEDIA_TYPE: Final = "application/x-research-info-systems"

_LINE_END: Final = "\r\n"
_TYPES: Final = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "chapter": "CHAP",
    "dataset": "DATA",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "MPCT",
    "musical_score": "MUSIC",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "personal_communication": "PCOMM",
    "post": "ELEC",
    "post-weblog": "BLOG",
    "report": "RPRT",
    "review": "JOUR",
    "review-book": "JOUR",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "treaty": "STAT",
    "webpage": "ELEC",
}
_ROLES: Final = {"author": "AU", "editor": "A2", "collection-editor": "A3", "translator": "A4"}


def as_ris(items: Iterable[Item]) -> str:
    """The records of items."""
    return "".join(_record(item) for item in items)


def _record(item: Item) -> str:
    lines = [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(item) if value]
    return _LINE_END.join([*lines, "ER  - ", ""])


def _fields(item: Item) -> Iterator[tuple[str, str]]:
    yield "TY", _TYPES.get(text_of(item, "type"), "GEN")
    for role, tag in _ROLES.items():
        yield from ((tag, inverted(*name)) for name in names_of(item, role))
    yield "TI", text_of(item, "title")
    container = text_of(item, "container-title")
    yield "T2", container or text_of(item, "collection-title")
    yield "T3", text_of(item, "collection-title") if container else ""
    yield "M3", text_of(item, "genre")
    yield "SN", text_of(item, "ISBN", "ISSN")
    yield "VL", text_of(item, "volume")
    yield "IS", text_of(item, "issue", "number", "collection-number")
    first, _, last = text_of(item, "page").replace("–", "-").partition("-")
    yield from (("SP", first.strip()), ("EP", last.strip("- ")))
    yield "ET", text_of(item, "edition", "version")
    yield from (("PB", text_of(item, "publisher")), ("CY", text_of(item, "publisher-place")))
    issued = date_of(item)
    yield "PY", f"{issued[0]:04}" if issued else ""
    yield "DA", _date(issued)
    yield "LA", text_of(item, "language")
    yield from (("KW", one) for one in keywords_of(item))
    yield from (("AB", text_of(item, "abstract")), ("DO", text_of(item, "DOI")))
    yield from (("UR", text_of(item, "URL")), ("Y2", _date(date_of(item, "accessed"))))
    yield "N1", text_of(item, "note")


def _date(date: tuple[int, ...]) -> str:
    """A date as RIS has it: ``2019/05/03/``, ``2019/05//``, ``2019///``."""
    if not date:
        return ""
    year, month, day = (*(f"{one:02}" for one in date), "", "")[:3]
    return f"{int(year):04}/{month}/{day}/"

"""Entries of RIS -> items of CSL, and the keys of those that have none.

Pandoc's own reader is not used: it loses dates with months, and divides the names of groups.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.bibliography.entries import Field

TYPES: Final = {
    "ABST": "article-journal",
    "ADVS": "motion_picture",
    "AGGR": "dataset",
    "ANCIENT": "classic",
    "ART": "graphic",
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "CHART": "figure",
    "CLSWK": "classic",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "CTLG": "book",
    "DATA": "dataset",
    "DBASE": "dataset",
    "DICT": "entry-dictionary",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia",
    "EQUA": "figure",
    "FIGURE": "figure",
    "GEN": "document",
    "GOVDOC": "report",
    "GRNT": "document",
    "GRANT": "document",
    "HEAR": "hearing",
    "ICOMM": "personal_communication",
    "INPR": "article-journal",
    "JFULL": "periodical",
    "JOUR": "article-journal",
    "LEGAL": "legislation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "musical_score",
    "NEWS": "article-newspaper",
    "PAMP": "pamphlet",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SER": "book",
    "SLIDE": "speech",
    "SOUND": "song",
    "STAND": "standard",
    "STAT": "legislation",
    "STD": "standard",
    "THES": "thesis",
    "UNBILL": "bill",
    "UNPB": "manuscript",
    "UNPD": "manuscript",
    "VIDEO": "motion_picture",
    "WEB": "webpage",
}
"""The type of CSL for each type of RIS."""

AUTHORS: Final = ("AU", "A1")
EDITORS: Final = ("ED", "A2")
DATES: Final = ("PY", "Y1", "DA")
DATE: Final = re.compile(
    r"(?P<year>\d{4})(?:[/-](?P<month>\d{1,2})?(?:[/-](?P<day>\d{1,2})?(?:/.*)?)?)?[ ]*"
)
"""A date: its year, then perhaps its month and its day."""

_TEXTS: Final = {
    "title": ("TI", "T1", "CT", "BT"),
    "container-title": ("T2", "JF", "JO", "BT", "JA", "J2"),
    "collection-title": ("T3",),
    "volume": ("VL",),
    "edition": ("ET",),
    "publisher": ("PB",),
    "publisher-place": ("CY", "PP"),
    "DOI": ("DO",),
    "URL": ("UR",),
    "abstract": ("AB", "N2"),
    "language": ("LA",),
    "genre": ("M3",),
}
_NAMES: Final = {
    "author": AUTHORS,
    "editor": EDITORS,
    "collection-editor": ("A3",),
    "translator": ("A4",),
}
_PERIODICALS: Final = frozenset({"article-journal", "article-magazine", "article-newspaper"})


def item_of(key: str, kind: str, fields: Sequence[Field]) -> dict[str, Any]:
    """The CSL item of an entry; what has no place in it is left out."""
    found = {name: text for name, tags in _TEXTS.items() if (text := _first(fields, tags))}
    if found.get("container-title") == found.get("title"):
        found.pop("container-title", None)
    item: dict[str, Any] = {"id": key, "type": TYPES.get(kind.upper(), "document"), **found}
    for name, tags in _NAMES.items():
        if people := [_name(one.value) for one in fields if one.name in tags and one.value]:
            item[name] = people
    for name, tags in (("issued", ("DA", "PY", "Y1")), ("accessed", ("Y2",))):
        if date := _date(fields, tags):
            item[name] = date
    item.update(_numbers(item["type"], fields))
    return item


def key_of(fields: Sequence[Field]) -> str:
    """The key for an entry without one: ``Ferreira_Wei_2019``."""
    families = [one.value.split(",")[0].split() for one in fields if one.name in AUTHORS]
    year = _first(fields, ("PY", "Y1", "DA"))
    match = DATE.match(year)
    names = [words[0] for words in families if words]
    return "_".join([*names, match["year"] if match else ""] if names else ["", year[:4]])


def _first(fields: Sequence[Field], tags: Sequence[str]) -> str:
    values = (one.value for tag in tags for one in fields if one.name == tag and one.value)
    return next(values, "")


def _name(text: str) -> dict[str, str]:
    family, comma, given = text.partition(",")
    if not comma:
        return {"literal": text}
    given, _, suffix = given.partition(",")
    parts = {"family": family.strip(), "given": given.strip(), "suffix": suffix.strip()}
    return {name: part for name, part in parts.items() if part}


def _date(fields: Sequence[Field], tags: Sequence[str]) -> dict[str, Any]:
    """The most exact of the dates with these tags."""
    dates = [one for tag in tags if (one := DATE.fullmatch(_first(fields, (tag,))))]
    if not dates:
        text = _first(fields, tags)
        return {"literal": text} if text else {}
    best = max(dates, key=lambda one: len([part for part in one.groups() if part]))
    parts = [int(part) for part in (best["year"], best["month"], best["day"]) if part]
    return {"date-parts": [parts]}


def _numbers(kind: str, fields: Sequence[Field]) -> Iterator[tuple[str, str]]:
    first, last = _first(fields, ("SP",)), _first(fields, ("EP",))
    if first:
        yield "page", f"{first}-{last}" if last and last != first and "-" not in first else first
    if number := _first(fields, ("IS", "M1")):
        yield ("issue" if kind in _PERIODICALS else "number"), number
    if serial := _first(fields, ("SN",)):
        yield ("ISSN" if kind in _PERIODICALS else "ISBN"), serial
    if words := [one.value for one in fields if one.name == "KW" and one.value]:
        yield "keyword", ", ".join(words)
    if note := _first(fields, ("N1",)):
        yield "note", note

"""What the fields of entries are for, whatever the format calls them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.load.bibliography.entries import Bibliography, Entry, Field, Form

Role = Literal["title", "author", "group", "date", "status", "doi", "url", "accessed"]

_NAMES: Final[Mapping[Form, Mapping[Role, tuple[str, ...]]]] = {
    "bibtex": {
        "title": ("title",),
        "author": ("author", "editor", "bookauthor", "translator", "director", "holder"),
        "group": (
            "organization",
            "institution",
            "school",
            "publisher",
            "howpublished",
            "eprinttype",
        ),
        "date": ("date", "year", "origdate", "eventdate"),
        "status": ("pubstate",),
        "doi": ("doi",),
        "url": ("url",),
        "accessed": ("urldate",),
    },
    "csl": {
        "title": ("title", "title-short", "container-title"),
        "author": (
            *("author", "editor", "collection-editor", "container-author", "translator"),
            *("composer", "director", "interviewer", "recipient", "editorial-director"),
            *("illustrator", "reviewed-author", "contributor", "producer", "curator", "chair"),
        ),
        "group": ("publisher", "authority", "archive", "organizer"),
        "date": ("issued", "original-date", "event-date", "available-date"),
        "status": ("status",),
        "doi": ("DOI",),
        "url": ("URL",),
        "accessed": ("accessed",),
    },
    "ris": {
        "title": ("TI", "T1", "CT", "BT"),
        "author": ("AU", "A1", "A2", "ED", "A3", "A4"),
        "group": ("PB",),
        "date": ("PY", "Y1", "DA"),
        "status": (),
        "doi": ("DO",),
        "url": ("UR",),
        "accessed": ("Y2",),
    },
}
_TEX: Final = re.compile(r"\\[^A-Za-z]|\\[A-Za-z]+[ ]?|[{}$~]")
_AND: Final = re.compile(r"\s+and\s+|;\s*")


def names_of(entry: Entry, role: Role) -> tuple[str, ...]:
    """What the format of an entry calls the fields of a role, the usual one first."""
    return _NAMES[entry.form][role]


def field_of(entry: Entry, role: Role) -> Field | None:
    """The field of an entry that has a role, if it has one with a value."""
    return entry.first(*names_of(entry, role))


def has(bibliography: Bibliography, entry: Entry, *roles: Role) -> bool:
    """Whether an entry, or one whose fields it inherits, has a field with one of these roles."""
    return any(field_of(one, role) for one in bibliography.lineage(entry) for role in roles)


def plain(text: str) -> str:
    """The letters and digits of a value without case, accents and commands, to be compared."""
    decomposed = unicodedata.normalize("NFKD", _TEX.sub("", text)).casefold()
    return "".join(sign for sign in decomposed if sign.isalnum())


def first_family(entry: Entry) -> str:
    """The family name of the first author, or the name of a group, to be compared."""
    if (found := field_of(entry, "author")) is None:
        return ""
    name = _AND.split(found.value)[0].strip()
    if name.startswith("{") or entry.form != "bibtex" or "," in name:
        return plain(name.split(",")[0])
    return plain(name.split()[-1]) if name.split() else ""

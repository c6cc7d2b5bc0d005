"""Ids of a note: those its author gives, and those made from its words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from pipeline.invisible import without_soft_hyphens

if TYPE_CHECKING:
    from pipeline.findings import Place

_NOTE_NAME: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
# Pages, section headings, footnote references, front and back matter, and what the web
# edition adds to a note.
_RESERVED: Final = re.compile(
    r"page-[0-9]+|.+-(heading|call)|cover|imprint(-.+)?|contents|landmarks|page-list"
    r"|participants(-all)?|observers|list-of-(abbreviations(-[0-9]+)?|figures|tables)"
    r"|ui-.+"
)
_APOSTROPHES: Final = re.compile(r"['’ʼ]")
_OTHER: Final = re.compile(r"[^a-z0-9]+")
_PREFIX: Final = "text-"
_SECOND: Final = 2
# Enough characters for the first words of nearly any text.
_OPENING: Final = 120


def is_id(text: str) -> bool:
    """Whether text is a valid id: lower-case letters, digits and single hyphens."""
    return _ID.fullmatch(text) is not None


def is_note_name(text: str) -> bool:
    """Whether the folder of a note can be called so: files and addresses can begin with a digit."""
    return _NOTE_NAME.fullmatch(text) is not None


def is_reserved(text: str) -> bool:
    """Whether an id is reserved for what editions add, such as numbered pages."""
    return _RESERVED.fullmatch(text) is not None


def slug(text: str, words: int = 8) -> str:
    """The opening words of text in ASCII, joined by hyphens; empty if it has none.

    Accents are removed: ``Balázs Horváth`` gives ``balazs-horvath``.
    """
    found = _words(text[:_OPENING])
    if len(found) <= words and len(text) > _OPENING:
        # The last of them may be truncated.
        found = _words(text)
    return "-".join(found[:words])


def _words(text: str) -> list[str]:
    plain = _APOSTROPHES.sub("", without_soft_hyphens(text)).casefold()
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _OTHER.sub(" ", plain).split()


def numbered(made: str, number: int) -> str:
    """The id for the number-th thing, from 1, with the same words: only the first has no number.

    Where an id with any number would be reserved, as after ``page`` and ``ui-design``, the words
    come after a prefix.
    """
    if number == 1:
        return made
    if not is_reserved(f"{made}-2"):
        return f"{made}-{number}"
    return f"{_PREFIX}{made}" if number == _SECOND else f"{_PREFIX}{made}-{number - 1}"


@dataclass(slots=True)
class Ids:
    """The ids of one note: each is assigned once, and its place is recorded.

    ``given`` are the ids given in the source; no id made from words may be one of them.
    """

    given: frozenset[str]
    places: dict[str, Place] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)

    def choose(self, given: str, made: str, place: Place) -> str:
        """The id that the author gave, or one made from words where there is none."""
        if is_id(given):
            self.places.setdefault(given, place)
            return given
        return self.make(made, place)

    def make(self, made: str, place: Place) -> str:
        """An id made from words, as `numbered` has them if it is taken or reserved."""
        number = self.numbers.get(made, 1)
        wanted = numbered(made, number)
        while wanted in self.given or wanted in self.places or is_reserved(wanted):
            number += 1
            wanted = numbered(made, number)
        self.numbers[made] = number
        self.places[wanted] = place
        return wanted

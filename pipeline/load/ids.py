"""Ids of a note: those the author gives, and those made from words."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Final

from pipeline.findings import Place


_ID: Final = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_APOSTROPHES: Final = re.compile(r"['’ʼ]")
_OTHER: Final = re.compile(r"[^a-z0-9]+")


def is_id(text: str) -> bool:
    """Say whether text can be an id: lower-case letters, digits and single hyphens."""
    return _ID.fullmatch(text) is not None


def slug(text: str, words: int = 8) -> str:
    """Return the opening words of text in ASCII, joined by hyphens; empty if it has none.

    Accents are taken off: ``Balázs Horváth`` gives ``balazs-horvath``.
    """
    decomposed = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text).lower())
    ascii_only = "".join(
        character for character in decomposed if not unicodedata.combining(character)
    )
    return "-".join(_OTHER.sub(" ", ascii_only).split()[:words])


@dataclass(slots=True)
class Ids:
    """The ids of one note: each is given out once, and its place is remembered.

    ``given`` are the ids that stand in the source; no id made from words takes one of them.
    """

    given: frozenset[str]
    places: dict[str, Place] = field(default_factory=dict)

    def keep(self, given: str, place: Place) -> str:
        """Give out an id that the author wrote."""
        self.places.setdefault(given, place)
        return given

    def make(self, base: str, place: Place) -> str:
        """Give out an id made from words, with a number behind it if it is taken."""
        wanted, number = base, 1
        while wanted in self.given or wanted in self.places:
            number += 1
            wanted = f"{base}-{number}"
        self.places[wanted] = place
        return wanted



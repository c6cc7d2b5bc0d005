"""The list of the abbreviations that a note uses: which, and in which order."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol, TypeVar

from pipeline.note.abbreviations import used_in
from pipeline.note.list_lengths import fewest_of
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.note import Note
    from pipeline.part_kinds import Role

LIST_ID: Final = "list-of-abbreviations"
"""The anchor of the list."""


class _HasRole(Protocol):
    @property
    def role(self) -> Role: ...


_Part = TypeVar("_Part", bound=_HasRole)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """An abbreviation in the list: its anchor, its short form and its long form."""

    id: str
    short: str
    long: str


def listed_abbreviations(note: Note, form: str) -> tuple[Abbreviation, ...]:
    """The abbreviations that the text of a note uses, sorted; none if the style wants no list.

    ``form`` is the value of the token: ``none``, ``always``, or ``from 8``, which lists eight
    or more. They are sorted by their letters, whether capital or small, without accents;
    Chinese characters by their code points.
    """
    fewest = fewest_of(form)
    if not fewest or len(note.abbreviations) < fewest:
        return ()
    used = sorted(used_in(note.parts, note.abbreviations), key=_order)
    if len(used) < fewest:
        return ()
    return tuple(
        Abbreviation(entry_id(number), short, note.abbreviations[short])
        for number, short in enumerate(used, 1)
    )


def around_list(parts: Sequence[_Part]) -> tuple[Sequence[_Part], Sequence[_Part]]:
    """The parts of a note that stand before its list of abbreviations, and those behind it."""
    before = sum(kind_of(part.role).precedes_abbreviations for part in parts)
    return parts[:before], parts[before:]


def entry_id(number: int) -> str:
    """The anchor of an entry of the list, counted from 1."""
    return f"{LIST_ID}-{number}"


def _order(short: str) -> tuple[str, str]:
    letters = unicodedata.normalize("NFKD", short.casefold())
    return "".join(sign for sign in letters if not unicodedata.combining(sign)), short

"""The list of abbreviations as an edition shows it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from pipeline.note.abbreviation_list import LIST_ID, Abbreviation, listed_abbreviations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note


@dataclass(frozen=True, slots=True)
class AbbreviationList:
    """The abbreviations that a note uses, sorted, under a title."""

    title: str
    entries: tuple[Abbreviation, ...]
    id: str = LIST_ID
    role: Literal["abbreviations"] = "abbreviations"


def list_abbreviations(note: Note, form: str, words: Mapping[str, str]) -> AbbreviationList | None:
    """The list of a note, as the token ``form`` of the style wants it; None if it has none."""
    entries = listed_abbreviations(note, form)
    return AbbreviationList(words["abbreviations"], entries) if entries else None

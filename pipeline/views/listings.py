"""The lists that notepress makes itself: of abbreviations, of figures, of tables."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.note.abbreviation_list import LIST_ID, Abbreviation, listed_abbreviations
from pipeline.note.list_lengths import fewest_of
from pipeline.note.text import Figure, Table
from pipeline.note.walk import blocks_below, headings_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.note.text import Inlines
    from pipeline.numbering import Labels

LISTINGS: Final = {
    "list-of-figures": ("figure", "list_of_figures", "loi"),
    "list-of-tables": ("table", "list_of_tables", "lot"),
}
"""By token, which is the anchor as well: the series listed, the word of the title, the type."""


@dataclass(frozen=True, slots=True)
class AbbreviationList:
    """The abbreviations that a note uses, sorted, under a title."""

    title: str
    entries: tuple[Abbreviation, ...]
    id: str = LIST_ID
    role: Literal["abbreviations"] = "abbreviations"


def list_abbreviations(note: Note, form: str, words: Mapping[str, str]) -> AbbreviationList | None:
    """The list of abbreviations of a note, as the token ``form`` wants it; None if it has none."""
    entries = listed_abbreviations(note, form)
    return AbbreviationList(words["abbreviations"], entries) if entries else None


@dataclass(frozen=True, slots=True)
class Listed:
    """A thing in a list: its anchor, its name with its number, and its title."""

    id: str
    label: str
    title: Inlines


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of figures or tables; ``type`` is its term in ``epub:type``."""

    id: str
    title: str
    type: str
    entries: tuple[Listed, ...]


def view_listings(
    note: Note, labels: Labels, forms: Mapping[str, str], words: Mapping[str, str]
) -> tuple[Listing, ...]:
    """The lists that a style wants of what is numbered in a note; ``forms`` are by token."""
    if not any(fewest_of(forms[token]) for token in LISTINGS):
        return ()
    captions = _captions(note)
    found = []
    for token, (series, title, kind) in LISTINGS.items():
        entries = tuple(
            Listed(name, label.text, captions[name])
            for name, label in labels.items()
            if label.series == series and label.number
        )
        if 0 < fewest_of(forms[token]) <= len(entries):
            found.append(Listing(token, words[title], kind, entries))
    return tuple(found)


def _captions(note: Note) -> dict[str, Inlines]:
    return {
        block.id: block.caption
        for heading in headings_in(note)
        for block in blocks_below(heading.blocks)
        if isinstance(block, Figure | Table)
    }

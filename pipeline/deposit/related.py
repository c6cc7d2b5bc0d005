"""What a note is related to by DOI: the works that it cites, and other forms of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.note.text import WorkList
from pipeline.note.walk import blocks_below, headings_in, plain
from pipeline.views.reference_files.values import date_of, names_of, text_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note import Note
    from pipeline.views.reference_files.values import Item

_DOI: Final = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+")

Relation = Literal["translation of", "translation", "replaces", "version of"]
"""What a note is to the other, or the other, as a translation, to the note."""


@dataclass(frozen=True, slots=True)
class CitedWork:
    """A work that a note cites: its CSL item, and its words in the list of references.

    ``words`` are empty if the style of the citations lists no works, ``doi`` if it has none.
    """

    item: Item
    words: str

    @property
    def doi(self) -> str:
        """Its DOI without a resolver's address."""
        found = _DOI.search(text_of(self.item, "DOI"))
        return found[0] if found else ""

    @property
    def title(self) -> str:
        """Its title."""
        return text_of(self.item, "title")

    @property
    def author(self) -> str:
        """The family name of its first author, or the group that wrote it; empty without one."""
        return next((family for family, _, _ in names_of(self.item, "author")), "")

    @property
    def year(self) -> str:
        """The year in which it appeared, or empty."""
        issued = date_of(self.item)
        return str(issued[0]) if issued else ""

    def value(self, *names: str) -> str:
        """The first of these variables of CSL that it has."""
        return text_of(self.item, *names)


def works_cited(note: Note) -> tuple[CitedWork, ...]:
    """The works that a note cites, each once, in the order of their list."""
    if not note.items:
        return ()
    words = {
        work.key: plain(work.inlines)
        for heading in headings_in(note)
        for listed in blocks_below(heading.blocks)
        if isinstance(listed, WorkList)
        for work in listed.works
    }
    return tuple(CitedWork(item, words.get(key, "")) for key, item in note.items.items())


def relations_of(note: Note) -> Iterator[tuple[Relation, str]]:
    """Yield what the note is to others, and the DOI of each."""
    names, original = note.metadata.identifiers, note.original
    if doi := (original and original.doi) or names.translation_of:
        yield "translation of", doi
    of_sisters = [one.doi for one in note.sisters if one.doi and original is None]
    for doi in dict.fromkeys((*of_sisters, *names.translations)):
        yield "translation", doi
    for doi in names.replaces:
        yield "replaces", doi
    if names.version_of:
        yield "version of", names.version_of

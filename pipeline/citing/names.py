"""The anchors of citations and of works."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

from pipeline.note.walk import headings_in, id_of, nodes_below
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Part
    from pipeline.note.text import Citation

_OTHER: Final = re.compile(r"[^a-z0-9]+")


class Names:
    """The anchors of the citations and works of one note; none is one of the note's own.

    With ``by_part``, each part that has sections lists its works itself.
    """

    def __init__(self, note: Note, *, by_part: bool) -> None:
        self._by_part = by_part
        self._taken = _ids_of(note)
        self._works: dict[tuple[str, str], str] = {}
        self._citations: dict[tuple[str, str], list[str]] = {}

    def owner_of(self, part: Part) -> str:
        """The id of the part that lists the works that a part cites; empty for the note."""
        return part.id if self._by_part and kind_of(part.role).has_sections else ""

    def of_citation(self, citation: Citation, part: Part) -> str:
        """A new anchor for a citation, which leads to its works."""
        name = self._new(f"cite-{_slug(citation.keys[0] if citation.keys else '')}")
        for key in dict.fromkeys(citation.keys):
            self._citations.setdefault((self.owner_of(part), key), []).append(name)
        return name

    def of_work(self, key: str, part: Part) -> str:
        """The anchor of a work in the list that a part refers to."""
        return self.in_list(key, self.owner_of(part))

    def in_list(self, key: str, owner: str) -> str:
        """The anchor of a work in the list of the note, or of the part with an id."""
        if (owner, key) not in self._works:
            self._works[owner, key] = self._new(f"ref-{_slug(key)}")
        return self._works[owner, key]

    def citations_of(self, key: str, owner: str) -> tuple[str, ...]:
        """The anchors of the citations of a work that lead to a list."""
        return tuple(self._citations.get((owner, key), ()))

    def new(self, wanted: str) -> str:
        """An anchor that nothing has yet."""
        return self._new(wanted)

    def _new(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name


def _slug(key: str) -> str:
    decomposed = unicodedata.normalize("NFKD", key.casefold())
    plain = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return _OTHER.sub("-", plain).strip("-") or "work"


def _ids_of(note: Note) -> set[str]:
    groups = note.people.observers
    persons = (*note.people.participants, *(one for group in groups for one in group.people))
    found = {*(one.id for one in persons), *(group.id for group in groups)}
    for heading in headings_in(note):
        found.add(heading.id)
        found.update(name for node in nodes_below(heading.blocks) if (name := id_of(node)))
    return found

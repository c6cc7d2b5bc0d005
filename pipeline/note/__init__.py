"""The validated note: frozen data that all other packages read and none changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from pipeline.note.citations import Cited
from pipeline.note.metadata import Metadata, Publisher, Sister
from pipeline.note.parts import Part, Theme
from pipeline.note.people import Delegation, People, Person
from pipeline.note.types import Id, Model, NoteName
from pipeline.part_kinds import Role
from pipeline.workspace import kept_revision

__all__ = [
    "Delegation",
    "Metadata",
    "Note",
    "Part",
    "People",
    "Person",
    "Publisher",
    "Sister",
    "Theme",
]


class Note(Model):
    """One whole note: what it says about itself, who is in it, and its text."""

    slug: NoteName
    """Name of the note's folder, after that of its work; the outputs are named for it."""
    work: NoteName | None = None
    """Name of the work that the note is in, with its sisters; None for one in one language."""
    sisters: tuple[Sister, ...] = ()
    """The same note in the other languages of its work, the original first."""
    metadata: Metadata
    """What the note says about itself."""
    publisher: Publisher | None
    """Who publishes it; None if it does not say."""
    people: People
    """Participants and observers."""
    parts: tuple[Part, ...]
    """The parts of its text, the themes among them, in the order of reading."""
    referred: tuple[Id, ...] = ()
    """The ids that references of the text name, each once, and ``recommendations`` for a table."""
    abbreviations: Mapping[str, str] = {}
    """The long form of each abbreviation, in the language of the note where it is given in it."""
    cited: tuple[Cited, ...] = ()
    """Its citations as they are typed, in the order of reading."""
    works: Mapping[str, str] = {}
    """The works that it cites, as bibliographies that pandoc reads, by name."""
    items: Mapping[str, Mapping[str, Any]] = {}
    """Their CSL items by key, in the order of their list; empty until its citations are set."""
    pictures: Mapping[str, bytes]
    """The pictures used in the text, by their path in the note's folder."""
    cover_pictures: Mapping[str, bytes] = {}
    """The photo of its cover, the logos and the emblem, by their path in the note's folder."""
    data: Mapping[str, bytes] = {}
    """The CSV files whose rows are in its tables, by their path in the note's folder."""
    files: Mapping[str, bytes]
    """Every source file of the note, the imprint and its kept revisions among them, by path."""

    @property
    def attached(self) -> Mapping[str, bytes]:
        """The files that an edition attaches as its source.

        Kept revisions are not among them: they carry their own source, each those before it.
        """
        return {path: data for path, data in self.files.items() if kept_revision(path) is None}

    @property
    def folder(self) -> str:
        """The name of its folder in its work, its language; empty without a work."""
        return self.slug[len(self.work) + 1 :] if self.work else ""

    @property
    def name(self) -> str:
        """What people call it, and the folder of its outputs: ``<slug>[/<language>]``."""
        return f"{self.work}/{self.folder}" if self.work else self.slug

    @property
    def original(self) -> Sister | None:
        """The note that all others of its work are translations of; None if that is itself."""
        return next((one for one in self.sisters if one.is_original), None)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The themes in order."""
        return tuple(part for part in self.parts if isinstance(part, Theme))

    def part(self, role: Role) -> Part | None:
        """The first part with a role, or None."""
        return next((part for part in self.parts if part.role == role), None)

    @property
    def urn(self) -> str:
        """Its lasting name; the EPUB's unique identifier. It is the same for all revisions."""
        given = self.metadata.identifiers.urn
        address = self.metadata.web_address or f"urn:notepress:{self.slug}"
        return given or f"urn:uuid:{uuid5(NAMESPACE_URL, address)}"

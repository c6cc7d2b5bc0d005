"""Entries of bibliographies as they are typed: a key, a type and fields, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pipeline.findings import Place
    from pipeline.load.positions import Spot
    from pipeline.load.report import SourceText

Form = Literal["bibtex", "csl", "ris"]
"""What the names of types and fields are those of."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its name, in lower case but for CSL, and its value as text.

    Names of people in CSL are joined by semicolons, and a date is written as in ISO 8601. Braces
    and commands of TeX are left in the text of BibTeX.
    """

    name: str
    value: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a bibliography.

    ``spot`` is where it begins and ``key_spot`` its key, or where it begins if its key was made.
    ``parents`` are the keys of entries whose fields it inherits, ``item`` is its CSL item where it
    is none of BibTeX, and ``is_broken`` says that there is a finding about its syntax, so that
    fields may be missing.
    """

    key: str
    type: str
    form: Form
    fields: tuple[Field, ...]
    source: SourceText
    spot: Spot
    key_spot: Spot
    parents: tuple[str, ...] = ()
    item: Mapping[str, Any] = field(default_factory=dict)
    is_broken: bool = False

    def first(self, *names: str) -> Field | None:
        """The first field with one of these names, in the order of the names, that has a value."""
        for name in names:
            for one in self.fields:
                if one.name == name and one.value.strip():
                    return one
        return None

    @property
    def place(self) -> Place:
        """The place of the entry."""
        return self.source.place(self.spot)

    @property
    def key_place(self) -> Place:
        """The place of the key."""
        return self.source.place(self.key_spot)

    def place_of(self, one: Field) -> Place:
        """The place of the value of a field."""
        return self.source.place(one.spot)


@dataclass(frozen=True)
class Bibliography:
    """The entries of all bibliography files of a note, in the order of file and line.

    ``shared`` are the files that are in a folder above the note, and serve other notes as well.
    """

    entries: tuple[Entry, ...] = ()
    shared: frozenset[str] = frozenset()

    @cached_property
    def by_key(self) -> dict[str, Entry]:
        """The entries by key; of several with one key, the first."""
        found: dict[str, Entry] = {}
        for entry in self.entries:
            found.setdefault(entry.key, entry)
        return found

    def with_parents(self, keys: Collection[str]) -> tuple[Entry, ...]:
        """The entries with these keys, and those whose fields they inherit, in their order."""
        wanted = dict.fromkeys(key for key in keys if key in self.by_key)
        pending = list(wanted)
        while pending:
            for parent in self.by_key[pending.pop()].parents:
                if parent in self.by_key and parent not in wanted:
                    wanted[parent] = None
                    pending.append(parent)
        return tuple(entry for key, entry in self.by_key.items() if key in wanted)

    def lineage(self, entry: Entry) -> Iterator[Entry]:
        """Yield an entry, then those whose fields it inherits, each once."""
        seen = {entry.key}
        pending = [entry]
        while pending:
            one = pending.pop(0)
            yield one
            for key in one.parents:
                if key in self.by_key and key not in seen:
                    seen.add(key)
                    pending.append(self.by_key[key])


def bibtex_of(entries: Iterable[Entry]) -> str:
    """The entries that are BibTeX, as plain BibLaTeX that pandoc reads whatever was typed.

    Abbreviations are written out, and all entries and values are in braces.
    """
    return "".join(_written(entry) for entry in entries if entry.form == "bibtex")


def _written(entry: Entry) -> str:
    fields = "".join(f"  {one.name} = {{{one.value}}},\n" for one in entry.fields)
    return f"@{entry.type}{{{entry.key},\n{fields}}}\n"


def items_of(entries: Iterable[Entry]) -> list[Mapping[str, Any]]:
    """The CSL items of the entries that are not BibTeX."""
    return [entry.item for entry in entries if entry.form != "bibtex"]

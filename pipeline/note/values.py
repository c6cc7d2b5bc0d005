"""The words of a note that are in YAML and not in running text, each with its place."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.note import Note
    from pipeline.note.people import Person

Place = Literal["title", "theme", "participants", "observers", "front matter"]
"""Where a value is printed; "theme" stands for every part of the text."""

_TITLE: Final = (("series", "title"), ("title",), ("subtitle",), ("kind",))
_NOTE: Final = (
    ("description",),
    ("event", "title"),
    ("event", "place"),
    ("event", "attribution"),
    ("original", "title"),
    ("original", "statement"),
    ("disclaimer",),
    ("disclaimer_short",),
    ("contact", "statement"),
    ("credits",),
    ("licence", "name"),
    ("licence", "statement"),
)
_IMPRINT: Final = (("name",), ("address",), ("statement",))
_AUTHOR_KEYS: Final = frozenset({"name", "affiliation"})


@dataclass(frozen=True, slots=True)
class Value:
    """One value: its file, its keys and its text.

    ``owner`` is the id of the part, person or delegation it belongs to, if any. ``language`` is
    None for that of the note.
    """

    file: str
    path: tuple[str | int, ...]
    text: str
    place: Place
    owner: str = ""
    language: str | None = None

    @property
    def label(self) -> str:
        """Its keys in words, such as "disclaimer 2"."""
        parts = [str(key + 1) if isinstance(key, int) else key for key in self.path]
        return " ".join(parts).replace("_", " ")

    @property
    def name(self) -> str:
        """A name that stays the same wherever the value moves, fit for a bookmark of Word."""
        keys = [self.owner, *map(str, self.path[-2:])] if self.owner else map(str, self.path)
        lasting = "/".join((self.file if not self.owner else self.place, *keys))
        return f"v_{hashlib.sha256(lasting.encode()).hexdigest()[:24]}"


def values_of(note: Note) -> tuple[Value, ...]:
    """The values of a note that people read, in the order of the editions."""
    data = note.metadata.model_dump(mode="json")
    return (
        *_listed("note.yaml", data, _TITLE, "title"),
        *_authors(data),
        *_heads(note),
        *_people(note.people.participants, "participants", ("participants",)),
        *_observers(note),
        *_revisions(data),
        *_listed("note.yaml", data, _NOTE, "front matter"),
        *_funders(data),
        *_listed("imprint.yaml", _publisher(note), _IMPRINT, "front matter"),
    )


def _publisher(note: Note) -> dict[str, Any]:
    return note.publisher.model_dump(mode="json") if note.publisher else {}


def _listed(
    file: str, data: Mapping[str, Any], paths: Iterable[tuple[str, ...]], place: Place
) -> Iterator[Value]:
    for path in paths:
        found: Any = data
        for key in path:
            found = found.get(key) if isinstance(found, dict) else None
        yield from _below(file, path, found, place)


def _below(file: str, path: tuple[str | int, ...], found: Any, place: Place) -> Iterator[Value]:
    match found:
        case str():
            yield Value(file, path, found, place)
        case list():
            for number, one in enumerate(found):
                yield from _below(file, (*path, number), one, place)
        case dict():
            for key, one in found.items():
                yield from _below(file, (*path, key), one, place)
        case _:
            return  # Numbers, dates and empty values have no words.


def _authors(data: Mapping[str, Any]) -> Iterator[Value]:
    """Yield the names of the authors and of their organisations."""
    for number, author in enumerate(data["authors"]):
        path = ("authors", number)
        for found in _below("note.yaml", (*path, "name"), author["name"], "title"):
            yield _in_its_language(found)
        for found in _below("note.yaml", (*path, "affiliation"), author["affiliation"], "title"):
            if found.path[-1] != "ror":
                yield _in_its_language(found)


def _revisions(data: Mapping[str, Any]) -> Iterator[Value]:
    """Yield what the revisions changed."""
    for number, revision in enumerate(data["revisions"]):
        path = ("revisions", number, "changes")
        yield Value("note.yaml", path, revision["changes"], "front matter")


def _funders(data: Mapping[str, Any]) -> Iterator[Value]:
    """Yield the names of the funders."""
    for number, funder in enumerate(data["funders"]):
        path = ("funders", number, "name")
        for found in _below("note.yaml", path, funder["name"], "front matter"):
            yield _in_its_language(found)


def _in_its_language(value: Value) -> Value:
    """A value under a language tag, if it is under one, is in that language."""
    last = value.path[-1]
    if isinstance(last, int) or last in _AUTHOR_KEYS:
        return value
    return replace(value, language=last)


def _heads(note: Note) -> Iterator[Value]:
    """Yield the values in the metadata blocks of the text files."""
    for part in note.parts:
        for key in ("subtitle", "lead"):
            if text := getattr(part, key):
                yield Value(part.source, (key,), text, "theme", part.id)
        for number, signatory in enumerate(part.signed):
            for key in ("name", "function"):
                if text := getattr(signatory, key):
                    path = ("signed", number, key)
                    yield Value(part.source, path, text, "theme", part.id)


def _observers(note: Note) -> Iterator[Value]:
    for number, delegation in enumerate(note.people.observers):
        path = ("observers", number)
        for tag, text in delegation.organisation.items():
            yield Value(
                "people.yaml", (*path, "organisation", tag), text, "observers", delegation.id, tag
            )
        yield from _people(delegation.people, "observers", (*path, "people"))


def _people(people: Iterable[Person], place: Place, path: tuple[str | int, ...]) -> Iterator[Value]:
    for number, person in enumerate(people):
        for key in ("name", "role", "affiliation"):
            for tag, text in (getattr(person, key) or {}).items():
                yield Value("people.yaml", (*path, number, key, tag), text, place, person.id, tag)

"""The beginning of a note: every field of its metadata explained, and a text that builds."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.load.facts.schemas import schemas
from pipeline.load.languages import is_language, language_hint
from pipeline.starting.forms import fill, languages, quoted, read_form, values_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

SCHEMAS: Final = ".schemas"
"""Folder of the JSON Schemas with which editors complete the YAML files."""


TEXTS: Final = ("introduction.md", "1-first-theme.md")
"""Names of the texts that a note begins with, the introduction first."""


@dataclass(frozen=True, slots=True)
class NoteStart:
    """What a note begins with. ``title`` and ``publisher`` may be left to the language."""

    slug: str
    language: str
    date: dt.date
    title: str | None = None
    publisher: str | None = None


def note_files(start: NoteStart, schemas_at: str = SCHEMAS) -> dict[str, str]:
    """Return the files of a new note without its imprint, by their path in its folder.

    ``schemas_at`` is where the schemas lie, seen from that folder. Raises CannotRunError for a
    language in which no text is there to begin with.
    """
    language = known_language(start.language)
    values = _values(start, schemas_at)
    return {
        "note.yaml": fill("note/note.yaml", values),
        "people.yaml": fill("note/people.yaml", values),
        **{f"text/{name}": read_form(f"languages/{language}/{name}") for name in TEXTS},
    }


def imprint_files(start: NoteStart, schemas_at: str = SCHEMAS) -> dict[str, str]:
    """Return the imprint, which may lie beside a note or above several."""
    return {"imprint.yaml": fill("note/imprint.yaml", _values(start, schemas_at))}


def schema_files() -> dict[str, str]:
    """Return the JSON Schemas of the YAML files, by path."""
    return {
        f"{SCHEMAS}/{name.removesuffix('.yaml')}.json": json.dumps(
            schema, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, schema in schemas().items()
    }


def known_language(tag: str) -> str:
    """Return the language in which a note with this tag begins. Raises CannotRunError."""
    if not is_language(tag):
        raise CannotRunError(f"{tag!r} is not a language tag", hint=language_hint(tag))
    known = languages()
    found = next((name for name in (tag, tag.partition("-")[0]) if name in known), None)
    if found is None:
        raise CannotRunError(
            f"no text to begin with in the language {tag}",
            hint=f"begin in one of these and change it: {', '.join(known)}",
        )
    return found


def _values(start: NoteStart, schemas_at: str) -> Mapping[str, str]:
    given = {"title": start.title, "publisher": start.publisher}
    said = {
        **values_of(known_language(start.language)),
        **{name: value for name, value in given.items() if value},
    }
    # The same beginning has the same name; two notes of one publisher and day differ in the slug.
    name = "/".join((said["publisher"], start.slug, start.date.isoformat()))
    return {
        **{key: quoted(value) for key, value in said.items()},
        "schemas": schemas_at,
        "language": start.language,
        "date": start.date.isoformat(),
        "slug": start.slug,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
    }

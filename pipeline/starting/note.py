"""A new note: every field of its metadata explained, and a text that builds."""

from __future__ import annotations

import json
import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError
from pipeline.languages import find_language, languages
from pipeline.load.charts.form import ChartFile
from pipeline.load.facts.schemas import schema_of, schemas
from pipeline.load.languages import is_language, language_hint
from pipeline.load.reading.folder import ABBREVIATIONS
from pipeline.starting.forms import fill, quoted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pipeline.languages import Language

SCHEMAS: Final = ".schemas"
"""Folder of the JSON Schemas with which editors complete the YAML files."""


_TEXT_FIELDS: Final = ("title", "series", "kind", "publisher", "description", "subject", "licence")


@dataclass(frozen=True, slots=True)
class NoteStart:
    """The values of a new note. ``title`` and ``publisher`` may be left to the language."""

    slug: str
    language: str
    date: dt.date
    title: str | None = None
    publisher: str | None = None


def note_files(start: NoteStart, schemas_at: str = SCHEMAS) -> dict[str, str]:
    """The files of a new note without its imprint, by their path in its folder.

    ``schemas_at`` is the path of the schemas relative to that folder. Raises CannotRunError for a
    language in which no text is there to begin with.
    """
    first = known_language(start.language).first_note
    values = _values(start, schemas_at)
    return {
        "note.yaml": fill("note/note.yaml", values),
        "people.yaml": fill("note/people.yaml", values),
        ABBREVIATIONS: fill("note/abbreviations.yaml", values),
        "text/introduction.md": first.introduction,
        "text/1-first-theme.md": first.theme,
    }


def imprint_files(start: NoteStart, schemas_at: str = SCHEMAS) -> dict[str, str]:
    """The imprint, which may be beside a note or above several."""
    return {"imprint.yaml": fill("note/imprint.yaml", _values(start, schemas_at))}


def editor_schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema of every kind of YAML file, by its name for ``notepress schema``."""
    return {**schemas(), "chart.yaml": schema_of(ChartFile)}


def schema_files() -> dict[str, str]:
    """The JSON Schemas of the YAML files, by path."""
    return {
        f"{SCHEMAS}/{name.removesuffix('.yaml')}.json": json.dumps(
            schema, ensure_ascii=False, indent=2
        )
        + "\n"
        for name, schema in editor_schemas().items()
    }


def known_language(tag: str) -> Language:
    """The language in which a note with this tag begins. Raises CannotRunError."""
    if not is_language(tag):
        raise CannotRunError(f"{tag!r} is not a language tag", hint=language_hint(tag))
    found = find_language(tag)
    if found is None:
        there = ", ".join(f"{one.tag} ({one.name})" for one in languages())
        raise CannotRunError(
            f"no starter text for language {tag!r}",
            hint=f"start with one of {there}, set language: {tag} in note.yaml, and"
            f" translate the words that notepress style new --language {tag} writes",
        )
    return found


def _values(start: NoteStart, schemas_at: str) -> Mapping[str, str]:
    given = {"title": start.title, "publisher": start.publisher}
    first = known_language(start.language).first_note
    texts = {
        **{name: getattr(first, name) for name in _TEXT_FIELDS},
        **{name: value for name, value in given.items() if value},
    }
    # The same values give the same name; two notes of one publisher and day differ in the slug.
    name = "/".join((texts["publisher"], start.slug, start.date.isoformat()))
    return {
        **{key: quoted(value) for key, value in texts.items()},
        "schemas": schemas_at,
        "language": start.language,
        "date": start.date.isoformat(),
        "slug": start.slug,
        "uuid": str(uuid.uuid5(uuid.NAMESPACE_URL, name)),
    }

"""The JSON Schemas of a note's YAML files, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any, Final

from pydantic import TypeAdapter

from pipeline.load.facts.described import described_schema
from pipeline.load.reading.folder import ABBREVIATIONS
from pipeline.note.metadata import Metadata, Publisher
from pipeline.note.people import People
from pipeline.note.types import LocalText, Model

MODELS: Final[dict[str, type[Model]]] = {
    "note.yaml": Metadata,
    "people.yaml": People,
    "imprint.yaml": Publisher,
}
"""The model of each YAML file."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


_SHORT_FORM: Final = r"^\S+( \S+)*$"
_HAS_WORDS: Final = r"\S"
_TRUTH: Final = r"^([Tt]rue|TRUE|[Ff]alse|FALSE|[Yy]es|YES|[Nn]o|NO|[Oo]n|ON|[Oo]ff|OFF)$"


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema (draft 2020-12) of each YAML file by the file's name."""
    found = {name: described_schema(model) for name, model in MODELS.items()}
    found[ABBREVIATIONS] = _abbreviations()
    return {name: {"$schema": _DIALECT, **_closed(schema)} for name, schema in found.items()}


def schema_of(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of the YAML files of a model."""
    return {"$schema": _DIALECT, **_closed(described_schema(model))}


def _abbreviations() -> dict[str, Any]:
    """The schema of the list of abbreviations, whose keys are the short forms."""
    long = {"type": "string", "pattern": _HAS_WORDS, "not": {"pattern": _TRUTH}}
    (tag,) = TypeAdapter(LocalText).json_schema()["patternProperties"]
    by_language = {"type": "object", "minProperties": 1, "patternProperties": {tag: long}}
    known = {"const": False, "description": "All readers know it: it is not written out."}
    entry = {
        "description": "The long form of an abbreviation, plain or by language; false if all"
        " readers know it.",
        "anyOf": [long, by_language, known],
    }
    return {
        "title": "Abbreviations",
        "description": "The abbreviations of a note, each with its long form, such as CRS: Common"
        " Reporting Standard.",
        "type": ["object", "null"],
        "patternProperties": {_SHORT_FORM: entry},
    }


def field_at(schema: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """The part of a schema that rules the value at a path; empty if there is none."""
    return choices_at(schema, path)[0]


def choices_at(schema: dict[str, Any], path: tuple[str | int, ...]) -> list[dict[str, Any]]:
    """The parts of a schema that rule the value at a path, one for each form it may have."""
    part = schema
    for step in path:
        inside = (_inside(choice, step) for choice in _choices(schema, part))
        part = next(filter(None, inside), {})
    return _choices(schema, part)


def _inside(part: dict[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        found = part.get("items", {})
    elif step in part.get("properties", {}):
        found = part["properties"][step]
    else:
        found = next(iter(part.get("patternProperties", {}).values()), {})
    return dict(found)


def _choices(schema: dict[str, Any], part: dict[str, Any]) -> list[dict[str, Any]]:
    """What a value may be, in order, with references followed; at least one."""
    own = {key: part[key] for key in ("description",) if key in part}
    if "$ref" in part:
        return _choices(schema, {**schema["$defs"][part["$ref"].rpartition("/")[2]], **own})
    several = part.get("anyOf") or part.get("oneOf")
    if several is None:
        return [part]
    return [{**one, **own} for choice in several for one in _choices(schema, choice)]


def _closed(part: Any) -> Any:
    """A schema in which a text by language has no keys but language tags."""
    match part:
        case dict():
            closed = {key: _closed(value) for key, value in part.items()}
            if "patternProperties" in closed:
                closed.setdefault("additionalProperties", False)
            return closed
        case list():
            return [_closed(item) for item in part]
        case _:
            return part

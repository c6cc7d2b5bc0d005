"""The JSON Schemas of a note's YAML files, for editors that complete and check while typing."""

from __future__ import annotations

from typing import Any, Final

from pipeline.note.metadata import Metadata, Publisher
from pipeline.note.people import People
from pipeline.note.types import Model

MODELS: Final[dict[str, type[Model]]] = {
    "note.yaml": Metadata,
    "people.yaml": People,
    "imprint.yaml": Publisher,
}
"""The model of each YAML file."""

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def schemas() -> dict[str, dict[str, Any]]:
    """The JSON Schema (draft 2020-12) of each YAML file by the file's name."""
    return {
        name: {"$schema": _DIALECT, **_closed(model.model_json_schema())}
        for name, model in MODELS.items()
    }


def field_at(schema: dict[str, Any], path: tuple[str | int, ...]) -> dict[str, Any]:
    """The part of a schema that rules the value at a path; empty if there is none."""
    part = schema
    for step in path:
        part = _inside(_resolved(schema, part), step)
    return _resolved(schema, part)


def _inside(part: dict[str, Any], step: str | int) -> dict[str, Any]:
    if isinstance(step, int):
        found = part.get("items", {})
    elif step in part.get("properties", {}):
        found = part["properties"][step]
    else:
        found = next(iter(part.get("patternProperties", {}).values()), {})
    return dict(found)


def _resolved(schema: dict[str, Any], part: dict[str, Any]) -> dict[str, Any]:
    """Follow a reference, and the first choice of a value that may be left out."""
    if "anyOf" in part:
        part = {**part["anyOf"][0], **{key: part[key] for key in ("description",) if key in part}}
    if "$ref" in part:
        target = schema["$defs"][part["$ref"].rpartition("/")[2]]
        part = {**target, **{key: part[key] for key in ("description",) if key in part}}
    return part


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

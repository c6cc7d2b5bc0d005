"""The JSON Schemas of a note's YAML files, for editors that complete and check as one types."""

from __future__ import annotations

from typing import Any, Final

from pipeline.note.metadata import Metadata, Publisher
from pipeline.note.people import People
from pipeline.note.types import Line, Model


class ThemeHead(Model):
    """The head of a theme file."""

    lead: Line
    """One or two sentences for the one-pager."""
    title: Line | None = None
    """Title of the theme where it differs from the heading."""
    subtitle: Line | None = None
    """A line under the title."""


MODELS: Final[dict[str, type[Model]]] = {
    "note.yaml": Metadata,
    "people.yaml": People,
    "imprint.yaml": Publisher,
}
"""The model of each YAML file."""


def schemas() -> dict[str, dict[str, Any]]:
    """Return the JSON Schema (draft 2020-12) of each YAML file by the file's name."""
    dialect = "https://json-schema.org/draft/2020-12/schema"
    return {
        name: {"$schema": dialect, **model.model_json_schema()} for name, model in MODELS.items()
    }

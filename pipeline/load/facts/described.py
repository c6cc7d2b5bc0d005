"""JSON Schemas of models, in which each field has its docstring as its description.

Pydantic would read the sources of all models again whenever they are imported, to have these ready;
only schemas have a use for them.
"""

from __future__ import annotations

import ast
import inspect
import textwrap
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from pydantic.json_schema import GenerateJsonSchema

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pydantic.json_schema import JsonSchemaValue
    from pydantic_core.core_schema import ModelSchema

    from pipeline.note.types import Model


_OURS = "pipeline."


def described_schema(model: type[Model]) -> dict[str, Any]:
    """The JSON Schema of a model (draft 2020-12), with the docstrings of its fields."""
    return model.model_json_schema(schema_generator=_Described)


class _Described(GenerateJsonSchema):
    """Makes the schema of a model, with what its fields say of themselves."""

    def model_schema(self, schema: ModelSchema) -> JsonSchemaValue:
        """The schema of one model."""
        made = super().model_schema(schema)
        cls: Any = schema["cls"]
        fields = made.get("properties", {})
        for name, text in _docstrings_of(cls).items():
            known = cls.model_fields.get(name)
            if known is not None and (key := known.alias or name) in fields:
                fields[key].setdefault("description", text)
        return made


def _docstrings_of(cls: type) -> dict[str, str]:
    """The docstrings of the fields of a class and of those that it is made from, by name."""
    found: dict[str, str] = {}
    for one in reversed(cls.__mro__):
        if one.__module__.startswith(_OURS):
            found.update(_docstrings(one))
    return found


def _docstrings(cls: type) -> Iterator[tuple[str, str]]:
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(cls))).body
    if not isinstance(tree, ast.ClassDef):
        return
    for field, behind in pairwise(tree.body):
        if (
            isinstance(field, ast.AnnAssign)
            and isinstance(field.target, ast.Name)
            and isinstance(behind, ast.Expr)
            and isinstance(behind.value, ast.Constant)
            and isinstance(behind.value.value, str)
        ):
            yield field.target.id, inspect.cleandoc(behind.value.value)

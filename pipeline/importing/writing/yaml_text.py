"""Values -> YAML as a person would type it, with a comment over each value to be completed."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping
from typing import Any, Final

import yaml

from pipeline.load.constructs.plain_values import escaped
from pipeline.load.facts.to_complete import TO_COMPLETE

WIDTH: Final = 100
"""The maximum length of a line, where words allow it."""


def write_yaml(values: Mapping[str, Any], remarks: Mapping[str, str]) -> str:
    """A YAML file of the values that are not empty, in order.

    ``remarks`` are comments by key: why its value has to be completed.
    """
    parts = []
    for key, value in values.items():
        if value in (None, "", (), [], {}):
            continue
        if key in remarks:
            parts.append(_comment(remarks[key]))
        parts.append(
            yaml.dump(
                {key: _escaped(value)},
                Dumper=_Dumper,
                allow_unicode=True,
                sort_keys=False,
                width=WIDTH,
            )
        )
    return "".join(parts)


def _escaped(value: Any) -> Any:
    """A value whose texts are printed as they are; an address has no sign of a mark to escape."""
    match value:
        case str():
            return escaped(value)
        case Mapping():
            return {key: _escaped(one) for key, one in value.items()}
        case list() | tuple():
            return [_escaped(one) for one in value]
        case _:
            return value


def _comment(text: str) -> str:
    lines = textwrap.wrap(f"{TO_COMPLETE}{text}", WIDTH, subsequent_indent="# ")
    return "\n".join(lines) + "\n"


class _Dumper(yaml.SafeDumper):
    """Indents lists below their keys; a value that comes twice is typed twice."""

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow=flow, indentless=False)

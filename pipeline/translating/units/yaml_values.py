"""A new text for a value of YAML, typed as the old one was where that can be."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Final

import yaml

from pipeline.translating.units.text_units import HEAD
from pipeline.translating.units.yaml_units import compose

if TYPE_CHECKING:
    from pipeline.translating.units.unit import Unit

_BLOCK: Final = re.compile(r"([>|])[^\n]*\n([ \t]*)")


def typed_value(text: str, unit: Unit, new: str) -> str:
    """What is typed for a new value in the place of a unit of a file with some text."""
    old = text[unit.start : unit.end]
    if block := _BLOCK.match(old):
        typed = f">-\n{block[2]}{new}"
        if _is_read_as(text, unit, typed, new):
            return typed
    candidates = [f'"{_escaped(new)}"']
    if not old.startswith('"'):
        candidates.insert(
            0, f"'{new.replace(chr(39), chr(39) * 2)}'" if old.startswith("'") else new
        )
    for typed in candidates:
        if _is_read_as(text, unit, typed, new):
            return typed
    return json.dumps(new, ensure_ascii=True)


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def _is_read_as(text: str, unit: Unit, typed: str, wanted: str) -> bool:
    """Whether the file would have the wanted text there, as text."""
    edited = text[: unit.start] + typed + text[unit.end :]
    if not unit.path.endswith(".yaml"):
        head = HEAD.match(edited)
        if head is None:
            return False
        edited = head[1]
    node = compose(edited)
    for key in unit.keys:
        if isinstance(node, yaml.SequenceNode) and isinstance(key, int):
            node = node.value[key] if key < len(node.value) else None
        elif isinstance(node, yaml.MappingNode):
            node = next((value for name, value in node.value if name.value == key), None)
    is_text = isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:str"
    return is_text and " ".join(str(node.value).split()) == " ".join(wanted.split())

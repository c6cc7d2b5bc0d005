"""Values of YAML -> units: facts of a note, heads of texts, labels of charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import yaml

from pipeline.translating.units.unit import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.translating.units.unit import Kind

Keys = tuple[str | int, ...]

_FACTS: Final = (
    ("title",), ("subtitle",), ("kind",), ("description",), ("subjects",), ("series", "title"),
    ("event", "title"), ("event", "place"), ("event", "attribution"), ("original", "statement"),
    ("disclaimer",), ("disclaimer_short",), ("contact", "statement"), ("cover", "alt"),
    ("licence", "statement"), ("credits", "*", "role"), ("revisions", "*", "changes"),
)  # fmt: skip
"""The values of note.yaml that are translated; ``*`` stands for each item of a list."""
_HEAD: Final = (("title",), ("subtitle",), ("lead",), ("signed", "*", "function"))
_CHART: Final = (("labels", "*"), ("unit",), ("source",), ("note",), ("alt",))
_DEEPEST: Final = 20


def units_of_facts(path: str, text: str) -> tuple[Unit, ...]:
    """The units of a note.yaml."""
    return tuple(_units(_Yaml(path, text, "facts"), _FACTS))


def units_in_head(path: str, head: str, start: int, part: str) -> tuple[Unit, ...]:
    """The units of the YAML at the head of a text, which begins at a character of its file."""
    return tuple(_units(_Yaml(path, head, part, start, lines=1), _HEAD))


def units_of_abbreviations(path: str, text: str) -> tuple[Unit, ...]:
    """The units of a file of abbreviations that is in one language: their long forms."""
    return tuple(_units(_Yaml(path, text, "abbreviations"), (("*",),)))


def units_of_chart(path: str, text: str) -> tuple[Unit, ...]:
    """The units of the file of a chart that is in one language."""
    return tuple(_units(_Yaml(path, text, path), _CHART))


@dataclass(frozen=True, slots=True)
class _Yaml:
    """YAML in a file: its text, where it begins there, the lines before it, and its part."""

    path: str
    text: str
    part: str
    start: int = 0
    lines: int = 0


def _units(yaml_text: _Yaml, wanted: tuple[tuple[str, ...], ...]) -> Iterator[Unit]:
    for keys, node in _below(compose(yaml_text.text), ()):
        if any(_fits(keys, pattern) for pattern in wanted):
            unit = _unit(yaml_text, keys, node)
            if unit.content.has_words:
                yield unit


def compose(text: str) -> Any:
    """The nodes of YAML with their places; None for what is no YAML."""
    try:
        return yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError):
        return None


def _below(node: Any, keys: Keys, depth: int = 0) -> Iterator[tuple[Keys, yaml.ScalarNode]]:
    if depth > _DEEPEST:
        return
    if isinstance(node, yaml.ScalarNode):
        if node.tag == "tag:yaml.org,2002:str" and keys:
            yield keys, node
    elif isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from _below(value, (*keys, str(key.value)), depth + 1)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from _below(value, (*keys, number), depth + 1)


def _fits(keys: Keys, pattern: tuple[str, ...]) -> bool:
    """Whether keys are those of a pattern, or lead to an item of a list there."""
    own = keys[:-1] if len(keys) == len(pattern) + 1 and isinstance(keys[-1], int) else keys
    return len(own) == len(pattern) and all(
        one in {"*", key} for key, one in zip(own, pattern, strict=True)
    )


def _unit(source: _Yaml, keys: Keys, node: yaml.ScalarNode) -> Unit:
    begin, end = node.start_mark.index, node.end_mark.index
    if node.style in {">", "|"}:
        end = begin + len(source.text[begin:end].rstrip())
    name = "/".join(str(key + 1) if isinstance(key, int) else key for key in keys)
    span = (source.start + begin, source.start + end)
    return Unit(
        key=f"{source.part}/{name}",
        kind=_kind(keys, source.part),
        path=source.path,
        start=span[0],
        end=span[1],
        typed=" ".join(node.value.split()),
        form="value",
        part=source.part,
        line=node.start_mark.line + 1 + source.lines,
        column=node.start_mark.column + 1,
        keys=keys,
        block=span,
    )


def _kind(keys: Keys, part: str) -> Kind:
    if part == "abbreviations":
        return "long form"
    if part.startswith("figures/"):
        return "chart label"
    match keys[0]:
        case "title":
            return "title"
        case "lead":
            return "lead"
        case _:
            return "fact"

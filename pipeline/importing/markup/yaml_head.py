"""The YAML at the head of a Markdown manuscript: values as typed, errors told at their line."""

from __future__ import annotations

import re
from typing import Any, Final

import yaml

from pipeline.errors import SourceError
from pipeline.findings import Finding
from pipeline.invisible import SOFT_HYPHEN, without_invisible
from pipeline.load.facts.yaml_source import read_yaml
from pipeline.load.report import Report, SourceText

_HEAD: Final = re.compile(
    r"\A---[ \t]*\n(?P<yaml>(?![ \t]*\n).*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)",
    re.MULTILINE | re.DOTALL,
)
# Pandoc writes no as false and 1.10 as 1.1.
_RESOLVED: Final = frozenset(
    {"tag:yaml.org,2002:bool", "tag:yaml.org,2002:int", "tag:yaml.org,2002:float"}
)
_VALUE: Final = re.compile(r"(?P<key>[ ]*(?:- )?[\w-]+):[ ]+(?P<value>\S.*?)[ ]*")
# What notepress or pandoc does not print.
_DATA: Final = frozenset({"references", "bibliography", "csl", "nocite"})


def split_head(text: str) -> tuple[str, str]:
    """The head of a text with its lines of hyphens, and the rest; the first may be empty."""
    match = _HEAD.match(text)
    if match is None or not _is_mapping(match["yaml"]):
        return "", text
    return match.group(), text[match.end() :]


def _is_mapping(head: str) -> bool:
    return re.match(r"(?:[ \t]*#.*\n|\s)*[\w\"'].*?:(?:\s|$)", head) is not None


def as_typed(name: str, head: str) -> str:
    """A head whose words such as ``no`` and ``2026`` are text for pandoc, too.

    Raises `SourceError` (N202) where it is no YAML.
    """
    if not head:
        return head
    source = SourceText(name, head)
    inside = re.sub(r"\A---", "   ", head)
    inside = re.sub(r"^(?:---|\.\.\.)[ \t]*\n?\Z", "", inside, flags=re.MULTILINE)
    # YAML knows no control characters; a space stands for each, so that places stay the same.
    inside = without_invisible(inside, SOFT_HYPHEN)
    try:
        root = yaml.compose(inside, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        raise SourceError([_finding(error, source, inside)]) from error
    places = sorted(_places(root)) if isinstance(root, yaml.MappingNode) else []
    parts, done = [], 0
    for start, end in places:
        parts += [head[done:start], f'"{head[start:end]}"']
        done = end
    return "".join((*parts, head[done:]))


def _places(node: Any) -> list[tuple[int, int]]:
    """Where the plain values are that YAML takes for something else than text."""
    if isinstance(node, yaml.ScalarNode):
        is_other = not node.style and node.tag in _RESOLVED
        return [(node.start_mark.index, node.end_mark.index)] if is_other else []
    if isinstance(node, yaml.SequenceNode):
        return [place for one in node.value for place in _places(one)]
    if isinstance(node, yaml.MappingNode):
        return [
            place for key, one in node.value if key.value not in _DATA for place in _places(one)
        ]
    return []


def _finding(error: yaml.YAMLError, source: SourceText, inside: str) -> Finding:
    report = Report()
    read_yaml(SourceText(source.path, inside, source.text), report)
    found = next(iter(report.findings), None)
    if not isinstance(found, Finding):
        return Finding("N202", f"the YAML at the head cannot be read: {error}", source.place(None))
    quoted = _quoted(source, found.place.line)
    if quoted is None:
        return found
    return Finding(found.code, found.message, found.place, quoted)


def _quoted(source: SourceText, line: int) -> str | None:
    """The hint to put a value with a colon in quotation marks, if that is the trouble."""
    match = _VALUE.fullmatch(source.lines[line - 1])
    if match is None or ": " not in match["value"] or match["value"][0] in "\"'[{|>&*!":
        return None
    mark = "'" if '"' in match["value"] else '"'
    value = match["value"].replace("'", "''") if mark == "'" else match["value"]
    shown = f"{match['key'].strip()}: {mark}{value}{mark}"
    return f"put the value in quotation marks: {shown}"

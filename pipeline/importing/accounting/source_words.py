"""The contents of a note that was written: its texts in their order, its values, its pictures."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, Any, Final

import yaml

from pipeline.importing.accounting.contents import Collector, Contents
from pipeline.importing.accounting.markdown_words import MarkdownReader
from pipeline.part_kinds import PART_KINDS, PartPlace, place_of_file

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HEAD: Final = re.compile(r"\A---\n(.*?)^---\n", re.MULTILINE | re.DOTALL)
# Values that repeat the text or are meant for machines.
_COPIES: Final = frozenset(
    {"description", "subjects", "identifiers", "web_address", "language", "id", "lead", "short"}
)
_LAST: Final = PartPlace(len(PART_KINDS), 0)


def read_source(files: Mapping[str, bytes]) -> Contents:
    """The contents of the source files of a note, by their path in its folder."""
    collector = Collector()
    texts = [path for path in files if path.endswith(".md")]
    for path in sorted(texts, key=_order):
        _read_text(path, files[path].decode(), collector)
    for path in sorted(files):
        if path.endswith(".yaml"):
            _write_keys(path, yaml.load(files[path], yaml.CSafeLoader), collector)
        elif path.endswith((".bib", ".json", ".csv", ".ris")):
            _write_values(path, iter((files[path].decode(),)), collector)
    contents = collector.contents()
    return Contents(contents.passages, tuple(contents.things))


def digests(files: Mapping[str, bytes]) -> dict[str, str]:
    """The digest of each picture by its name, as a manuscript has it."""
    return {
        path.rpartition("/")[2]: hashlib.sha256(content).hexdigest()
        for path, content in files.items()
        if path.startswith("figures/")
    }


def _order(path: str) -> tuple[PartPlace, str]:
    """In which order the texts of a note are read."""
    name = path.rpartition("/")[2]
    return place_of_file(name) or _LAST, name


def _read_text(path: str, text: str, collector: Collector) -> None:
    head = _HEAD.match(text)
    first = 1
    if head:
        _write_keys(path, yaml.load(head[1], yaml.CSafeLoader), collector)
        first += head.group().count("\n")
        text = text[head.end() :]
    MarkdownReader(collector, path, is_note=True).read(text, first)
    collector.end()


def _write_keys(path: str, values: Any, collector: Collector) -> None:
    """Write the values of a YAML file; the place of each is its file and its first key."""
    for key, value in values.items() if isinstance(values, dict) else (("", values),):
        if key not in _COPIES:
            _write_values(f"{path}: {key}", _values(value), collector)


def _write_values(place: str, values: Iterator[str], collector: Collector) -> None:
    for value in values:
        with collector.apart("value", place):
            collector.write(value)


def _values(value: Any) -> Iterator[str]:
    match value:
        case dict():
            for key, part in value.items():
                if key not in _COPIES:
                    yield from _values(part)
        case list():
            for part in value:
                yield from _values(part)
        case None:
            return
        case _:
            yield str(value)

"""Where in the source a person has to complete something: file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.tokens import words_in
from pipeline.importing.ledger import Doubt, ToComplete
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.importing.ledger import Recognised
    from pipeline.importing.source_lines import SourceLines

_KEY: Final = re.compile(r"^([\w-]+):")
_HEADING: Final = re.compile(r"^#+ (.*?)(?:\{[^{}]*\})?$")
_SHORT: Final = re.compile(r"short=\"([^\"]*)\"")
_PICTURE: Final = re.compile(r"\((figures/[^\s)]+)")


def locate_blanks(
    entries: Iterable[ToComplete], files: Mapping[str, bytes], lines: SourceLines
) -> tuple[ToComplete, ...]:
    """What is to be completed, with file and line, in the order of the files."""
    places = _places(files)
    found = [_located(one, files, places, lines) for one in entries]
    order = {path: place for place, path in enumerate(files)}
    return tuple(sorted(found, key=lambda one: (order.get(one.file, len(order)), one.line)))


def locate_doubts(entries: Iterable[Recognised], lines: SourceLines) -> tuple[Doubt, ...]:
    """Guesses that were not acted on, with the file and line of their words."""
    found = []
    for one in entries:
        file, line = lines.find(one.text) or ("", 0)
        found.append(Doubt(one.what, one.text, one.confidence, one.why, file, line))
    return tuple(found)


def _places(files: Mapping[str, bytes]) -> dict[tuple[str, str], tuple[str, int]]:
    """File and line of what can be looked for, by the file it is looked for in and its name."""
    places: dict[tuple[str, str], tuple[str, int]] = {}
    for path, content in files.items():
        if path.endswith(WRITTEN_SUFFIXES):
            for number, line in enumerate(content.decode().split("\n"), 1):
                for file, name in _names(line, path):
                    places.setdefault((file, name), (path, number))
    return places


def _names(line: str, path: str) -> Iterator[tuple[str, str]]:
    """Yield what a line may be looked for by."""
    if match := _KEY.match(line):
        yield path, match[1]
    if match := _HEADING.match(line):
        yield path, "heading"
        yield path, " ".join(words_in(match[1]))
    for match in _SHORT.finditer(line):
        yield path, f"short {' '.join(words_in(match[1]))}"
    for match in _PICTURE.finditer(line):
        yield match[1], ""


def _located(
    one: ToComplete,
    files: Mapping[str, bytes],
    places: Mapping[tuple[str, str], tuple[str, int]],
    lines: SourceLines,
) -> ToComplete:
    file, _, key = one.path.partition(": ")
    value = " ".join(words_in(one.value))
    for name in (key, f"{key} {value}", " ".join(words_in(key))):
        if place := places.get((file, name)):
            return one.at(*place, key)
    if found := lines.find(one.value):
        return one.at(*found, key)
    return one.at(file, 1, key) if file in files else one

"""Where in the source a person has to complete something: file and line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.importing.ledger import Doubt, ToComplete
from pipeline.workspace import WRITTEN_SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.importing.ledger import Recognised
    from pipeline.importing.source_lines import SourceLines


def locate_blanks(
    entries: Iterable[ToComplete], files: Mapping[str, bytes], lines: SourceLines
) -> tuple[ToComplete, ...]:
    """What is to be completed, with file and line, in the order of the files."""
    texts = {
        path: content.decode() for path, content in files.items() if path.endswith(WRITTEN_SUFFIXES)
    }
    found = [_located(one, texts, lines) for one in entries]
    order = {path: place for place, path in enumerate(files)}
    return tuple(sorted(found, key=lambda one: (order.get(one.file, len(order)), one.line)))


def locate_doubts(entries: Iterable[Recognised], lines: SourceLines) -> tuple[Doubt, ...]:
    """Guesses that were not acted on, with the file and line of their words."""
    found = []
    for one in entries:
        file, line = lines.find(one.text) or ("", 0)
        found.append(Doubt(one.what, one.text, one.confidence, one.why, file, line))
    return tuple(found)


def _located(one: ToComplete, texts: Mapping[str, str], lines: SourceLines) -> ToComplete:
    file, _, key = one.path.partition(": ")
    for path, wanted in _wanted(one, file, key, texts):
        if match := re.search(wanted, texts[path], re.MULTILINE):
            line = texts[path].count("\n", 0, match.start()) + 1
            return one.at(path, line, key)
    if file in texts:
        return one.at(file, 1, key)
    place = lines.find(one.value)
    return one.at(*place, key) if place else one


def _wanted(
    one: ToComplete, file: str, key: str, texts: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield where to look, and for what."""
    if file in texts:
        yield file, rf"^{re.escape(key)}:"
        if key == "short":
            yield file, rf"short=\"{re.escape(one.value)}\""
        yield file, rf"^#+ {re.escape(key)}"
        yield file, re.escape(one.value)
        return
    for path in texts:
        yield path, rf"\({re.escape(file)}[\s)]"

"""Marks in the texts of a YAML file, which are printed as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.construct import NO_MARKS
from pipeline.load.constructs.plain_values import find_marks
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.constructs.plain_values import Mark
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report

ADDRESSES: Final = frozenset({"web", "web_address", "email", "urn", "doi", "isbn", "orcid", "ror"})
"""The keys whose values are no text that is read."""


def check_plain(found: YamlSource, report: Report) -> None:
    """Report what would be a mark in running text; a backslash before its sign has it printed."""
    for path, text in _texts(found.data, ()):
        for mark in find_marks(text):
            place = found.source.place(_spot(found, path, text, mark))
            report.add(NO_MARKS, mark.message, place, mark.hint)


def _texts(data: Any, path: Path) -> Iterator[tuple[Path, str]]:
    match data:
        case str():
            yield path, data
        case list():
            for place, item in enumerate(data):
                yield from _texts(item, (*path, place))
        case dict():
            for key, value in data.items():
                if key not in ADDRESSES:
                    yield from _texts(value, (*path, key))
        case _:
            return


def _spot(found: YamlSource, path: Path, text: str, mark: Mark) -> Spot:
    """The place of a mark on the line where its value begins; that of the value elsewhere."""
    spot, typed = found.spot(path), text[mark.start : mark.end]
    line = found.source.lines[min(spot.line, len(found.source.lines)) - 1]
    at = line.find(typed, spot.column - 1 + mark.start)
    return spot if at < 0 else Spot(spot.line, at + 1, len(typed))

"""Marks in the texts of a YAML file, which are printed as they are typed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.construct import NO_MARKS
from pipeline.load.constructs.plain_values import find_marks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report

ADDRESSES: Final = frozenset(
    {
        *("web", "web_address", "email", "urn", "doi", "isbn", "issn", "symbol", "sales_number"),
        *("jel", "spdx", "grant", "orcid", "ror"),
        *("translation_of", "translations", "replaces", "version_of"),
        *("picture", "logo", "light", "dark"),
    }
)
"""The keys whose values are no text that is read."""


def check_plain(found: YamlSource, report: Report) -> None:
    """Report what would be a mark in running text; a backslash before its sign has it printed."""
    for path, text in _texts(found.data, ()):
        for mark in find_marks(text):
            words = text[mark.start : mark.end]
            spot = found.source.spot_behind(words, found.spot(path), mark.start)
            report.add(NO_MARKS, mark.message, found.source.place(spot), mark.hint)


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

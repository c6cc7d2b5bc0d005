"""Text files -> introduction and themes: a fast pass, and a second one when something is wrong."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.load.context import Context, Counter
from pipeline.load.folder import INTRODUCTION
from pipeline.load.ids import Ids
from pipeline.load.outline import read_introduction, read_theme
from pipeline.load.pandoc import READER, parse
from pipeline.load.report import Report
from pipeline.load.syntax import Node, read_tree

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pipeline.cache import Cache
    from pipeline.load.report import SourceText
    from pipeline.note.text import Introduction, Theme


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text files of a note, and what their reading depends on."""

    sources: Mapping[str, SourceText]
    heads: Mapping[str, dict[str, str]]
    language: str
    pictures: Collection[str]


@dataclass(slots=True)
class Reading:
    """What came of one pass over the text files."""

    report: Report = field(default_factory=Report)
    ids: Ids = field(default_factory=lambda: Ids(frozenset()))
    introduction: Introduction | None = None
    themes: list[Theme] = field(default_factory=list)


def read_text(manuscript: Manuscript, cache: Cache) -> Reading:
    """Return the introduction and themes; places in findings are exact."""
    reading = _read(manuscript, _cached_trees(manuscript.sources, cache))
    if reading.report.findings:
        reading = read_with_positions(manuscript)
    return reading


def read_with_positions(manuscript: Manuscript) -> Reading:
    """Return the introduction and themes with the place of every id."""
    texts = {name: source.text for name, source in manuscript.sources.items()}
    return _read(manuscript, parse(texts, positions=True) if texts else {})


def _cached_trees(sources: Mapping[str, SourceText], cache: Cache) -> dict[str, str]:
    keys = {name: key_of("tree", READER, source.text) for name, source in sources.items()}
    trees = {}
    for name, key in keys.items():
        if (tree := cache.get(key)) is not None:
            trees[name] = tree.decode()
    missing = {name: source.text for name, source in sources.items() if name not in trees}
    if missing:
        for name, tree in parse(missing).items():
            cache.put(keys[name], tree.encode())
            trees[name] = tree
    return trees


def _read(manuscript: Manuscript, trees: Mapping[str, str]) -> Reading:
    nodes = {name: read_tree(trees[name], manuscript.language) for name in manuscript.sources}
    given = frozenset(node.id for tree in nodes.values() for top in tree for node in top.below() if node.id)
    reading = Reading(ids=Ids(given))
    number = 0
    for name, source in manuscript.sources.items():
        context = Context(
            source, reading.report, reading.ids, Counter(), manuscript.language, manuscript.pictures
        )
        if name == INTRODUCTION:
            reading.introduction = read_introduction(nodes[name], context)
            continue
        number += 1
        theme = read_theme(nodes[name], context, number, manuscript.heads[name])
        if theme:
            reading.themes.append(theme)
    return reading

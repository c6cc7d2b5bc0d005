"""Texts -> their syntax trees, each parsed once and cached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.load.reading.pandoc import READER, parse
from pipeline.pandoc import PandocRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.cache import Cache


Tree = str | PandocRefusedError
"""The tree of a text as pandoc's JSON, or why it cannot be parsed within pandoc's limits."""


def cached_trees(texts: Mapping[str, str], cache: Cache) -> dict[str, Tree]:
    """The tree of each text, by its name."""
    trees: dict[str, Tree] = {}
    missing: dict[str, str] = {}
    for name, text in texts.items():
        if (tree := cache.get(key_of("tree", READER, text))) is not None:
            trees[name] = tree.decode()
        else:
            missing[name] = text
    for name, made in parse_each(missing, positions=False).items():
        trees[name] = made
        if isinstance(made, str):
            cache.put(key_of("tree", READER, missing[name]), made.encode())
    return trees


def parse_each(texts: Mapping[str, str], *, positions: bool) -> dict[str, Tree]:
    """The tree of each text, by its name."""
    try:
        return {**parse(texts, positions=positions)} if texts else {}
    except PandocRefusedError as error:
        if len(texts) == 1:
            return dict.fromkeys(texts, error)
    # One file makes the call fail for all: parse each separately to find it.
    trees: dict[str, Tree] = {}
    for name, text in texts.items():
        trees |= parse_each({name: text}, positions=positions)
    return trees

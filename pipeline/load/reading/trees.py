"""Texts -> their syntax trees, each parsed once and cached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.load.reading.pandoc import READER, parse
from pipeline.pandoc import PandocRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.cache import Cache


_FORM: Final = "2"
"""Raised where a tree is made otherwise from the same text."""

Tree = str | PandocRefusedError
"""The tree of a text as pandoc's JSON, or why it cannot be parsed within pandoc's limits."""


def cached_trees(
    texts: Mapping[str, str], cache: Cache, *, positions: bool = False
) -> dict[str, Tree]:
    """The tree of each text, by its name; with ``positions`` every node has its place."""
    keys = {name: _key(text, positions=positions) for name, text in texts.items()}
    kept = {name: tree for name, key in keys.items() if (tree := cache.get(key)) is not None}
    trees: dict[str, Tree] = {name: tree.decode() for name, tree in kept.items()}
    missing = {name: text for name, text in texts.items() if name not in kept}
    for name, made in _parse_each(missing, positions=positions).items():
        trees[name] = made
        if isinstance(made, str):
            cache.put(keys[name], made.encode())
    return trees


def _key(text: str, *, positions: bool) -> str:
    return key_of("placed-tree" if positions else "tree", READER, _FORM, text)


def _parse_each(texts: Mapping[str, str], *, positions: bool) -> dict[str, Tree]:
    try:
        return {**parse(texts, positions=positions)} if texts else {}
    except PandocRefusedError as error:
        if len(texts) == 1:
            return dict.fromkeys(texts, error)
    # One file makes the call fail for all: parse each separately to find it.
    trees: dict[str, Tree] = {}
    for name, text in texts.items():
        trees |= _parse_each({name: text}, positions=positions)
    return trees

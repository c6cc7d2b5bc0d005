"""Texts -> their syntax trees, each parsed once and cached."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.load.reading.pandoc import READER, parse, parse_beside
from pipeline.pandoc import PandocRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.cache import Cache
    from pipeline.citing.request import Request


_FORM: Final = "2"
"""Raised where a tree is made otherwise from the same text."""

Tree = str | PandocRefusedError
"""The tree of a text as pandoc's JSON, or why it cannot be parsed within pandoc's limits."""


def cached_trees(
    texts: Mapping[str, str],
    cache: Cache,
    beside: Request | None = None,
    *,
    positions: bool = False,
) -> dict[str, Tree]:
    """The tree of each text, by its name; with ``positions`` every node has its place.

    What is asked ``beside`` them is answered by the same call of pandoc, and cached.
    """
    keys = {name: _key(text, positions=positions) for name, text in texts.items()}
    kept = {name: found for name, key in keys.items() if (found := cache.get(key)) is not None}
    trees: dict[str, Tree] = {name: found.decode() for name, found in kept.items()}
    missing = {name: text for name, text in texts.items() if name not in kept}
    asked = beside if beside is not None and cache.get(beside.key) is None else None
    made = _answer_beside(missing, asked, cache) if asked is not None else None
    for name, tree in (made or _parse_each(missing, positions=positions)).items():
        trees[name] = tree
        if isinstance(tree, str):
            cache.put(keys[name], tree.encode())
    return trees


def _key(text: str, *, positions: bool) -> str:
    return key_of("placed-tree" if positions else "tree", READER, _FORM, text)


def _answer_beside(
    texts: Mapping[str, str], asked: Request, cache: Cache
) -> Mapping[str, Tree] | None:
    """Parse texts and have a request answered; None where that failed.

    What is wrong, and with which of them, is found when each is done by itself.
    """
    try:
        trees, answer = parse_beside(texts, asked)
    except PandocRefusedError:
        return None
    cache.put(asked.key, answer.encode())
    return {**trees}


def _parse_each(texts: Mapping[str, str], *, positions: bool) -> dict[str, Tree]:
    """The tree of each text, by its name."""
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

"""The words by which an import knows the parts of a manuscript, from `vocabulary.toml`."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources


@cache
def word_lists() -> dict[str, dict[str, tuple[str, ...]]]:
    """Return every list of words by its table and its key."""
    text = resources.files("pipeline.importing").joinpath("vocabulary.toml").read_text("utf-8")
    return {
        table: {key: tuple(words) for key, words in lists.items()}
        for table, lists in tomllib.loads(text).items()
    }


def words(table: str, key: str = "words") -> tuple[str, ...]:
    """Return one list of words."""
    return word_lists()[table][key]


def any_of(table: str, key: str = "words") -> str:
    """Return a regular expression for any word of a list, longer words first."""
    found = sorted(words(table, key), key=len, reverse=True)
    return f"(?:{'|'.join(map(re.escape, found))})"

"""The words by which an import recognises the parts of a manuscript, for all languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from pipeline.languages import languages


@cache
def words(table: str, key: str = "") -> tuple[str, ...]:
    """One list of words, language after language; ``key`` names one of a table."""
    found: dict[str, None] = {}
    for language in languages():
        listed = getattr(language.importing, table)
        found |= dict.fromkeys(listed[key] if isinstance(listed, Mapping) else listed)
    return tuple(found)


def any_of(table: str, key: str = "") -> str:
    """A regular expression for any word of a list, longer words first."""
    return any_word(words(table, key))


def any_word(given: tuple[str, ...]) -> str:
    """A regular expression for any of some words, longer words first."""
    return f"(?:{'|'.join(map(re.escape, sorted(given, key=len, reverse=True)))})"

"""Where words may be divided."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import pyphen

from pipeline.languages import find_language

if TYPE_CHECKING:
    from collections.abc import Sequence

_TITLES: Final = ".\u00a0", ".\u202f"


class Limits(NamedTuple):
    """The least letters of a word that is divided, before its hyphen and behind it."""

    word: int
    before: int
    behind: int


USUAL_LIMITS: Final = Limits(6, 3, 3)


@lru_cache(maxsize=8192)
def hyphens_of(word: str, language: str, limits: Limits) -> Sequence[int]:
    """The places in a word behind which a line may end with a hyphen, with which it is spelt alike.

    A language that there are no patterns for has none.
    """
    dictionary = _dictionary(language, limits.before, limits.behind)
    if dictionary is None or len(word) < limits.word:
        return ()
    # Some places have other letters around the hyphen than the word has.
    return tuple(int(place) for place in dictionary.positions(word) if not place.data)


def is_name(word: str, before: str, language: str) -> bool:
    """Whether a word is taken for a name or an acronym, which is not divided.

    ``before`` is the text before it. That is a word with a capital letter. A word that begins a
    sentence is not told from a name; nor is a noun in a language in which nouns have capitals, but
    behind an initial or a title: "J. Müller", "Dr. Müller".
    """
    if word.islower() or not any(letter.isupper() for letter in word):
        return False
    known = find_language(language)
    if known is None or not known.capital_nouns:
        return True
    return not word[1:].islower() or before.endswith(_TITLES)


@cache
def _dictionary(language: str, before: int, behind: int) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=found, left=before, right=behind) if found else None

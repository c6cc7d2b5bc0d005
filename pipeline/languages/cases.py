"""The cases of nouns: what a reference becomes behind a preposition."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.languages.language import Case

_FAR: Final = 40
"""More characters than there are in the words that decide on a case."""
_FIRST_WORD: Final = re.compile(r"\S+")


def deciding_words(before: str, cases: Sequence[Case]) -> str:
    """The last words of a text, if they decide on the case of what follows; else nothing."""
    if not before[-1:].isspace():
        return ""
    end = " ".join(before[-_FAR:].lower().split())
    found = [words for case in cases for words in case.after if _ends_in(end, words)]
    return max(found, key=len, default="")


def _ends_in(text: str, words: str) -> bool:
    before = text.removesuffix(words)
    return before != text and not before[-1:].isalnum()


def in_case(words: str, after: str, cases: Sequence[Case]) -> str:
    """A phrase whose first word has the case that the words before it decide on."""
    forms = next((case.forms for case in cases if after in case.after), None)
    if forms is None:
        return words
    return _FIRST_WORD.sub(lambda match: forms.get(match[0], match[0]), words, count=1)

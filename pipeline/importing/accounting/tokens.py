"""Passages -> words as they are compared: the same however they are spelled in characters."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.languages.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.accounting.contents import Passage

# Characters inside of words that are not seen, and that other programs take out or put in.
_UNSEEN: Final = re.compile(
    "[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]"
)
SIGNS: Final = "\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003ffff"
"""Chinese, Japanese and Korean characters, each of which is a word here: ranges of a class."""
_WORD: Final = re.compile(rf"[{SIGNS}]|[^\W_{SIGNS}]+(?:[{MARKS}]+[^\W_{SIGNS}]*)*")


@dataclass(frozen=True, slots=True)
class Tokens:
    """The words of passages in their order; ``of`` says of each in which passage it stands."""

    words: tuple[str, ...]
    of: tuple[int, ...]


def words_in(text: str) -> list[str]:
    """The words of a text in their compared form; each character of Chinese is one."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", _UNSEEN.sub("", text))
    # What a sign expands to may have to be composed anew, and a capital may have several letters.
    return _WORD.findall(text.casefold())


def tokens_of(passages: Iterable[Passage]) -> Tokens:
    """The words of passages, one after another."""
    words: list[str] = []
    of: list[int] = []
    for index, passage in enumerate(passages):
        found = words_in(passage.text)
        words += found
        of += [index] * len(found)
    return Tokens(tuple(words), tuple(of))

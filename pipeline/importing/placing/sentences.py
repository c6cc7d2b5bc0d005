"""Words and sentences of a text, with where they stand in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from pipeline.load.characters import HAN

_WORD: Final = re.compile(f"[{HAN}]|[^\\W_{HAN}]+(?:[’'][^\\W_]+)*")
_END: Final = re.compile(
    r"[.!?…][’”\"')\]»]*(?=\s+[\"“‘'«(\[¿¡A-ZÀ-Þ0-9])|[。！？][」』”’）]*|[.!?…][’”\"')\]»]*\s*$"
)
_SHORTENED: Final = re.compile(
    r"(?:\b(?:No|Nos|Dr|Mr|Mrs|Ms|Prof|St|vs|cf|pp?|vol|ed|eds|Fig|Art|e\.g|i\.e|[A-Z])\.)$"
)
_LONGEST_SHORTENED: Final = 5
"""Letters of the longest abbreviation, and one before it: what tells the beginning of a word."""
_BLANKS: Final = re.compile(r"\s*")
_UNFINISHED: Final = re.compile(r"[\w,–-]$")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case and the characters it stands on."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """Return the words of a text; each Chinese character counts as one."""
    return [
        Word(match.group().replace("’", "'").casefold(), *match.span())
        for match in _WORD.finditer(text)
    ]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """Return where each sentence of a text begins and ends, white space left aside."""
    found, start = [], 0
    for match in _END.finditer(text):
        before = max(0, match.start() - _LONGEST_SHORTENED)
        if match.group().startswith(".") and _SHORTENED.search(text, before, match.start() + 1):
            continue
        found.append((start, match.end()))
        start = _BLANKS.match(text, match.end()).end()  # type: ignore[union-attr] # matches ""
    if start < len(text.rstrip()):
        found.append((start, len(text.rstrip())))
    return found


def is_unfinished(text: str) -> bool:
    """Say whether a paragraph stops in the middle of a sentence."""
    return _UNFINISHED.search(text.rstrip()) is not None


def goes_on(text: str) -> bool:
    """Say whether a paragraph begins in the middle of a sentence."""
    first = text.lstrip("‘'(")[:1]
    return first.islower()

"""Find texts that may have many words in common, without comparing all pairs."""

from __future__ import annotations

from collections import Counter, defaultdict
from math import ceil
from typing import TYPE_CHECKING

from pipeline.comparing.word_changes import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Token = tuple[str, int]
"""A word, and how often it has occurred in the text before."""


class Candidates:
    """Texts by their rarer words.

    Two texts of a and b words that share ``least`` of them share at least ``least / (2 - least)``
    of either one's words, whatever the other's length. Leave so many words less one out of each
    text, in one order for all texts, and they still share one of the words that are left. The
    most frequent words are left out, so that few texts are found (prefix filtering).
    """

    def __init__(self, texts: Mapping[int, str], least: float) -> None:
        self._shared = least / (2 - least)
        tokens = {place: _tokens(text) for place, text in texts.items()}
        self._frequency = Counter(token for each in tokens.values() for token in each)
        self._places: dict[_Token, list[int]] = defaultdict(list)
        for place, each in tokens.items():
            for token in self._rarer(each):
                self._places[token].append(place)

    def of(self, text: str) -> list[int]:
        """The places of all texts that may share enough with a text, and of few others, sorted."""
        found = (self._places.get(token, ()) for token in self._rarer(_tokens(text)))
        return sorted({place for places in found for place in places})

    def _rarer(self, tokens: Sequence[_Token]) -> Sequence[_Token]:
        # Rounding must not leave out one word too many.
        left_out = max(ceil(self._shared * len(tokens) - 1e-9), 1) - 1
        by_frequency = sorted(tokens, key=lambda token: (self._frequency[token], token))
        return by_frequency[: len(tokens) - left_out]


def _tokens(text: str) -> Sequence[_Token]:
    seen: Counter[str] = Counter()
    tokens = []
    for word in words_of(text) or [""]:
        tokens.append((word, seen[word]))
        seen[word] += 1
    return tokens

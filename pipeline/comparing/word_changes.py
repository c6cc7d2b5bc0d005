"""The changes inside a text, word by word."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.comparing.alignment import Block, matching_blocks, share
from pipeline.languages.marks import MARKS
from pipeline.load.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Sequence

# A word with the space after it, or one Chinese character, or one sign.
_LETTER: Final = f"(?![{HAN}])[\\w{MARKS}]"
_TOKEN: Final = re.compile(f"[{HAN}]|(?:{_LETTER})+(?:[’'-](?:{_LETTER})+)*|\\s+|.", re.DOTALL)
Status = Literal["same", "removed", "added"]
_ISLAND: Final = 2
_LEAST_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of text that stayed, was removed or was added."""

    status: Status
    text: str


def compare_words(old: str, new: str) -> tuple[Part, ...]:
    """The words kept, removed and added, in reading order.

    A word or two that stayed between changes is not worth a reader's jump: it goes with them.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    parts: list[Part] = []
    blocks = _without_short_matches(matching_blocks(before, after), before)
    old_at = new_at = 0
    for old_start, new_start, size in blocks:
        _add(parts, "removed", before[old_at:old_start])
        _add(parts, "added", after[new_at:new_start])
        _add(parts, "same", before[old_start : old_start + size])
        old_at, new_at = old_start + size, new_start + size
    return tuple(parts)


def share_of_words(old: str, new: str) -> float:
    """The share of words that two texts have in common, from 0 (none) to 1 (all)."""
    before, after = words_of(old), words_of(new)
    length = len(before) + len(after)
    if not length:
        return 1.0
    # The words in common, in any order, are an upper bound for any comparison.
    if 2 * (Counter(before) & Counter(after)).total() < _LEAST_ALIKE * length:
        return 0.0
    return share(before, after)


def words_of(text: str) -> list[str]:
    """The words of a text as they are compared, without signs and capitals."""
    return [token.casefold() for token in _TOKEN.findall(text) if token[0].isalnum()]


def _without_short_matches(
    blocks: Sequence[Block], tokens: Sequence[str]
) -> list[tuple[int, int, int]]:
    """Drop stretches between two changes that have hardly a word.

    The first and the last block stay: they are the ends of the text.
    """
    kept = []
    for place, block in enumerate(blocks):
        words = sum(token[0].isalnum() for token in tokens[block.a : block.a + block.size])
        at_start = block.a == block.b == 0
        at_end = place >= len(blocks) - 1 or (
            blocks[place + 1].size == 0
            and (block.a + block.size == blocks[-1].a and block.b + block.size == blocks[-1].b)
        )
        if words >= _ISLAND or at_start or at_end:
            kept.append((block.a, block.b, block.size))
    return kept


def _add(
    parts: list[Part], status: Literal["same", "removed", "added"], tokens: Sequence[str]
) -> None:
    if tokens:
        parts.append(Part(status, "".join(tokens)))

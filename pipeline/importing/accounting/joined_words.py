"""Words that are divided otherwise in another text: ``co-operation`` and ``cooperation``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

_LONGEST_GAP: Final = 40


def joined_words(
    here: Sequence[str], there: Sequence[str], pairs: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """The words between pairs that are divided otherwise, such as ``co-operation``."""
    found = []
    ends = (len(here), len(there))
    for (one, other), (following, last) in zip(((-1, -1), *pairs), (*pairs, ends), strict=True):
        gap, other_gap = range(one + 1, following), range(other + 1, last)
        if gap and other_gap and max(len(gap), len(other_gap)) <= _LONGEST_GAP:
            found += _same_letters(here, gap, there, other_gap)
    return found


def _same_letters(
    here: Sequence[str], gap: range, there: Sequence[str], other_gap: range
) -> list[tuple[int, int]]:
    """Pairs of words that have the same letters in a row, wherever these are divided."""
    found: list[tuple[int, int]] = []
    at, place = 0, 0
    while at < len(gap):
        for start in range(place, len(other_gap)):
            if size := _match(here, gap[at:], there, other_gap[start:]):
                used, used_there = size
                last = start + used_there - 1
                found += [
                    (gap[at + step], other_gap[min(start + step, last)]) for step in range(used)
                ]
                found += [(gap[at], other_gap[step]) for step in range(start, last + 1)]
                at, place = at + used - 1, last + 1
                break
        at += 1
    return found


def _match(
    here: Sequence[str], gap: range, there: Sequence[str], other_gap: range
) -> tuple[int, int] | None:
    """How many words on each side have the same letters, if they begin with the same."""
    one, other = here[gap[0]], there[other_gap[0]]
    used = used_there = 1
    while one != other:
        if other.startswith(one) and used < len(gap):
            one += here[gap[used]]
            used += 1
        elif one.startswith(other) and used_there < len(other_gap):
            other += there[other_gap[used_there]]
            used_there += 1
        else:
            return None
    return used, used_there

"""Which words of one sequence are which of another, in their order.

Stretches of words that both have exactly once are anchors, of which the longest rising row is
kept; between two anchors it is done again, with shorter stretches. What is small is compared
word by word. The work grows with the length of the sequences, and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

Pair = tuple[int, int]
Span = tuple[int, int, int, int]
"""Start and end in the one sequence, start and end in the other."""

_STRETCHES: Final = (6, 3, 1)
"""Lengths of the stretches that anchor, tried one after another."""
_SMALL: Final = 2500
"""The product of two lengths below which words are compared one by one."""
_DEEPEST: Final = 12
"""How often to look for anchors between anchors."""
_LOOKAHEAD: Final = 24
"""How far to look for the next words that are alike where nothing is there only once."""


def align(one: Sequence[str], other: Sequence[str]) -> list[Pair]:
    """The pairs of indices of words that are the same, rising in both sequences."""
    pairs: list[Pair] = []
    spans: list[tuple[Span, int]] = [((0, len(one), 0, len(other)), 0)]
    while spans:
        (start, end, first, last), depth = spans.pop()
        while start < end and first < last and one[start] == other[first]:
            pairs.append((start, first))
            start, first = start + 1, first + 1
        while start < end and first < last and one[end - 1] == other[last - 1]:
            end, last = end - 1, last - 1
            pairs.append((end, last))
        if start == end or first == last:
            continue
        span = start, end, first, last
        if (end - start) * (last - first) <= _SMALL:
            pairs += _common(one, other, span)
        elif depth < _DEEPEST and (anchors := _anchors(one, other, span)):
            pairs += anchors
            spans += ((inner, depth + 1) for inner in _between(anchors, span))
        else:
            pairs += _walk(one, other, span)
    return sorted(pairs)


def _anchors(one: Sequence[str], other: Sequence[str], span: Span) -> list[Pair]:
    """The longest rising row of stretches that stand exactly once in both spans."""
    start, end, first, last = span
    for size in _STRETCHES:
        here = _once(one, start, end, size)
        there = _once(other, first, last, size)
        found = [(at, there[words]) for words, at in here.items() if words in there]
        if row := _rising(found):
            return row
    return []


def _once(words: Sequence[str], start: int, end: int, size: int) -> dict[tuple[str, ...], int]:
    """Where each stretch of words is that is there once, in order."""
    places: dict[tuple[str, ...], int] = {}
    for at in range(start, end - size + 1):
        stretch = tuple(words[at : at + size])
        places[stretch] = -1 if stretch in places else at
    return {stretch: at for stretch, at in places.items() if at >= 0}


def _rising(pairs: Sequence[Pair]) -> list[Pair]:
    """The longest row of pairs, sorted by their first number, whose second numbers rise too."""
    tops: list[int] = []
    holders: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tops, place)
        before.append(holders[at - 1] if at else -1)
        tops[at : at + 1] = [place]
        holders[at : at + 1] = [index]
    row = []
    index = holders[-1] if holders else -1
    while index >= 0:
        row.append(pairs[index])
        index = before[index]
    return row[::-1]


def _between(anchors: Sequence[Pair], span: Span) -> Iterator[Span]:
    start, end, first, last = span
    for at, place in anchors:
        if at > start or place > first:
            yield start, at, first, place
        start, first = at + 1, place + 1
    yield start, end, first, last


def _common(one: Sequence[str], other: Sequence[str], span: Span) -> list[Pair]:
    """The longest row of words that two small spans have in common."""
    start, end, first, last = span
    deep, wide = end - start, last - first
    lengths = [[0] * (wide + 1) for _ in range(deep + 1)]
    for row in range(deep - 1, -1, -1):
        below, here = lengths[row + 1], lengths[row]
        word = one[start + row]
        for column in range(wide - 1, -1, -1):
            if word == other[first + column]:
                here[column] = below[column + 1] + 1
            else:
                here[column] = max(below[column], here[column + 1])
    pairs, row, column = [], 0, 0
    while row < deep and column < wide:
        if one[start + row] == other[first + column]:
            pairs.append((start + row, first + column))
            row, column = row + 1, column + 1
        elif lengths[row + 1][column] >= lengths[row][column + 1]:
            row += 1
        else:
            column += 1
    return pairs


def _walk(one: Sequence[str], other: Sequence[str], span: Span) -> list[Pair]:
    """Words that are alike where all are repeated, such as in a table of zeros."""
    start, end, first, last = span
    pairs: list[Pair] = []
    if set(one[start:end]).isdisjoint(other[first:last]):
        return pairs
    while start < end and first < last:
        if one[start] == other[first]:
            pairs.append((start, first))
            start, first = start + 1, first + 1
            continue
        skipped = _next_alike(one[start : min(end, start + _LOOKAHEAD)],
                              other[first : min(last, first + _LOOKAHEAD)])  # fmt: skip
        start, first = start + skipped[0], first + skipped[1]
    return pairs


def _next_alike(one: Sequence[str], other: Sequence[str]) -> Pair:
    """How many words to pass over on each side until two are alike; half of them if none are."""
    for total in range(1, len(one) + len(other) - 1):
        for here in range(max(0, total - len(other) + 1), min(total, len(one) - 1) + 1):
            if one[here] == other[total - here]:
                return here, total - here
    return (len(one) + 1) // 2, (len(other) + 1) // 2

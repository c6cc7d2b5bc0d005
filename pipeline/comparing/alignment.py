"""Find the common subsequence of two sequences, in bounded time.

`difflib` gives the best result, but takes n squared steps or more for n items. Sequences too
long for that are first split at the items that occur once in each of them.
"""

from __future__ import annotations

import difflib
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from pipeline.comparing.rising import longest_rise

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

_MOST_STEPS: Final = 1_000_000
"""Pairs of things that are compared as well as can be: two paragraphs of 500 words and spaces."""


class Block(NamedTuple):
    """A stretch that is the same in two rows: where it begins in each, and its length."""

    a: int
    b: int
    size: int


Opcode = tuple[str, int, int, int, int]


def matching_blocks(before: Sequence[Hashable], after: Sequence[Hashable]) -> list[Block]:
    """The stretches two rows share, in order, and an empty one at their ends."""
    if len(before) * len(after) <= _MOST_STEPS:
        return _best(before, after, 0, 0)
    blocks = list(_joined(_parted(before, after)))
    return [*blocks, Block(len(before), len(after), 0)]


def opcodes(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Opcode]:
    """Yield the edits from one sequence to the other, as `SequenceMatcher.get_opcodes` does."""
    at = to = 0
    for block in matching_blocks(before, after):
        if at < block.a and to < block.b:
            yield "replace", at, block.a, to, block.b
        elif at < block.a:
            yield "delete", at, block.a, to, block.b
        elif to < block.b:
            yield "insert", at, block.a, to, block.b
        at, to = block.a + block.size, block.b + block.size
        if block.size:
            yield "equal", block.a, at, block.b, to


def share(before: Sequence[Hashable], after: Sequence[Hashable]) -> float:
    """The similarity of two sequences, from 0 to 1."""
    length = len(before) + len(after)
    same = sum(block.size for block in matching_blocks(before, after))
    return 2.0 * same / length if length else 1.0


def _best(before: Sequence[Hashable], after: Sequence[Hashable], at: int, to: int) -> list[Block]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    return [Block(at + a, to + b, size) for a, b, size in matcher.get_matching_blocks()]


def _parted(before: Sequence[Hashable], after: Sequence[Hashable]) -> Iterator[Block]:
    """Yield the blocks that long sequences share: their ends, unique items, and what is between."""
    head = _equal_length(before, after)
    tail = _equal_length(before[head:][::-1], after[head:][::-1])
    a_end, b_end = len(before) - tail, len(after) - tail
    budget = _MOST_STEPS
    at, to = 0, 0
    yield Block(0, 0, head)
    at = to = head
    for a, b in [*_anchors(before, after, (head, a_end), (head, b_end)), (a_end, b_end)]:
        steps = (a - at) * (b - to)
        if 0 < steps <= budget:
            budget -= steps
            yield from _best(before[at:a], after[to:b], at, to)
        yield Block(a, b, int(a < a_end))
        at, to = a + 1, b + 1
    yield Block(a_end, b_end, tail)


def _equal_length(one: Sequence[Hashable], other: Sequence[Hashable]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _anchors(
    before: Sequence[Hashable],
    after: Sequence[Hashable],
    old: tuple[int, int],
    new: tuple[int, int],
) -> list[tuple[int, int]]:
    """The positions of items that occur once in both sequences, as many as keep their order."""
    once = [
        {thing for thing, times in Counter(row[slice(*ends)]).items() if times == 1}
        for row, ends in ((before, old), (after, new))
    ]
    shared = once[0] & once[1]
    places = {after[at]: at for at in range(*new) if after[at] in shared}
    pairs = [(at, places[before[at]]) for at in range(*old) if before[at] in shared]
    rising = longest_rise([to for _, to in pairs])
    return [(at, to) for at, to in pairs if to in rising]


def _joined(blocks: Iterator[Block]) -> Iterator[Block]:
    """Yield the blocks that are not empty, with adjacent ones merged."""
    last = Block(0, 0, 0)
    for block in blocks:
        if not block.size:
            continue
        if (last.a + last.size, last.b + last.size) == (block.a, block.b):
            last = Block(last.a, last.b, last.size + block.size)
            continue
        if last.size:
            yield last
        last = block
    if last.size:
        yield last

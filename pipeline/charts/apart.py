"""Labels pushed apart: as near to where they belong as they can stand without touching."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def push_apart(
    wanted: Sequence[float], heights: Sequence[float], top: float, bottom: float
) -> tuple[float, ...]:
    """The middles of labels of some heights, in the order given.

    The sum of the squares of their distances from where they are wanted is the least that is
    possible (isotonic regression by pooling adjacent violators). They stay between ``top`` and
    ``bottom`` if there is room for them.
    """
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    ends = list(accumulate(heights[at] for at in order))
    starts = [end - heights[at] / 2 for end, at in zip(ends, order, strict=True)]
    # Without their heights, labels that touch have the same place.
    blocks: list[list[float]] = []
    for at, start in zip(order, starts, strict=True):
        blocks.append([wanted[at] - start, 1])
        while len(blocks) > 1 and blocks[-2][0] > blocks[-1][0]:
            place, count = blocks.pop()
            before = blocks[-1]
            before[0] = (before[0] * before[1] + place * count) / (before[1] + count)
            before[1] += count
    places = [place for place, count in blocks for _ in range(int(count))]
    last = bottom - (ends[-1] if ends else 0.0)
    found = {
        at: start + max(top, min(place, last))
        for at, start, place in zip(order, starts, places, strict=True)
    }
    return tuple(found[at] for at in range(len(wanted)))

"""The longest rising sequence: what keeps its order while the rest moves."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence


def longest_rise(places: Sequence[int]) -> set[int]:
    """The longest rising sequence among places (patience sorting)."""
    tails: list[int] = []
    last: list[int] = []
    before: dict[int, int | None] = {}
    for place in places:
        pile = bisect_left(tails, place)
        before[place] = last[pile - 1] if pile else None
        tails[pile : pile + 1] = [place]
        last[pile : pile + 1] = [place]
    return set(_back(last[-1] if last else None, before))


def _back(place: int | None, before: Mapping[int, int | None]) -> Iterator[int]:
    while place is not None:
        yield place
        place = before[place]

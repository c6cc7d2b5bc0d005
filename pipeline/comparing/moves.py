"""Find the elements of a note that have moved: the fewest that explain the new order."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pipeline.comparing.elements import NAMED, Element

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pipeline.comparing.matching import Matches

_IN_PLACE: Final = frozenset({"metadata", "subtitle", "lead"})
_APART: Final = NAMED | {"key message", "pull quote", "footnote"}


def find_moved(old: Sequence[Element], new: Sequence[Element], matches: Matches) -> set[int]:
    """The places of elements that moved under another heading or changed their order.

    In a row of elements the fewest that have to move to explain the new order have moved.
    """
    moved: set[int] = set()
    rows: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    renamed = {old[at].id: new[to].id for at, to in matches.new_of_old.items()}
    for at, to in sorted(matches.new_of_old.items()):
        one = new[to]
        if one.kind in _IN_PLACE:
            continue
        if renamed.get(old[at].parent, old[at].parent) != one.parent:
            moved.add(to)
        else:
            rows[one.parent, _rank(one)].append((at, to))
    for row in rows.values():
        staying = longest_rise([to for _, to in row])
        moved.update(to for _, to in row if to not in staying)
    return moved


def _rank(one: Element) -> str:
    """The group in which an element keeps its order: paragraphs and their like go together."""
    return one.kind if one.kind in _APART else "text"


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

"""Find the elements of a note that have moved: the fewest that explain the new order."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from pipeline.comparing.elements import NAMED, Element
from pipeline.comparing.rising import longest_rise

if TYPE_CHECKING:
    from collections.abc import Sequence

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

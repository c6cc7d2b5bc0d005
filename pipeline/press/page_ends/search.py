"""A search for better page ends of a part.

A part is laid out once. Only where a page does not end well, a few moves are tried, one layout for
each, and kept if the pages end better by them: always the same ones for the same text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.press.page_ends.ends import page_ends
from pipeline.press.page_ends.moves import candidates
from pipeline.press.parts.parts import LOOSENESS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.press.page_ends.ends import PageEnd
    from pipeline.press.page_ends.moves import Move

MOST_LAYOUTS: Final = 6
"""How many layouts of a part are tried."""
_NAMES: Final = ("class", LOOSENESS)
"""The attributes that moves change."""
_GAIN: Final = 0.5
"""By how much pages have to end better for a move to be kept."""
_SHORT, _STRANDED, _FEW, _PAGE, _EMPTY = 100.0, 40.0, 30.0, 5.0, 20.0
"""What a short page costs, a stranded heading, a page of few lines, a page, and an empty share."""


@dataclass(frozen=True, slots=True)
class Laid:
    """A part that is laid out, and a function that lays it out again."""

    document: Any
    again: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a part as they are, to be restored: attributes, and the order of children."""

    attributes: tuple[tuple[Any, str, str | None], ...]
    children: tuple[tuple[Any, tuple[Any, ...]], ...]

    @classmethod
    def of(cls, root: Any) -> Tree:
        """Read the elements below a root."""
        elements = tuple(root.iter())
        return cls(
            tuple((one, name, one.get(name)) for one in elements for name in _NAMES),
            tuple((element, tuple(element)) for element in elements if len(element)),
        )

    def restore(self) -> None:
        """Put all as it was."""
        for element, name, value in self.attributes:
            if value is None:
                element.attrib.pop(name, None)
            elif element.get(name) != value:
                element.set(name, value)
        for element, children in self.children:
            if tuple(element) != children:
                element[:] = children


def improve_page_ends(first: Laid, root: Any, lay_out: Callable[[], Laid]) -> Laid:
    """The best layout of a part, of its first one and those of some moves.

    ``lay_out`` lays the elements out as they are; in the end they are as in the best layout.
    """
    best, ends = first, page_ends(first.document.pages)
    cost, made = cost_of(ends), 0.0
    tried: set[tuple[Move, ...]] = set()
    for _ in range(MOST_LAYOUTS):
        parents = {child: parent for parent in root.iter() for child in parent}
        moves = next((one for one in candidates(ends, parents) if one not in tried), None)
        if moves is None:
            break
        tried.add(moves)
        before = Tree.of(root)
        for move in moves:
            move.make()
        layout = lay_out()
        found = page_ends(layout.document.pages)
        spent = made + sum(move.cost for move in moves)
        if cost_of(found) + spent < cost + made - _GAIN:
            best, ends, cost, made = layout, found, cost_of(found), spent
        else:
            before.restore()
    return best


def cost_of(ends: Sequence[PageEnd]) -> float:
    """How bad the ends of pages are."""
    cost = _PAGE * len(ends)
    for number, end in enumerate(ends):
        cost += _SHORT * end.is_short + _STRANDED * end.is_stranding
        if end.next is not None:
            cost += _EMPTY * (1 - end.fill) ** 2
        elif number and ends[number - 1].next is not None:
            cost += _FEW * end.has_few / max(1, end.lines - 1)
    return cost

"""The nodes of a syntax tree, and texts cut where citations stand in them."""

from __future__ import annotations

import bisect
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.load.citations import MARK, place_of_mark
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Node:
    """One element of a syntax tree, named as pandoc names it.

    ``Text`` is a run of characters, merged from pandoc's words, spaces and quotations; ``spots``
    are the places of its parts, as (offset, spot). ``spot`` is None when the
    tree was made without positions. A ``Citation`` has its place among those of the file as number.
    """

    kind: str
    spot: Spot | None = None
    id: str = ""
    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    text: str = ""
    title: str = ""
    number: int = 0
    children: tuple[Node, ...] = ()
    spots: tuple[tuple[int, Spot], ...] = ()

    def value(self, key: str) -> str | None:
        """The value of an attribute, or None."""
        return dict(self.pairs).get(key)

    def spot_of(self, offset: int, length: int = 1) -> Spot | None:
        """The place of a character of a ``Text``."""
        if not self.spots:
            return self.spot
        at = bisect.bisect_right(self.spots, offset, key=lambda pair: pair[0]) - 1
        start, spot = self.spots[max(at, 0)]
        return Spot(spot.line, spot.column + offset - start, length)

    def below(self) -> Iterator[Node]:
        """Yield this node and all nodes inside it, in reading order."""
        yield self
        for child in self.children:
            yield from child.below()


def cut_at_citations(text: Node) -> Iterator[Node]:
    """Yield a text, cut where citations stand in it."""
    done = 0
    for match in MARK.finditer(text.text):
        if done < match.start():
            yield _slice(text, done, match.start())
        spot = text.spot_of(match.start(), len(match.group()))
        yield Node("Citation", number=place_of_mark(match), spot=spot)
        done = match.end()
    if done == 0:
        yield text
    elif done < len(text.text):
        yield _slice(text, done, len(text.text))


def _slice(text: Node, start: int, end: int) -> Node:
    spot = text.spot_of(start)
    spots = tuple((offset - start, one) for offset, one in text.spots if start < offset < end)
    first = ((0, spot),) if spot and text.spots else ()
    return Node("Text", text=text.text[start:end], spot=spot, spots=(*first, *spots))

"""The words of a heading, each character with its place in the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.nodes import Node


@dataclass(frozen=True, slots=True)
class HeadingWords:
    """The words of a heading as readers see them, and the place of each character in the file.

    ``text`` is what `pipeline.note.walk.plain` gives for the heading. ``spots`` has one spot for
    each of its characters; all are None if the file was parsed without positions.
    """

    text: str
    spots: tuple[Spot | None, ...]

    def spot(self, start: int, end: int | None = None) -> Spot | None:
        """The place of ``text[start:end]``, or of its first line if it has several.

        ``start`` counts from the end if it is negative: ``words.spot(-1)`` is the last character.
        ``end`` is the end of ``text`` unless given.
        """
        first, *others = self.spots[start:end]
        if first is None:
            return None
        line = [first, *(spot for spot in others if spot and spot.line == first.line)]
        return replace(first, length=max(spot.column + spot.length for spot in line) - first.column)


def heading_words(heading: Node) -> HeadingWords:
    """The words of a heading without its footnotes."""
    characters = tuple(_characters(heading))
    text = "".join(character for character, _ in characters)
    return HeadingWords(text, tuple(spot for _, spot in characters))


def _characters(node: Node) -> Iterator[tuple[str, Spot | None]]:
    match node.kind:
        case "Text":
            yield from _text_characters(node)
        case "Code":
            yield from zip(node.text, _code_spots(node), strict=True)
        case "LineBreak":
            yield " ", node.spot
        case "Note" | "Image" | "RawInline":
            return
        case _:
            for child in node.children:
                yield from _characters(child)


def _text_characters(node: Node) -> Iterator[tuple[str, Spot | None]]:
    if not node.spots:
        yield from ((character, node.spot) for character in node.text)
        return
    starts = (0, *(start for start, _ in node.spots[1:]), len(node.text))
    for (start, end), (_, spot) in zip(pairwise(starts), node.spots, strict=True):
        yield from zip(node.text[start:end], _spread(spot, end - start), strict=True)


def _code_spots(node: Node) -> list[Spot | None]:
    """The places of the characters between the backticks, which are as many on either side."""
    if node.spot is None:
        return [None] * len(node.text)
    signs, odd = divmod(node.spot.length - len(node.text), 2)
    if odd or signs < 1:
        return [node.spot] * len(node.text)
    inside = replace(node.spot, column=node.spot.column + signs, length=len(node.text))
    return [*_spread(inside, len(node.text))]


def _spread(spot: Spot, count: int) -> Iterator[Spot]:
    r"""The places of ``count`` characters of the text at a spot.

    If they are typed in another way, as ``&amp;``, ``--`` or ``\*`` are, each has the whole spot.
    """
    exact = spot.length == count
    for at in range(count):
        yield Spot(spot.line, spot.column + at) if exact else spot

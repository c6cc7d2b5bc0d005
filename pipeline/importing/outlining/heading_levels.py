"""The levels of headings without a style, beside those that have one."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from pipeline.importing.outlining.heading_lines import (
    Family,
    HeadingLine,
    TextLook,
    family_of,
    in_sequence,
)

if TYPE_CHECKING:
    from pipeline.importing.outlining.heading_numbers import HeadingNumber
    from pipeline.importing.reading.pieces import Piece


def levels_of(
    found: Sequence[HeadingLine], pieces: Sequence[Piece], text: TextLook
) -> dict[int, int]:
    """The level of each heading without a style, beside those that have one."""
    groups = _groups(found)
    styled = _styled(pieces, text)
    outlines = {at: pieces[at].look.outline for at in groups if pieces[at].look.outline}
    order = _ordered(groups, styled)
    levels: dict[int, int] = {}
    for index, group in groups.items():
        levels[index] = outlines.get(index) or order[group]
    return levels


_Group = tuple[Family, int, str]
"""A family, the depth of the numbers in it, and the word before them."""


def _groups(found: Sequence[HeadingLine]) -> dict[int, _Group]:
    """The group of each line: its family, parted where its numbers have several depths."""
    in_row = in_sequence(found)
    depths: dict[Family, set[int]] = defaultdict(set)
    for one in found:
        if one.number and (one.index in in_row or one.number.is_marked):
            depths[one.family].add(_depth(one.number))
    groups: dict[int, _Group] = {}
    for one in found:
        depth = min(depths[one.family], default=1)
        if one.number and (one.index in in_row or one.number.is_marked):
            depth = _depth(one.number)
        word = one.number.word if one.number and one.index in in_row else ""
        groups[one.index] = (one.family, depth, word)
    return _joined(groups, found, in_row)


def _depth(number: HeadingNumber) -> int:
    return {"roman": 0, "small": 9}.get(number.series, number.depth)


def _joined(
    groups: dict[int, _Group], found: Sequence[HeadingLine], in_row: set[int]
) -> dict[int, _Group]:
    """Join the groups of lines whose numbers count on from one to the other."""
    last: dict[tuple[str, str, _Group], int] = {}
    same: dict[_Group, _Group] = {}
    for one in found:
        if one.number is None or one.index not in in_row or one.number.depth > 1:
            continue
        group, value = groups[one.index], one.number.values[0]
        kind = (one.number.series, one.number.word)
        if value > 1 and last.get((*kind, group)) != value - 1:
            before = (
                other
                for (*key, other), at in last.items()
                if tuple(key) == kind and at == value - 1
            )
            if (other := next(before, None)) is not None:
                same.setdefault(group, same.get(other, other))
        last[*kind, group] = value
    return {index: same.get(group, group) for index, group in groups.items()}


def _styled(pieces: Sequence[Piece], text: TextLook) -> dict[int, Family]:
    """The look of most headings of each level that has a style."""
    looks: dict[int, Counter[Family]] = defaultdict(Counter)
    for piece in pieces:
        if piece.kind == "heading":
            looks[piece.level][family_of(piece.look, text)] += 1
    return {level: count.most_common(1)[0][0] for level, count in looks.items()}


def _ordered(groups: Mapping[int, _Group], styled: Mapping[int, Family]) -> dict[_Group, int]:
    """The level of each group: by size, strength, depth of numbers and first appearance."""
    first = {group: index for index, group in reversed(list(groups.items()))}
    ranked = sorted(first, key=lambda group: (group[0].strength[0], *_rank(group, first)))
    levels: dict[_Group, int] = {}
    below = 0
    for group in ranked:
        level = _beside(group, styled) or max(below + 1, _under(group, styled))
        levels[group] = below = level
    return levels


def _rank(group: _Group, first: Mapping[_Group, int]) -> Iterator[float]:
    family, depth, _ = group
    yield depth
    yield from family.strength[1:]
    yield first[group]


def _beside(group: _Group, styled: Mapping[int, Family]) -> int:
    """The level whose headings with a style look the same; 0 if there is none."""
    return next((level for level, look in styled.items() if look == group[0] and look.size), 0)


def _under(group: _Group, styled: Mapping[int, Family]) -> int:
    """The highest level that a group can have below the headings with a style."""
    above = [level for level, look in styled.items() if _is_stronger(look, group[0])]
    return max(above, default=0) + 1


def _is_stronger(look: Family, other: Family) -> bool:
    """Whether a heading with a style looks stronger, or its look is not known."""
    if look.size and other.size and look.size != other.size:
        return look.size > other.size
    return True

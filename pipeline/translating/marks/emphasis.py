"""Signs that begin and end passages: emphasis, and what is raised or lowered.

By the rules of CommonMark 0.31, section 6.2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.translating.marks.content import CodeKind, Role

_MOST: Final = 400
"""The most signs of a paragraph that are paired: each takes time for all before it."""
_BY_LENGTH: Final[dict[int, CodeKind]] = {1: "emphasis", 2: "strong"}
_SPACE: Final = re.compile(r"\s")


class Pair:
    """What both ends of one passage have in common."""


@dataclass(slots=True)
class Mark:
    """A code that has no number yet."""

    kind: CodeKind
    role: Role
    typed: str
    shown: str
    pair: Pair = field(default_factory=Pair)


@dataclass(slots=True)
class Signs:
    """A run of the same sign, of which ``count`` are not paired yet."""

    sign: str
    length: int
    opens: bool
    closes: bool
    count: int = 0
    ends: list[Mark] = field(default_factory=list)
    begins: list[Mark] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.count = self.length

    def pieces(self) -> Iterator[str | Mark]:
        """Yield the passages that end here, the signs left over, and the passages that begin."""
        yield from self.ends
        yield self.sign * self.count
        yield from reversed(self.begins)


def new_pair(kind: CodeKind, typed: tuple[str, str], shown: str) -> tuple[Mark, Mark]:
    """The two ends of a passage."""
    pair = Pair()
    return Mark(kind, "open", typed[0], shown, pair), Mark(kind, "close", typed[1], shown, pair)


def pair_signs(events: Sequence[str | Mark | Signs]) -> Iterator[str | Mark]:
    """Yield texts and marks, with signs made the ends of passages; others are text."""
    _pair_raised(events)
    runs = [one for one in events if isinstance(one, Signs) and one.sign in "*_"][:_MOST]
    for place, closing in enumerate(runs):
        while closing.count and closing.closes:
            opening = _opening_of(runs[:place], closing)
            if opening is None:
                break
            _pair(opening, closing, min(2, opening.count, closing.count))
            # What was left open in between is text.
            for one in runs[runs.index(opening) + 1 : place]:
                one.opens = False
    for event in events:
        if isinstance(event, Signs):
            yield from (piece for piece in event.pieces() if piece != "")
        elif event != "":
            yield event


def _pair(opening: Signs, closing: Signs, length: int) -> None:
    kind = _BY_LENGTH[length]
    if opening.sign in "~^":
        kind = "lowered" if opening.sign == "~" else "raised"
    typed = opening.sign * length
    begins, ends = new_pair(kind, (typed, typed), kind)
    opening.begins.append(begins)
    closing.ends.append(ends)
    opening.count -= length
    closing.count -= length


def _pair_raised(events: Sequence[str | Mark | Signs]) -> None:
    """Pair the signs of what is raised or lowered, in which no space is."""
    waiting: Signs | None = None
    between = ""
    for one in events:
        if isinstance(one, str):
            between += one
        elif isinstance(one, Signs) and one.sign in "~^" and one.length == 1:
            same = waiting is not None and waiting.sign == one.sign
            if same and waiting is not None and between and not _SPACE.search(between):
                _pair(waiting, one, 1)
                waiting = None
            else:
                waiting = one
            between = ""
        elif isinstance(one, Signs):
            # What is emphasised inside is left as it is: the two could cross.
            waiting = None


def _opening_of(runs: Sequence[Signs], closing: Signs) -> Signs | None:
    """The nearest run that a closing one can end (rules 9 to 12)."""
    for opening in reversed(runs):
        if opening.sign != closing.sign or not opening.opens or not opening.count:
            continue
        both = (opening.opens and opening.closes) or (closing.opens and closing.closes)
        lengths = opening.length, closing.length
        if both and sum(lengths) % 3 == 0 and any(length % 3 for length in lengths):
            continue
        return opening
    return None


def flanks(text: str, start: int, end: int) -> tuple[bool, bool]:
    """Whether the signs between two characters of a text can begin, and can end, a passage."""
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    left = not after.isspace() and (not _is_sign(after) or before.isspace() or _is_sign(before))
    right = not before.isspace() and (not _is_sign(before) or after.isspace() or _is_sign(after))
    if text[start] == "_":
        return left and (not right or _is_sign(before)), right and (not left or _is_sign(after))
    return left, right


def _is_sign(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"

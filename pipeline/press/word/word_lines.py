"""The lines of a Word file in two directions: which parts of their runs go against a paragraph.

Word orders runs by their marks, and other programs by letters and signs of the whole paragraph. So
a piece that neither would set right by itself, such as −26, C++ or a quotation, stands between
signs that isolate it (Unicode UAX #9), from its first run to its last.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from pipeline.bidi import (
    LEFT_TO_RIGHT_ISOLATE,
    POP_ISOLATE,
    RIGHT_TO_LEFT_ISOLATE,
    Piece,
    is_mixed,
    pieces,
    runs_against,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.languages import Direction

_ISOLATE: Final = {"rtl": LEFT_TO_RIGHT_ISOLATE, "ltr": RIGHT_TO_LEFT_ISOLATE}
# A letter that stands for each sign of what goes against a direction as a whole.
_AGAINST: Final = {"rtl": "a", "ltr": "\u0627"}


@dataclass(frozen=True, slots=True)
class RunText:
    """The text of a run; runs of one ``whole``, such as a link, stand beside each other.

    What has no whole of its own, which is most of a line, has an empty one. Code ``is_code``.
    """

    text: str
    whole: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the text of a run; ``before`` and ``behind`` it stand the signs that isolate it."""

    text: str
    is_against: bool = False
    is_code: bool = False
    before: str = ""
    behind: str = ""


def stretches_of(runs: Sequence[RunText], direction: Direction) -> tuple[tuple[Stretch, ...], ...]:
    """The stretches of each run of a line, in a paragraph of a direction."""
    text = "".join(run.text for run in runs)
    if not is_mixed(text, direction):
        return tuple((Stretch(run.text, is_code=run.is_code),) for run in runs)
    isolated = tuple(_isolated(runs, text, direction))
    done, written = 0, []
    for run in runs:
        end = done + len(run.text)
        cut = tuple(_cut(text, (done, end), isolated))
        written.append(tuple(replace(one, is_code=run.is_code) for one in cut))
        done = end
    return tuple(written)


@dataclass(frozen=True, slots=True)
class _Isolated:
    """What stands between signs, or would if it were ``apart``; the sign before it."""

    start: int
    end: int
    is_against: bool
    apart: bool
    sign: str


def _isolated(runs: Sequence[RunText], text: str, direction: Direction) -> Iterator[_Isolated]:
    """Yield the pieces of a line, each followed by those inside it that run the other way again."""
    turned: Direction = "ltr" if direction == "rtl" else "rtl"
    for piece in _pieces(runs, direction):
        start, end = piece.start, piece.end
        yield _Isolated(start, end, is_against=True, apart=piece.apart, sign=_ISOLATE[direction])
        for one in pieces(text[start:end], turned) if piece.apart else ():
            if one.apart:
                inside = start + one.start, start + one.end
                yield _Isolated(*inside, is_against=False, apart=True, sign=_ISOLATE[turned])


def _pieces(runs: Sequence[RunText], direction: Direction) -> Iterator[Piece]:
    """Yield the pieces of a line; a link or a passage in another language is never divided."""
    seen, wholes = "", []
    for (whole, is_code), group in groupby(runs, lambda run: (run.whole, run.is_code)):
        words = "".join(run.text for run in group)
        inside = words.strip()
        is_one = (is_code and direction == "rtl") or (whole and runs_against(words, direction))
        if is_one and inside:
            start = len(seen) + words.index(inside)
            wholes.append(Piece(start, start + len(inside), _is_apart(inside, direction)))
            words = words.replace(inside, _AGAINST[direction] * len(inside))
        seen += words
    for piece in pieces(seen, direction):
        held = (one for one in wholes if piece.start <= one.start and one.end <= piece.end)
        apart = piece.apart or any(one.apart for one in held)
        yield Piece(piece.start, piece.end, apart=apart)


def _is_apart(words: str, direction: Direction) -> bool:
    return pieces(words, direction) != (Piece(0, len(words), apart=False),)


def _cut(text: str, run: tuple[int, int], isolated: Sequence[_Isolated]) -> Iterator[Stretch]:
    """Yield the stretches of a run, whose places in the line are given."""
    inside = [one for one in isolated if one.start < run[1] and run[0] < one.end]
    places = {*run, *(one.start for one in inside), *(one.end for one in inside)}
    places = {place for place in places if run[0] <= place <= run[1]}
    for start, end in pairwise(sorted(places)):
        holding = [one for one in inside if one.start <= start and end <= one.end]
        apart = [one for one in holding if one.apart]
        yield Stretch(
            text[start:end],
            is_against=bool(holding) and holding[-1].is_against,
            before="".join(one.sign for one in apart if one.start == start),
            behind=POP_ISOLATE * sum(one.end == end for one in apart),
        )
    if run[0] == run[1]:
        yield Stretch("")

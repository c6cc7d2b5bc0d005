"""Where the lines of a heading or another few words on their own should end.

The engine fills each line as far as it goes and leaves what is over for the last. Here all lines
are looked at together, as text-wrap in CSS would: as few as possible, and then either even in
width or full, none ending badly if another ending is about as good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal

Shape = Literal["even", "full"]
"""``even``: lines as wide as each other. ``full``: as wide as the measure, the last one shorter."""

# A line that ends with a word of so few letters, such as an article, belongs with the next one.
_SHORT_WORD = 3
_SHORT_WORD_COST = 0.02
_STOP_GAIN = 0.012
_STOPS = ",;:.?!)–—，；：。？！）"
# Of a full text the last line should be this part of the measure, at least; of an even one it
# counts for more than its width, so that it is not the longest without need.
_LAST_LINE = 0.5
_LAST_LINE_WEIGHT = 1.2
_SHORT_LAST_LINE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Word:
    """What cannot be broken: its letters, its width, and the width of the space after it."""

    text: str
    width: float
    space: float


# The same headings are displayed in several editions, and again after an edit.
@lru_cache(maxsize=1024)
def break_lines(words: tuple[Word, ...], measure: float, shape: Shape) -> tuple[int, ...]:
    """Return the place of the first word of each line but the first.

    The lines are as few as the measure allows; a word wider than the measure has a line to
    itself. ``measure`` is in the unit of the words' widths.
    """
    reach = list(accumulate((word.width + word.space for word in words), initial=0.0))

    def width(start: int, end: int) -> float:
        return reach[end] - reach[start] - words[end - 1].space

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            whole = width(start, len(words))
            fits = whole <= measure or start == len(words) - 1
            return (_cost(whole / measure, shape, last=True) if fits else float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(start + 1, len(words) - lines + 2):
            filled = width(start, end)
            if filled > measure and end > start + 1:
                break
            rest, places = best(end, lines - 1)
            cost = _cost(filled / measure, shape, last=False) + _ending(words[end - 1].text) + rest
            found = min(found, (cost, (end, *places)))
        return found

    return best(0, _fewest_lines(width, len(words), measure))[1] if words else ()


def _fewest_lines(width: Callable[[int, int], float], count: int, measure: float) -> int:
    lines, start = 1, 0
    for place in range(1, count):
        if width(start, place + 1) > measure:
            lines, start = lines + 1, place
    return lines


def _cost(filled: float, shape: Shape, *, last: bool) -> float:
    if shape == "even":
        return filled**2 * (_LAST_LINE_WEIGHT if last else 1.0)
    if last:
        return _SHORT_LAST_LINE_WEIGHT * max(0.0, _LAST_LINE - filled) ** 2
    return (1 - filled) ** 2


def _ending(word: str) -> float:
    if word.endswith(tuple(_STOPS)):
        return -_STOP_GAIN
    return _SHORT_WORD_COST if len(word) <= _SHORT_WORD else 0.0

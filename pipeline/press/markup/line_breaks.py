"""Line breaks for headings and other short display text.

The layout engine fills each line in turn, and the last line gets the rest. Here all lines are
optimised together, like ``text-wrap`` in CSS: as few lines as possible, either of even width or
full, avoiding bad line ends where other breaks are about as good.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import Literal

from pipeline.languages.punctuation import STOPS

Shape = Literal["even", "full"]
"""``even``: lines of equal width. ``full``: lines as wide as the measure, the last one shorter."""

# A word with this few letters, such as an article, should not end a line.
_SHORT_WORD = 3
_SHORT_WORD_COST = 0.02
_STOP_GAIN = 0.012
_STOPS = tuple(STOPS + ")–—）")
# The last line of a full text should fill at least this part of the measure; that of an even text
# is weighted, so that it is not the longest line without need.
_LAST_LINE = 0.5
_LAST_LINE_WEIGHT = 1.2
_SHORT_LAST_LINE_WEIGHT = 3.0


@dataclass(frozen=True, slots=True)
class Word:
    """An unbreakable unit: its letters, its width, and the width of the space after it."""

    text: str
    width: float
    space: float


# The same headings recur in several editions, and after each edit.
@lru_cache(maxsize=1024)
def break_lines(words: tuple[Word, ...], measure: float, shape: Shape) -> tuple[int, ...]:
    """The index of the first word of each line but the first.

    There are as few lines as the measure allows; a word wider than the measure has a line of its
    own. ``measure`` is in the unit of the words' widths.
    """
    offsets = list(accumulate((word.width + word.space for word in words), initial=0.0))

    def width(start: int, end: int) -> float:
        return offsets[end] - offsets[start] - words[end - 1].space

    @cache
    def best(start: int, lines: int) -> tuple[float, tuple[int, ...]]:
        if lines == 1:
            whole = width(start, len(words))
            fits = whole <= measure or start == len(words) - 1
            return (_cost(whole / measure, shape, last=True) if fits else float("inf"), ())
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(start + 1, len(words) - lines + 2):
            used = width(start, end)
            if used > measure and end > start + 1:
                break
            rest, starts = best(end, lines - 1)
            end_cost = _end_cost(words[end - 1].text)
            cost = _cost(used / measure, shape, last=False) + end_cost + rest
            found = min(found, (cost, (end, *starts)))
        return found

    return best(0, _min_lines(width, len(words), measure))[1] if words else ()


def _min_lines(width: Callable[[int, int], float], count: int, measure: float) -> int:
    lines, start = 1, 0
    for index in range(1, count):
        if width(start, index + 1) > measure:
            lines, start = lines + 1, index
    return lines


def _cost(fill: float, shape: Shape, *, last: bool) -> float:
    if shape == "even":
        return fill**2 * (_LAST_LINE_WEIGHT if last else 1.0)
    if last:
        return _SHORT_LAST_LINE_WEIGHT * max(0.0, _LAST_LINE - fill) ** 2
    return (1 - fill) ** 2


def _end_cost(word: str) -> float:
    if word.endswith(_STOPS):
        return -_STOP_GAIN
    return _SHORT_WORD_COST if len(word) <= _SHORT_WORD else 0.0

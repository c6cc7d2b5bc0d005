"""Copyfitting: the largest type size at which a text fits, then leading increased to fill.

A text has as many lines at any leading, and at a larger size no fewer. So the room at one leading
gives that at any other, and at larger sizes the most that there can be: what cannot fit by this is
not tried.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.house_style import Style

_SIZE_STEP = 0.05
_LEADING_STEP = 0.01
# Of the height of a page down to the end of its text, as much grows with the text, and not what
# stands above it. It is a little less than that of our own style: a figure does not grow either.
_GROWS = 0.75
# After this many guesses room evidently does not shrink evenly; bisect instead.
_MAX_SECANTS = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """The range for fitting a one-pager: sizes in pt, leading as a multiple of the size.

    ``size_sparse`` is the largest size of a page that even what fills it leaves sparse.
    """

    size_min: float
    size_max: float
    leading_min: float
    leading_max: float
    size_sparse: float

    @property
    def sparse(self) -> Limits:
        """The range for a text that has room left at its largest size."""
        return replace(self, size_min=self.size_max, size_max=self.size_sparse)


@dataclass(frozen=True, slots=True)
class Room:
    """The free lines below the text, negative if it is too long.

    ``fullest`` names the longest part of the text; ``height`` is that of the page in such lines.
    """

    lines: float
    fullest: str
    height: float


@dataclass(frozen=True, slots=True)
class Fit:
    """The chosen size in pt and leading, and the room they leave."""

    size: float
    leading: float
    room: Room


Measure = Callable[[float, float], Room]
"""Measures the room left at a size and a leading."""


def limits_of(style: Style) -> Limits:
    """The limits set by a style."""
    names = ("size-min", "size-max", "leading-min", "leading-max", "size-sparse")
    limits = Limits(*(style.length(f"one-pager-{name}") for name in names))
    return replace(limits, size_sparse=max(limits.size_max, limits.size_sparse))


def fit_text(measure: Measure, limits: Limits) -> Fit:
    """Find the largest size that fits at medium leading, then increase the leading to fill.

    The leading is reduced only if no size fits. For a text that does not fit at all, the result
    has the smallest size and leading, and negative room.
    """
    medium = round((limits.leading_min + limits.leading_max) / 2, 2)
    sizes = _Steps(limits.size_min, limits.size_max, _SIZE_STEP, 2.5)
    size = _largest(sizes, lambda size: measure(size, medium))
    if size is not None:
        leadings = _Steps(medium, limits.leading_max, _LEADING_STEP, is_measured=True)
    else:
        size = limits.size_min
        leadings = _Steps(limits.leading_min, medium, _LEADING_STEP)
    leading = _largest(leadings, lambda leading: measure(size, leading)) or limits.leading_min
    return Fit(size, leading, measure(size, leading))


@dataclass(frozen=True, slots=True)
class _Steps:
    """Values from ``low`` to ``high`` in steps.

    About ``per_line`` steps take up one line; it is 0 if the lines stay as they are. The search
    begins at the highest value, or at the lowest if that one ``is_measured``.
    """

    low: float
    high: float
    step: float
    per_line: float = 0.0
    is_measured: bool = False

    @property
    def first(self) -> int:
        return 0 if self.is_measured else self.last

    @property
    def last(self) -> int:
        return int((self.high - self.low) / self.step + 1e-6)

    def value(self, index: int) -> float:
        return round(self.low + index * self.step, 3)

    def last_possible(self, index: int, room: Room) -> int:
        """The last value that the same lines would fit at, by the room at another value."""
        grows = _GROWS * (room.height - max(0.0, room.lines))
        if grows <= 0:
            return self.last
        most = self.value(index) * (grows + room.lines) / grows
        return min(self.last, math.floor((most - self.low) / self.step + 1e-6))


def _largest(steps: _Steps, try_value: Callable[[float], Room]) -> float | None:
    """The largest value that fits, found by the secant method; None if there is none.

    Room shrinks almost evenly, so the second or third guess is usually right or one step off.
    """
    fits, too_large = -1, steps.last + 1
    tried: list[tuple[int, Room]] = []
    index = steps.first
    while too_large - fits > 1:
        room = try_value(steps.value(index))
        tried.append((index, room))
        if room.lines >= 0:
            fits = index
            too_large = min(too_large, max(fits, steps.last_possible(index, room)) + 1)
        else:
            too_large = index
        index = max(fits + 1, min(too_large - 1, _next_guess(steps, tried, fits, too_large)))
    return None if fits < 0 else steps.value(fits)


def _next_guess(steps: _Steps, tried: Sequence[tuple[int, Room]], fits: int, too_large: int) -> int:
    """Where the line through the last two guesses reaches zero, or the middle of the range."""
    if len(tried) == 1:
        index, room = tried[0]
        if not steps.per_line:
            return steps.last_possible(index, room)
        return index + math.floor(room.lines * steps.per_line)
    (one, room_one), (other, room_other) = ((index, room.lines) for index, room in tried[-2:])
    if len(tried) > _MAX_SECANTS or room_one == room_other:
        return (fits + too_large) // 2
    return math.floor(other - room_other * (other - one) / (room_other - room_one))


def fit_larger(measure: Measure, limits: Limits, fit: Fit, over: float) -> Fit:
    """The fit of a text that leaves room at its largest size: larger, with ``over`` lines free."""

    def below(size: float, leading: float) -> Room:
        room = measure(size, leading)
        return replace(room, lines=room.lines - over)

    grown = fit_text(below, limits.sparse)
    return fit if grown.room.lines < 0 else replace(grown, room=measure(grown.size, grown.leading))

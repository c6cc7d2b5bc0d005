"""The best ends for all lines of a text together, instead of one line after the other.

The search is that of D. E. Knuth and M. F. Plass, "Breaking Paragraphs into Lines" (Software:
Practice and Experience 11, 1981). Lengths are of any unit, but all of the same one. The cost of a
ragged line is the square of what it leaves empty, as a part of the measure; others are in
proportion to it.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import accumulate
from math import inf
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

# A line that fills less of its measure is only set where no fuller one is possible.
_LEAST_FILL: Final = 0.5
# A line may be too long by as much, for rounding; in px.
_ROUNDING: Final = 0.03
_OVERFULL: Final = 50.0
# No way to a place has more lines than the one with the fewest, and as many.
_MORE_LINES: Final = 1
# A text with a line more than its best plan fills each line so far, or has spaces no wider.
_LEAST_LOOSE_FILL: Final = 0.72
_WIDEST_LOOSE_SPACE: Final = 1.9
# What a justified line costs whose spaces are as wide, or as narrow, as they may be. Others cost as
# the fourth power of it: small differences are not seen, and a hyphen is.
_STRETCHED: Final = 0.006
# What one without spaces costs more, which cannot be justified.
_NO_SPACES: Final = 1.0


class End(NamedTuple):
    """A place where a line may end.

    ``end`` is how far the text reaches from its beginning if a line ends here, without the space
    that falls away and with the hyphen that is added; ``start`` is how far what stands before the
    next line reaches. ``spaces`` and ``start_spaces`` are the numbers of spaces up to either. The
    line costs ``cost`` more than another; ``is_hyphen`` is true if a word goes on behind it.
    """

    end: float
    start: float
    cost: float = 0.0
    is_hyphen: bool = False
    spaces: int = 0
    start_spaces: int = 0


@dataclass(frozen=True, slots=True)
class Setting:
    """How lines are set, and what costs how much.

    A justified text has spaces of the width ``space``, which are made wider or narrower by parts of
    it: up to ``shrink``, and ``stretch`` without being loose. A ragged text has ``space`` 0.

    ``pair`` is the cost of two lines with a hyphen one after the other, ``last`` that of a last
    line that fills less than ``least_last`` of its measure, ``short`` that of another line that
    fills less than ``least`` if it is ragged, or has spaces wider by more than ``loose`` of their
    width if it is justified; ``line`` that of each line.
    """

    space: float = 0.0
    stretch: float = 0.5
    shrink: float = 0.33
    pair: float = 4.0
    last: float = 4.0
    least_last: float = 0.25
    short: float = 6.0
    least: float = 0.7
    loose: float = 1.5
    line: float = 3.0


RAGGED: Final = Setting()


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be set: its length, its number of spaces, and in order where its lines may end.

    ``measures`` are those of its first lines; all further ones have the last of them.
    """

    length: float
    ends: tuple[End, ...]
    measures: tuple[float, ...]
    spaces: int = 0


@dataclass(frozen=True, slots=True)
class Plan:
    """The chosen ends, by their index in the text.

    ``cost`` is that of the lines without that of their number. ``fits`` is true if no line is
    longer than its measure.
    """

    ends: tuple[int, ...]
    cost: float
    fits: bool = True

    @property
    def lines(self) -> int:
        """The number of lines."""
        return len(self.ends) + 1


def plan_lines(text: Text, setting: Setting = RAGGED, looseness: int = 0) -> Plan:
    """The plan of least cost for a text.

    A line may end wherever it fits and fills half of its measure; where that is nowhere, at the
    last place where it fits; where that is nowhere either, at the first of all.

    With a ``looseness`` other than 0 the text has so many lines more, or fewer, than otherwise, if
    all of them fit and none is too loose; else it has its best plan.
    """
    plans = tuple(_Search(text, setting, counts=looseness != 0).plans())
    best = min(plans, key=lambda plan: plan.cost + setting.line * plan.lines)
    wanted = best.lines + looseness
    for plan in plans:
        if plan.lines == wanted and plan.fits and not _is_loose(plan, text, setting):
            return plan
    return best


def line_cost(free: float, measure: float, spaces: int, setting: Setting) -> float:
    """The cost of a line that leaves ``free`` of its measure; infinite if it does not fit."""
    if not setting.space:
        if free < -_ROUNDING:
            return inf
        part = max(free, 0.0) / measure
        return part**2 + (setting.short if part > 1 - setting.least else 0.0)
    room = spaces * setting.space
    if free < -_ROUNDING - room * setting.shrink:
        return inf
    if not spaces:
        return (max(free, 0.0) / measure) ** 2 + (_NO_SPACES if free > _ROUNDING else 0.0)
    limit = setting.stretch if free > 0 else setting.shrink
    ratio = abs(free) / (room * limit) if limit else 0.0
    cost = _STRETCHED * ratio**4
    return cost + (setting.short if free > room * setting.loose else 0.0)


def _is_loose(plan: Plan, text: Text, setting: Setting) -> bool:
    start, spaces = 0.0, 0
    for number, index in enumerate(plan.ends):
        end = text.ends[index]
        measure = text.measures[min(number, len(text.measures) - 1)]
        free = measure - end.end + start
        most = (1 - _LEAST_LOOSE_FILL) * measure
        if setting.space:
            most = (end.spaces - spaces) * setting.space * (_WIDEST_LOOSE_SPACE - 1)
        if free > most + _ROUNDING:
            return True
        start, spaces = end.start, end.start_spaces
    return False


class _Way(NamedTuple):
    """The cheapest way to a place: its cost, the place of the line before, whether all fits."""

    cost: float
    before: int
    fits: bool


class _Search:
    """The cheapest ways to each place where a line may begin, by the number of lines before it.

    Place 0 is the beginning of the text, any other the start behind the end before it. If the
    number of lines ``counts``, all numbers are gone on with, and else only the best one.
    """

    def __init__(self, text: Text, setting: Setting, *, counts: bool) -> None:
        self._text, self._setting, self._counts = text, setting, counts
        self._starts = [0.0, *(end.start for end in text.ends)]
        # Ends are looked for by their starts; an end with a hyphen reaches further than its start.
        self._ends_at = [end.end for end in text.ends]
        self._reach = list(accumulate(self._ends_at, max))
        self._ways: list[dict[int, _Way]] = [{} for _ in self._starts]
        self._ways[0][0] = _Way(0.0, -1, fits=True)
        self._finished: dict[int, _Way] = {}

    def plans(self) -> Iterator[Plan]:
        """Yield the cheapest plan of each number of lines."""
        for place, ways in enumerate(self._ways):
            for lines in self._worthwhile(ways):
                self._go_on(place, lines, ways[lines])
        for lines, way in sorted(self._finished.items()):
            yield Plan(tuple(self._ends(way.before, lines - 1)), way.cost, way.fits)

    def _worthwhile(self, ways: dict[int, _Way]) -> list[int]:
        """The numbers of lines of those ways to a place that are gone on with."""
        fewest = min(ways, default=0)
        if self._counts or fewest < len(self._text.measures) - 1:
            return [lines for lines in ways if lines <= fewest + _MORE_LINES]
        # From here all lines have one measure, so that the cheapest way remains the cheapest.
        if len(ways) < 2:
            return list(ways)
        line = self._setting.line
        return [min(ways, key=lambda lines: ways[lines].cost + line * lines)]

    def _ends(self, place: int, lines: int) -> list[int]:
        ends: list[int] = []
        while place > 0:
            ends.append(place - 1)
            place = self._ways[place][lines].before
            lines -= 1
        return ends[::-1]

    def _go_on(self, place: int, lines: int, way: _Way) -> None:
        """Go on from a place by one line, in every way that is possible."""
        ends, measure = self._text.ends, self._measure(lines)
        is_done = self._finish(place, lines, way)
        candidates = self._candidates(place, measure)
        if not candidates and not is_done:
            # It does not fit: the line is as short as it can be.
            reach = ends[place].end if place < len(ends) else self._text.length
            cost = _OVERFULL + (reach - self._starts[place] - measure) / measure
            way = _Way(way.cost, way.before, fits=False)
            if place == len(ends):
                _keep(self._finished, lines + 1, _Way(way.cost + cost, place, fits=False))
                return
            candidates = [(place, cost)]
        pair = self._setting.pair if place > 0 and ends[place - 1].is_hyphen else 0.0
        so_far, fits = way.cost, way.fits
        for index, cost in candidates:
            end = ends[index]
            total = so_far + cost + end.cost
            if pair and end.is_hyphen:
                total += pair
            # As in `_keep`; most of the ways are not the cheapest, and need not be made.
            ways = self._ways[index + 1]
            known = ways.get(lines + 1)
            if known is None or total < known.cost:
                ways[lines + 1] = _Way(total, place, fits)

    def _finish(self, place: int, lines: int, way: _Way) -> bool:
        """Set all that is left in one line; returns False if it does not fit."""
        text, setting, measure = self._text, self._setting, self._measure(lines)
        used = text.length - self._starts[place]
        free = measure - used
        spaces = text.spaces - (text.ends[place - 1].start_spaces if place else 0)
        cost = 0.0
        if free < 0:
            cost = line_cost(free, measure, spaces, setting)
            if cost == inf:
                return False
        if place and used < setting.least_last * measure:
            cost = setting.last + 1 - used / measure
        _keep(self._finished, lines + 1, _Way(way.cost + cost, place, way.fits))
        return True

    def _candidates(self, place: int, measure: float) -> list[tuple[int, float]]:
        """The ends of a line that begins at a place, each with the cost of the line."""
        setting, ends, start = self._setting, self._text.ends, self._starts[place]
        spaces = ends[place - 1].start_spaces if place else 0
        least = start + _LEAST_FILL * measure
        longest = start + measure * (1 + setting.shrink * bool(setting.space)) + _ROUNDING
        found, fullest = [], -1
        is_ragged, full, limit = not setting.space, start + setting.least * measure, start + measure
        for index in range(bisect_left(self._reach, least, place), len(ends)):
            reach = self._ends_at[index]
            if reach > longest:
                if ends[index].start > longest:
                    break
            elif is_ragged and limit >= reach >= full:
                # What `line_cost` says of most lines, said here for speed.
                found.append((index, ((limit - reach) / measure) ** 2))
            elif reach >= least:
                cost = line_cost(limit - reach, measure, ends[index].spaces - spaces, setting)
                if cost < inf:
                    found.append((index, cost))
        if found:
            return found
        for index in range(place, len(ends)):
            if ends[index].end > start + measure + _ROUNDING:
                break
            fullest = index
        if fullest < 0:
            return []
        end = ends[fullest]
        free = measure - end.end + start
        return [(fullest, line_cost(free, measure, end.spaces - spaces, setting))]

    def _measure(self, lines: int) -> float:
        """The measure of the line that so many lines stand before."""
        measures = self._text.measures
        return measures[min(lines, len(measures) - 1)]


def _keep(ways: dict[int, _Way], lines: int, way: _Way) -> None:
    known = ways.get(lines)
    if known is None or way.cost < known.cost:
        ways[lines] = way

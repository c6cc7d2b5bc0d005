"""Where the lines of a text may end, and what each of these places costs.

What must stay together is not parted. Where lines do not fit so, more is allowed, step by step.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from itertools import accumulate, pairwise
from typing import Final, Literal

from pipeline.invisible import SOFT_HYPHEN
from pipeline.press.lines.chinese_words import inside_words, is_chinese
from pipeline.press.lines.hyphenation import USUAL_LIMITS, Limits, hyphens_of, is_name
from pipeline.press.lines.total_fit import End
from pipeline.typography import NARROW_NO_BREAK, NO_BREAK, set_text

Hyphens = Literal["none", "manual", "auto"]

OBJECT: Final = "\u2e80"
"""What stands in a text for what is none, such as a formula: lines end there as at a Han sign."""

ZERO_WIDTH_SPACE: Final = "\u200b"
"""What stands in a text where a line may end without a space, as in an address."""

HYPHEN_COST: Final = 0.014
"""What a hyphen costs: as much as a line that leaves 12 % of its measure empty."""
# A compound divided at its own hyphen, or beside it; a range behind its dash; a line that begins
# with a dash.
_COMPOUND_COST: Final = 0.04
_RANGE_COST: Final = 0.04
_DASH_COST: Final = 0.04
# An address, behind a sign in it.
_ADDRESS_COST: Final = 0.01
# What is only done where a line would be too long otherwise.
_NAME_COST: Final = 6.0
_ANYWHERE_COST: Final = 8.0
_TIED_COST: Final = 10.0
# A Chinese word; a line that is far too short is still worse.
_CHINESE_WORD_COST: Final = 5.0

SPREAD: Final = re.compile("[ \u00a0‘’“”—…\u2e80-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]")
"""What is set apart in a justified line of Chinese or Japanese."""
_SPACES: Final = re.compile(f"[ {NO_BREAK}]")

_HYPHENS: Final = "-\u2010"
_DASHES: Final = "–—"
_WORD: Final = re.compile(r"[^\W\d_]{2,}")


class Allowed(IntEnum):
    """What is allowed at the end of a line."""

    WORDS = 0
    """The ends of words, and of the parts of compounds."""
    HYPHENS = 1
    """Hyphens as well."""
    ANYTHING = 2
    """Names as well, what is tied, and where a style says so any place in a word."""


@dataclass(frozen=True, slots=True)
class Run:
    """A part of a text in one style: where it begins and ends, its language, how it is divided.

    ``hyphen`` is the width of a hyphen. ``breaks_anywhere`` is true if a word that is too long for
    a line may be divided at any place. No line ends in a run that ``is_whole``.
    """

    start: int
    end: int
    language: str
    hyphens: Hyphens = "none"
    limits: Limits = USUAL_LIMITS
    hyphen: float = 0.0
    breaks_anywhere: bool = False
    is_whole: bool = False

    def moved(self, by: int) -> Run:
        """The same run of a text in which it stands elsewhere."""
        return replace(self, start=self.start + by, end=self.end + by)


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A text, how far it reaches up to each of its characters, and its runs, in order.

    ``offsets`` has one more number than the text has characters, so that a part of the text is as
    long as the difference between two of them. ``breaks`` are the places before which a line may
    end, those of the Unicode Line Breaking Algorithm (Unicode Standard Annex 14) or some of them.
    A justified line of a text that ``spreads`` is stretched between all its signs.
    """

    text: str
    offsets: Sequence[float]
    runs: Sequence[Run]
    breaks: Sequence[int]
    spreads: bool = False

    @property
    def spaces(self) -> list[int]:
        """How many places a justified line is stretched at there are up to each character."""
        pattern = SPREAD if self.spreads else _SPACES
        found = {match.start() for match in pattern.finditer(self.text)}
        return list(accumulate(map(found.__contains__, range(len(self.text))), initial=0))


@dataclass(frozen=True, slots=True)
class Place:
    """A place where a line may end.

    The line ends before ``end``, the next begins at ``start``. ``adds_hyphen`` is true if a hyphen
    is added.
    """

    end: int
    start: int
    adds_hyphen: bool = False


def places_of(
    text: MeasuredText, first: int, allowed: Allowed, measure: float, *, in_chinese: bool = False
) -> list[tuple[Place, End]]:
    """The places where lines of a text may end that begins at ``first``, in order.

    Lengths are counted from there. Words longer than ``measure`` are divided so that they fit. With
    ``in_chinese``, places in Chinese words cost nothing: its words are not looked up.
    """
    closed = frozenset(_ties(text))
    inside = frozenset(() if in_chinese else _inside_chinese(text))
    spaces = text.spaces
    begun, before = text.offsets[first], spaces[first]
    places: dict[int, tuple[Place, End]] = {}
    costed = list(_costed(text, first, closed, allowed))
    if allowed is Allowed.ANYTHING:
        costed += _anywhere(text, first, measure)
    for place, cost, hyphen in costed:
        if place.start in inside:
            cost += _CHINESE_WORD_COST  # noqa: PLW2901 - the sum
        is_hyphen = place.adds_hyphen or text.text[place.end - 1] in _HYPHENS
        end = End(
            text.offsets[place.end] - begun + hyphen,
            text.offsets[place.start] - begun,
            cost,
            is_hyphen and text.text[place.start - 1] != " ",
            spaces[place.end] - before,
            spaces[place.start] - before,
        )
        if place.start not in places or places[place.start][1].cost > cost:
            places[place.start] = (place, end)
    return [places[start] for start in sorted(places)]


def has_chinese(text: MeasuredText) -> bool:
    """Whether a text has a run in Chinese."""
    return any(is_chinese(run.language) for run in text.runs)


def _costed(
    text: MeasuredText, first: int, closed: Collection[int], allowed: Allowed
) -> Iterator[tuple[Place, float, float]]:
    """Yield places, each with its cost and the width of the hyphen that is added."""
    for start in text.breaks:
        if start <= first:
            continue
        if start in closed:
            if allowed is Allowed.ANYTHING:
                yield _trimmed(text.text, start), _TIED_COST, 0.0
        elif text.text[start - 1] != SOFT_HYPHEN:
            yield _trimmed(text.text, start), _cost(text.text, start), 0.0
    if allowed is Allowed.WORDS:
        return
    for run in text.runs:
        if run.end > first:
            for start, cost in _divisions(text, run, allowed):
                if start > first:
                    yield Place(start, start, adds_hyphen=True), cost, run.hyphen


def _anywhere(
    text: MeasuredText, first: int, measure: float
) -> Iterator[tuple[Place, float, float]]:
    """Yield the places in words that are longer than a line, of which each is full before them."""
    for start, end in pairwise([first, *(place for place in text.breaks if place > first),
                                len(text.text)]):  # fmt: skip
        begun, end = start, _trimmed(text.text, end).end  # noqa: PLW2901
        for place in range(start + 1, end):
            if text.offsets[place + 1] - text.offsets[begun] > measure and place > begun:
                if any(run.breaks_anywhere for run in text.runs if run.start < place < run.end):
                    yield Place(place, place), _ANYWHERE_COST, 0.0
                begun = place


def _inside_chinese(text: MeasuredText) -> Iterator[int]:
    """Yield the places inside the words of Chinese runs."""
    for run in text.runs:
        if is_chinese(run.language):
            for place in inside_words(text.text[run.start : run.end]):
                yield run.start + place


def _trimmed(text: str, start: int) -> Place:
    end = start
    while end and text[end - 1] == " ":
        end -= 1
    return Place(end, start)


def _cost(text: str, start: int) -> float:
    """What it costs to end a line before a place, beyond the length of the line."""
    before = text[start - 1]
    if before == " ":
        return _DASH_COST if text[start] in _DASHES else 0.0
    if before in _HYPHENS:
        return _COMPOUND_COST
    if before in _DASHES:
        return _RANGE_COST if text[start].isdigit() else 0.0
    if text[start] in _DASHES:
        return _DASH_COST
    return _ADDRESS_COST if before == "/" or ZERO_WIDTH_SPACE in (before, text[start]) else 0.0


def _divisions(text: MeasuredText, run: Run, allowed: Allowed) -> Iterator[tuple[int, float]]:
    """Yield the places in the words of a run where a hyphen may be added, and their costs."""
    if run.hyphens == "none" or run.is_whole:
        return
    whole, last = text.text, _last_word(text.text)
    for place in range(run.start, run.end - 1):
        if whole[place] == SOFT_HYPHEN:
            yield place + 1, HYPHEN_COST
    if run.hyphens == "manual" or not run.language:
        return
    for found in _WORD.finditer(whole, run.start, run.end):
        start, end, word = found.start(), found.end(), found.group()
        if len(word) < run.limits.word or start >= last or _goes_on(whole, start, end):
            continue
        cost = HYPHEN_COST
        if is_name(word, whole[max(start - 2, 0) : start], run.language):
            if allowed is not Allowed.ANYTHING:
                continue
            cost = _NAME_COST
        elif whole[start - 1 : start] in _HYPHENS or whole[end : end + 1] in _HYPHENS:
            cost = _COMPOUND_COST
        for place in hyphens_of(word, run.language, run.limits):
            yield start + place, cost


def _goes_on(text: str, start: int, end: int) -> bool:
    """Whether a word is only a part of what stands there: of one with digits or soft hyphens."""
    around = text[max(start - 1, 0) : start] + text[end : end + 1]
    return any(sign.isalnum() or sign in f"_@{SOFT_HYPHEN}" for sign in around)


def _last_word(text: str) -> int:
    """Where the last word of a text begins, which is not divided."""
    return text.rstrip().rfind(" ") + 1


def _ties(text: MeasuredText) -> Iterator[int]:
    """Yield the places between runs where a space would not break in a text of one run."""
    if len(text.runs) < 2:
        return
    language = text.runs[0].language
    together = set_text(text.text, language) if language else text.text
    if len(together) != len(text.text):
        return
    for place in text.breaks:
        if text.text[place - 1] == " " and together[place - 1] in (NO_BREAK, NARROW_NO_BREAK):
            yield place

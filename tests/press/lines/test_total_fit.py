"""The search for the best lines, against all lines that there can be."""

from __future__ import annotations

from itertools import combinations, pairwise
from math import inf
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.press.lines.total_fit import RAGGED, End, Plan, Setting, Text, line_cost, plan_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_JUSTIFIED = Setting(space=2.5)


@st.composite
def _texts(draw: st.DrawFn) -> Text:
    """Texts of a few words, of which some can be divided, in lines that hold each of them."""
    ends: list[End] = []
    reach, spaces = 0.0, 0
    words = draw(st.lists(st.integers(4, 18), min_size=1, max_size=9))
    for number, length in enumerate(words):
        if length >= 12 and draw(st.booleans()):
            at = reach + length / 2
            ends.append(
                End(at + 1.5, at, 0.014, is_hyphen=True, spaces=spaces, start_spaces=spaces)
            )
        reach += length
        if number < len(words) - 1:
            ends.append(End(reach, reach + 2.5, spaces=spaces, start_spaces=spaces + 1))
            reach, spaces = reach + 2.5, spaces + 1
    measures = draw(st.lists(st.integers(24, 60), min_size=1, max_size=3))
    return Text(reach, tuple(ends), tuple(map(float, measures)), spaces)


@given(_texts(), st.sampled_from([RAGGED, _JUSTIFIED]))
@settings(max_examples=300, deadline=None)
def test_no_other_lines_cost_less(text: Text, setting: Setting) -> None:
    plan = plan_lines(text, setting)
    found = _total(plan.ends, text, setting)
    if plan.fits:
        assert found == pytest.approx(plan.cost + setting.line * plan.lines)
        for ends in _all_ends(text):
            # What the search leaves out on purpose: lines less than half full.
            if not _has_short_lines(ends, text):
                assert _total(ends, text, setting) >= found - 1e-9


@given(_texts(), st.sampled_from([RAGGED, _JUSTIFIED]))
@settings(max_examples=300, deadline=None)
def test_every_line_fits(text: Text, setting: Setting) -> None:
    plan = plan_lines(text, setting)
    assert plan.fits
    assert _total(plan.ends, text, setting) < inf


@given(_texts(), st.sampled_from([-1, 1]))
@settings(max_examples=200, deadline=None)
def test_a_text_has_a_line_more_or_less_if_its_lines_stay_full(text: Text, more: int) -> None:
    best, loose = plan_lines(text), plan_lines(text, looseness=more)
    assert loose.lines in (best.lines, best.lines + more)
    if loose.lines != best.lines:
        for free, measure in _gaps(loose, text):
            assert -0.03 <= free <= 0.28 * measure + 0.03


def test_a_longer_first_gap_is_better_than_a_word_alone_in_the_last_line() -> None:
    # Greedy: four words, and one of a tenth of the measure in a line of its own.
    assert plan_lines(_words(22, 22, 22, 22, 10)).ends == (2,)


def test_no_two_lines_end_with_a_hyphen() -> None:
    # Words of which each can be divided where the line is full.
    ends = []
    for word in range(6):
        start = word * 62.5
        ends += [End(start + 40, start + 38.5, 0.014, is_hyphen=True)]
        ends += [End(start + 60, start + 62.5)]
    plan = plan_lines(Text(6 * 62.5 - 2.5, tuple(ends[:-1]), (103.0,)))
    hyphens = [ends[index].is_hyphen for index in plan.ends]
    assert plan.fits
    assert (True, True) not in set(pairwise(hyphens))


def test_a_word_that_is_too_long_has_a_line_of_its_own() -> None:
    plan = plan_lines(_words(30, 140, 30))
    assert plan.ends == (0, 1)
    assert not plan.fits


def test_a_justified_line_is_as_full_as_its_spaces_may_be_narrow() -> None:
    text = _words(20, 20, 20, 20, 20, 20)
    # Four words and three spaces are 87.5 wide, and the spaces may give way by 2.47.
    assert plan_lines(Text(text.length, text.ends, (86.5,), 5), _JUSTIFIED).ends == (3,)
    assert plan_lines(Text(text.length, text.ends, (84.5,), 5), _JUSTIFIED).ends == (2,)


def _words(*widths: float) -> Text:
    ends, reach = [], 0.0
    for number, width in enumerate(widths):
        reach += width
        ends.append(End(reach, reach + 2.5, spaces=number, start_spaces=number + 1))
        reach += 2.5
    return Text(reach - 2.5, tuple(ends[:-1]), (100.0,), len(widths) - 1)


def _all_ends(text: Text) -> Iterator[tuple[int, ...]]:
    for count in range(len(text.ends) + 1):
        yield from combinations(range(len(text.ends)), count)


def _total(ends: tuple[int, ...], text: Text, setting: Setting) -> float:
    """What lines cost, told once more and without any search."""
    total, start, spaces, was_hyphen = 0.0, 0.0, 0, False
    for number, index in enumerate(ends):
        end = text.ends[index]
        measure = text.measures[min(number, len(text.measures) - 1)]
        total += line_cost(measure - end.end + start, measure, end.spaces - spaces, setting)
        total += end.cost + (setting.pair if was_hyphen and end.is_hyphen else 0.0)
        start, spaces, was_hyphen = end.start, end.start_spaces, end.is_hyphen
    measure = text.measures[min(len(ends), len(text.measures) - 1)]
    used = text.length - start
    if used > measure:
        total += line_cost(measure - used, measure, text.spaces - spaces, setting)
    if ends and used < setting.least_last * measure:
        total += setting.last + 1 - used / measure
    return total + setting.line * (len(ends) + 1)


def _gaps(plan: Plan, text: Text) -> Iterator[tuple[float, float]]:
    start = 0.0
    for number, index in enumerate(plan.ends):
        measure = text.measures[min(number, len(text.measures) - 1)]
        yield measure - text.ends[index].end + start, measure
        start = text.ends[index].start


def _has_short_lines(ends: tuple[int, ...], text: Text) -> bool:
    return any(free > measure / 2 for free, measure in _gaps(Plan(ends, 0.0), text))

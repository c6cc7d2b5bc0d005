"""Nothing takes much more than four times as long for four times as much."""

from __future__ import annotations

import os
from collections.abc import Iterable

import pytest

from growth.measuring import MOST, growth
from growth.shapes import SHAPES
from growth.structures import STRUCTURES
from growth.subjects import SUBJECTS

WHOLE = "NOTEPRESS_GROWTH" in os.environ
"""Whether every function is tried with every shape, which takes many minutes."""
STEP = 1 if WHOLE else 8
TEXT = range(6_000, 24_000)
LONG_TEXT = range(96_000, 384_000)
MANY = range(500, 40_000)


def shapes_for(subject: str) -> Iterable[str]:
    """All shapes, or one in ``STEP``, others for each function."""
    return list(SHAPES)[list(SUBJECTS).index(subject) % STEP :: STEP]


def grows_too_fast(subject: str, sizes: range) -> dict[str, float]:
    """The shapes of text that a function takes too long for, and how many times as long."""
    run = SUBJECTS[subject]
    found = {name: growth(SHAPES[name], run, sizes) for name in shapes_for(subject)}
    return {name: times for name, times in found.items() if times > MOST}


@pytest.mark.slow
@pytest.mark.parametrize("subject", SUBJECTS)
def test_text(subject: str) -> None:
    assert grows_too_fast(subject, TEXT) == {}


@pytest.mark.slow
@pytest.mark.skipif(not WHOLE, reason="set NOTEPRESS_GROWTH to try long texts, for many minutes")
@pytest.mark.parametrize("subject", SUBJECTS)
def test_long_text(subject: str) -> None:
    assert grows_too_fast(subject, LONG_TEXT) == {}


@pytest.mark.slow
@pytest.mark.parametrize("name", STRUCTURES)
def test_many_things(name: str) -> None:
    make, run = STRUCTURES[name]
    assert growth(make, run, MANY) <= MOST


@pytest.mark.slow
def test_quadratic_work_is_seen() -> None:
    def compare_each_with_each(n: int) -> int:
        return sum(a < b for a in range(n) for b in range(n))

    assert growth(lambda n: n, compare_each_with_each, range(500, 2_000)) > MOST


@pytest.mark.slow
def test_work_in_step_is_let_pass() -> None:
    assert growth(range, sorted, range(100_000, 2_000_000)) <= MOST

"""Manuscripts of many programs are imported as what they are, and no word of them is lost."""

from __future__ import annotations

import pytest
from corpus import shortfalls
from corpus.cases import all_cases
from corpus.recognition import KINDS, MAIN
from corpus.trying import Outcome, tally, try_all

pytestmark = pytest.mark.slow

STALE = "this is better than shortfalls.yaml says: write it anew with `python -m corpus --keep`"
"""The message where the list is out of date."""


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """What comes of the import of every manuscript."""
    return try_all(all_cases())


def test_the_corpus_is_large_and_of_many_programs(outcomes: list[Outcome]) -> None:
    assert len({one.name for one in outcomes}) == len(outcomes) >= 150
    assert len({one.program for one in outcomes}) >= 5
    counts = tally(outcomes)
    for kind in KINDS:
        assert sum(counts.wanted[program, kind] for program, _ in counts.wanted) > 0, kind


def test_no_manuscript_ends_in_a_traceback(outcomes: list[Outcome]) -> None:
    assert [one.fault for one in outcomes if one.fault] == []


@pytest.mark.parametrize(
    "what", ["refused", "with findings", "missing by the account", "lost words", "not recognised"]
)
def test_nothing_is_worse_than_known_and_nothing_better(what: str, outcomes: list[Outcome]) -> None:
    assert shortfalls.of(outcomes)[what] == shortfalls.kept()[what], STALE


@pytest.mark.parametrize("kind", MAIN)
def test_nine_in_ten_are_recognised(kind: str, outcomes: list[Outcome]) -> None:
    wanted = sum(one.wanted[kind] for one in outcomes)
    missing = sum(one.missing[kind] for one in outcomes)
    if kind in shortfalls.kept()["below nine in ten"]:
        assert missing > wanted / 10, STALE
    else:
        assert missing <= wanted / 10

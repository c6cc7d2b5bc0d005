"""Which paragraphs were one before a page's end or a quote came between."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piece_writing import placed, texts

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.rejoining import rejoin
from pipeline.importing.reading.runs import Run


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["The river rose and", "fell again."], ["The river rose and fell again."]),
        (["A well-", "known flood."], ["A well-known flood."]),
        (["One,", "two,", "three."], ["One, two, three."]),
        (["The river rose.", "fell again."], ["The river rose.", "fell again."]),
        (["The river rose and", "Fell again."], ["The river rose and", "Fell again."]),
        (
            ["The river rose and", "> Water knows.", "fell again."],
            ["The river rose and fell again.", "Water knows."],
        ),
        (
            ["The river rose and", "- an item", "fell again."],
            ["The river rose and", "an item", "fell again."],
        ),
        (
            ["The river rose and", "A.", "B.", "C.", "D.", "fell again."],
            ["The river rose and", "A.", "B.", "C.", "D.", "fell again."],
        ),
        (
            ["Of 300 rivers by 2025.1", "It fell.", "(a) in Asia;"],
            ["Of 300 rivers by 2025.1", "It fell.", "(a) in Asia;"],
        ),
        (["It fell in Asia and", "(b) in Africa;"], ["It fell in Asia and", "(b) in Africa;"]),
        (["{Quote} The river rose and", "fell again."], ["The river rose and", "fell again."]),
    ],
)
def test_halves_of_a_paragraph_are_joined(typed: list[str], expected: list[str]) -> None:
    found = rejoin(placed(*(("text", one) for one in typed)), Ledger())
    assert texts(found) == expected


def test_a_formula_stays_between_the_halves_of_its_sentence() -> None:
    typed = list(placed(("text", "It follows from"), ("text", "y"), ("text", "as we said.")))
    formula = replace(typed[1].piece, runs=(Run("$$y = ax$$", frozenset({"formula"})),))
    typed[1] = replace(typed[1], piece=formula)
    assert rejoin(typed, Ledger()) == tuple(typed)


def test_nothing_is_joined_over_a_heading() -> None:
    typed = placed(("text", "The river rose and"), ("topic", "### A"), ("text", "fell again."))
    assert rejoin(typed, Ledger()) == typed


def test_it_is_surer_where_a_quote_stood_between() -> None:
    near, far = Ledger(), Ledger()
    rejoin(placed(("text", "It rose and"), ("text", "fell.")), near)
    rejoin(placed(("text", "It rose and"), ("text", "Water knows."), ("text", "fell.")), far)
    assert near.recognised[0].confidence < far.recognised[0].confidence

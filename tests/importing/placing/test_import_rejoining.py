"""Which paragraphs were one before a page's end or a quote came between."""

from __future__ import annotations

import pytest
from piece_writing import placed, texts

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.rejoining import rejoin


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
        (["{Quote} The river rose and", "fell again."], ["The river rose and", "fell again."]),
    ],
)
def test_halves_of_a_paragraph_are_joined(typed: list[str], expected: list[str]) -> None:
    found = rejoin(placed(*(("text", one) for one in typed)), Ledger())
    assert texts(found) == expected


def test_nothing_is_joined_over_a_heading() -> None:
    typed = placed(("text", "The river rose and"), ("topic", "### A"), ("text", "fell again."))
    assert rejoin(typed, Ledger()) == typed


def test_it_is_surer_where_a_quote_stood_between() -> None:
    near, far = Ledger(), Ledger()
    rejoin(placed(("text", "It rose and"), ("text", "fell.")), near)
    rejoin(placed(("text", "It rose and"), ("text", "Water knows."), ("text", "fell.")), far)
    assert near.recognised[0].confidence < far.recognised[0].confidence

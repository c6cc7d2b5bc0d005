"""Which paragraphs repeat a sentence of the text, and become marks on it."""

from __future__ import annotations

import pytest
from piece_writing import placed, reasons, texts, told

from pipeline.importing.ledger import Ledger
from pipeline.importing.placing.repeats import mark_repeats

SENTENCE = "A river that is given a meadow does not take a street."
TEXT = f"They met at noon. {SENTENCE} Nobody disagreed with that."


def marked(*typed: tuple[str, str]) -> list[tuple[str, str]]:
    """The marks that are left: role and words."""
    found = mark_repeats(placed(*typed), Ledger())
    runs = [run for one in found for run in one.piece.runs]
    return [(run.lift.role, run.text) for run in runs if run.lift]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ([("text", TEXT), ("text", SENTENCE)], [("pull", SENTENCE)]),
        ([("text", SENTENCE), ("text", TEXT)], [("pull", SENTENCE)]),
        ([("question", "## Why?"), ("text", SENTENCE), ("text", TEXT)], [("key", SENTENCE)]),
        (
            [("theme", "# A"), ("subtitle", "(B)"), ("text", SENTENCE), ("text", TEXT)],
            [("key", SENTENCE)],
        ),
        ([("text", TEXT), ("text", f"{{Key message}} {SENTENCE}")], [("key", SENTENCE)]),
        (
            [("question", "## Why?"), ("text", f"{{Pull quote}} {SENTENCE}"), ("text", TEXT)],
            [("pull", SENTENCE)],
        ),
        ([("text", TEXT), ("text", "Nobody disagreed.")], []),
        ([("text", TEXT), ("text", "A river that is given a wall takes the whole town.")], []),
        (
            [("text", TEXT), ("text", "A river that is given a meadow does eat cattle sometimes.")],
            [],
        ),
        ([("text", TEXT), ("item", f"- {SENTENCE}")], []),
    ],
)
def test_a_sentence_that_comes_again_is_marked(
    typed: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert marked(*typed) == expected


def test_the_sentence_is_marked_whole_though_a_part_of_it_is_repeated() -> None:
    part = SENTENCE.replace("A river that is given", "… given")
    assert marked(("text", TEXT), ("text", part)) == [("pull", SENTENCE)]


def test_what_repeats_is_left_out_and_told() -> None:
    ledger = Ledger()
    found = mark_repeats(placed(("text", TEXT), ("text", SENTENCE)), ledger)
    assert texts(found) == [TEXT]
    assert reasons(ledger) == ["pull quote that repeats a sentence, which is now marked"]
    assert told(ledger) == [("pull quote", SENTENCE)]


def test_what_repeats_a_marked_sentence_is_left_out_too() -> None:
    ledger = Ledger()
    found = mark_repeats(placed(("text", TEXT), ("text", SENTENCE), ("text", SENTENCE)), ledger)
    assert texts(found) == [TEXT]
    assert "pull quote that repeats a sentence marked before" in reasons(ledger)


def test_a_quote_that_repeats_nothing_is_kept_and_told() -> None:
    ledger = Ledger()
    typed = placed(("text", TEXT), ("text", "{Pull quote} The fish came back without being asked."))
    assert mark_repeats(typed, ledger) == typed
    assert [one.what for one in ledger.doubted] == ["pull quote"]


def test_a_short_paragraph_is_no_quote_where_there_are_no_others() -> None:
    ledger, other = Ledger(), Ledger()
    alone = ("text", "The fish came back without being asked.")
    mark_repeats(placed(("text", TEXT), alone), ledger)
    mark_repeats(placed(("text", TEXT), ("text", SENTENCE), alone), other)
    assert [one.text for one in ledger.doubted] == []
    assert [one.text for one in other.doubted] == [alone[1]]

"""Which pieces are headings, and of what."""

from __future__ import annotations

import pytest
from piece_writing import pieces, reasons

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.heading_numbers import roman_value
from pipeline.importing.outlining.headings import Levels, find_levels
from pipeline.importing.placing.outline import place_pieces


def roles(*typed: str) -> list[str]:
    """Say of each piece its role, or for text the region that it stands in."""
    found = place_pieces(pieces(*typed), Ledger())
    return [one.region if one.role == "text" else one.role for one in found]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["# A", "## B?", "### C"], Levels(1, 2, 3)),
        (["## A", "### B?", "#### C"], Levels(2, 3, 4)),
        (["# A", "### B?", "#### C", "###### D"], Levels(1, 3, 4)),
        (["# A", "# B", "## C"], Levels(1, 0, 2)),
        (["# A", "# B", "## Who?"], Levels(1, 2, 2)),
        (["## I. A", "### B?"], Levels(2, 3, 3)),
        (["# Introduction", "# A", "# B"], Levels(1)),
        (["# Introduction", "## A"], Levels(1, 0, 2)),
        (["Text without a heading."], Levels()),
    ],
)
def test_levels_are_found(typed: list[str], expected: Levels) -> None:
    assert find_levels(pieces(*typed)) == expected


@pytest.mark.parametrize(
    ("numeral", "value"), [("I", 1), ("IV", 4), ("ix", 9), ("XIV", 14), ("XL", 40)]
)
def test_roman_numerals_have_their_value(numeral: str, value: int) -> None:
    assert roman_value(numeral) == value


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (
            ["# One", "Text.", "## Who asks?", "Text.", "### A topic", "Text.", "# Two"],
            ["theme", "body", "question", "body", "topic", "body", "theme"],
        ),
        (
            ["A River", "I. Soil", "Text.", "1. Why?", "Text.", "**Roots**", "Text.", "II. Water"],
            ["front", "theme", "body", "question", "body", "topic", "body", "theme"],
        ),
        (["I. Soil", "(and what is in it)", "Text."], ["theme", "subtitle", "body"]),
        (["I. Soil", "III. Not the next", "Text."], ["theme", "body", "body"]),
        (["I. Soil", "1) Why is it dry?", "2) Who says so?"], ["theme", "question", "question"]),
        (
            ["# I. Soil", "Text.", "# Annex 1: Questions", "Q1. Is it dry?", "Q2. Who says so?"],
            ["theme", "body", "landmark", "annex", "annex"],
        ),
        (["I. Soil", "- **Roots**", "- of oaks"], ["theme", "topic", "body"]),
        (["I. Soil", "**It is said that:**", "Text."], ["theme", "body", "body"]),
        (
            ["# Introduction", "Text.", "# I. Soil", "Text.", "# Participants", "Ada Brook"],
            ["landmark", "introduction", "theme", "body", "landmark", "participants"],
        ),
        (
            ["A River", "Disclaimer", "Nothing.", "引言", "文字。", "I. 水", "文字。"],
            ["front", "landmark", "disclaimer", "landmark", "introduction", "theme", "body"],
        ),
        (["A River", "© 2024 River Press", "1 Mill Lane"], ["front", "imprint", "imprint"]),
        (
            ["Contents", "Soil ..... 3", "# Soil", "Text.", "# Water"],
            ["landmark", "contents", "theme", "body", "theme"],
        ),
        (
            ["# A River", "# One", "Annex A: List of participants", "Ada Brook"],
            ["front", "theme", "landmark", "participants"],
        ),
    ],
)
def test_every_piece_finds_its_place(typed: list[str], expected: list[str]) -> None:
    assert roles(*typed) == expected


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("I. Soil", "Soil"),
        ("Theme I: Soil", "Soil"),
        ("**I. Soil**", "Soil"),
        ("I – Soil", "Soil"),
    ],
)
def test_numbers_of_headings_are_left_out(typed: str, heading: str) -> None:
    ledger = Ledger()
    (found,) = place_pieces(pieces(typed), ledger)
    assert (found.role, found.piece.text) == ("theme", heading)
    assert not any(run.marks for run in found.piece.runs)
    assert reasons(ledger) == ["number that the style adds"]


def test_page_numbers_and_running_heads_are_left_out() -> None:
    ledger = Ledger()
    pages = [(f"Words of page {number}.", "A River", f"– {number} –") for number in range(1, 5)]
    kept = place_pieces(pieces(*(line for page in pages for line in page)), ledger)
    assert [one.piece.text for one in kept] == [text for text, _, _ in pages]
    assert set(reasons(ledger)) == {"page number", "repeated running head"}

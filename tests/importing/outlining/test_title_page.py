"""Where the title page ends, and which of its lines is the title."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piece_writing import pieces, reasons

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.landmarks import read_counted_kind
from pipeline.importing.outlining.title_page import read_title_page
from pipeline.importing.placing.outline import place_pieces
from pipeline.importing.reading.looks import Look
from pipeline.importing.reading.runs import Run

TEXT = "The gauges of the delta are old, and nobody has read them since the flood."
SIZES = {"!": 20.0, "~": 14.0}


def page(*typed: str) -> tuple[str, str, int]:
    """Title, subtitle, and how many pieces are before the text; ``!`` and ``~`` make large."""
    found = pieces(*(one.lstrip("!~") for one in typed))
    looked = [
        replace(one, look=Look(SIZES.get(line[0], 11.0), bold=one.look.bold))
        for one, line in zip(found, typed, strict=True)
    ]
    made = read_title_page(looked)
    styled = {one.style.lower(): one.text for one in made.pieces[: made.end]}
    return styled.get("title", ""), styled.get("subtitle", ""), made.end


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["!A River", TEXT], ("A River", "", 1)),
        (["!A River", "~and its fields", TEXT], ("A River", "and its fields", 2)),
        (["!A River and", "!Its Fields", TEXT], ("A River and Its Fields", "", 1)),
        (["~Ministry of Water", "!A River", TEXT], ("A River", "", 2)),
        (["Policy brief", "May 2024", "!A River", TEXT], ("A River", "", 3)),
        (["Ministry of Water", "A River", TEXT], ("A River", "", 2)),
        (["!A River", "one of three", "two of three", TEXT], ("A River", "", 3)),
        (["!The Assembly", "Eighty-first session", "!Progress in a Decade of Rivers", TEXT],
         ("Progress in a Decade of Rivers", "", 3)),
        (["!L’eau du fleuve", "~Ministère de l’Hydraulique", TEXT], ("L’eau du fleuve", "", 2)),
        (["!A River", "- an item"], ("A River", "", 1)),
        (["A River", "# Fish", TEXT, "## Fins", TEXT], ("A River", "", 1)),
        (["# A River", TEXT, "## Fish", TEXT], ("A River", "", 1)),
        (["# A River", "# Fish", TEXT, "# Eels", TEXT], ("A River", "", 1)),
        (["# Fish", TEXT, "# Eels", TEXT], ("", "", 0)),
        (["# Fish", "## Fins", TEXT, "# Eels", TEXT], ("", "", 0)),
        (["{Title} A River", "# Fish", TEXT, "## Fins", TEXT], ("A River", "", 1)),
        (["{Title} A River", "{Subtitle} Its fields", "# Fish", TEXT],
         ("A River", "Its fields", 2)),
        (["{meta:title} A River", "# A River", "# Fish", TEXT], ("", "", 2)),
        (["# A River", "# Introduction", TEXT, "# Fish", TEXT], ("A River", "", 1)),
        ([TEXT, "# Fish", TEXT], ("", "", 0)),
    ],
)  # fmt: skip
def test_the_title_is_known_by_look_style_and_place(
    typed: list[str], expected: tuple[str, str, int]
) -> None:
    assert page(*typed) == expected


LETTER = ["Dear colleagues,", TEXT, "Kind regards,", "Ada Brook"]


def test_a_letter_in_front_is_left_out_and_told() -> None:
    ledger = Ledger()
    found = place_pieces(pieces("Water Board", *LETTER, "# A River", "# Fish", TEXT), ledger)
    assert [one.region for one in found] == ["letter"] * 5 + ["front", "body", "body"]
    assert set(reasons(ledger)) == {"letter that covers the manuscript, and is no part of it"}
    assert [one.text for one in ledger.left_out] == ["Water Board", *LETTER]


def test_a_greeting_without_an_end_stays_text_and_is_entered() -> None:
    ledger = Ledger()
    found = place_pieces(pieces("Dear colleagues,", TEXT, "# Fish", TEXT), ledger)
    assert "letter" not in [one.region for one in found]
    assert [one.what for one in ledger.doubted] == ["letter"]


def test_names_with_raised_marks_are_no_subtitle() -> None:
    raised = frozenset({"super"})
    names = (Run("Ada Brook"), Run("1,*", raised), Run(" and Yue Lin"), Run("2", raised))
    title, byline, text = pieces("A River", "Names", TEXT)
    looked = [
        replace(title, look=Look(20.0)),
        replace(byline, runs=names, look=Look(11.0, alignment="center")),
        replace(text, look=Look(11.0)),
    ]
    assert [one.style for one in read_title_page(looked).pieces] == ["title", "", ""]


def test_the_year_before_a_number_in_a_series_is_not_the_number() -> None:
    assert read_counted_kind("Working Paper No. 2026-03") == ("Working Paper", 3)
    assert read_counted_kind("Policy Brief No. 12/2024") == ("Policy Brief", 12)


@pytest.mark.parametrize(
    "typed",
    [
        ["# A River", "Contents", "Fish ..... 3", "Eels ..... 4", "# Fish", TEXT, "# Eels", TEXT],
        ["# A River", "Contents\nFish 3\nEels 4", "# Fish", TEXT, "# Eels", TEXT],
        ["# A River", "1. Fish 3", "2. Eels 4", "3. Otters 9", "# Fish", TEXT, "# Eels", TEXT,
         "# Otters", TEXT],
        ["# A River", "# Contents", "- Fish", "- Eels", "# Fish", TEXT, "# Eels", TEXT],
        ["# A River", "List of figures", "Figure 1: Fish .... 3", "# Fish", TEXT, "# Eels", TEXT],
    ],
)  # fmt: skip
def test_lists_of_contents_are_left_out(typed: list[str]) -> None:
    ledger = Ledger()
    found = place_pieces(pieces(*typed), ledger)
    kept = [one.piece.text for one in found if one.region in {"front", "introduction", "body"}]
    assert kept[:3] == ["A River", "Fish", TEXT]
    assert "table of contents, which is generated" in reasons(ledger)


@pytest.mark.parametrize(
    "line", ["Page {}", "Page {} of 9", "– {} –", "{} | Policy brief", "Policy brief | {}"]
)
def test_running_heads_with_numbers_are_left_out(line: str) -> None:
    ledger = Ledger()
    pages = [part for at in range(1, 6) for part in (f"{TEXT} {at}.", line.format(at))]
    found = place_pieces(pieces("# A River", *pages), ledger)
    assert len(found) == 6
    assert set(reasons(ledger)) <= {"page number", "repeated running head"}

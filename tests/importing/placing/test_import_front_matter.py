"""What the lines before the text are taken for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from piece_writing import pieces, reasons

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.title_page import read_title_page
from pipeline.importing.placing.front_matter import Contact, FrontMatter, read_front_matter
from pipeline.importing.placing.outline import Placed


def read(*typed: str, region: Any = "front") -> tuple[FrontMatter, Ledger]:
    ledger = Ledger()
    page = read_title_page(pieces(*typed))
    return read_front_matter([Placed(one, region) for one in page.pieces], ledger), ledger


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        (["# A River and Its Fields"], {"title": "A River and Its Fields"}),
        (
            ["A River", "What its fields need"],
            {"title": "A River", "subtitle": "What its fields need"},
        ),
        (
            ["{Title} A River", "{Subtitle} Its fields"],
            {"title": "A River", "subtitle": "Its fields"},
        ),
        (
            ["Notes on Rivers Series", "# A River"],
            {"series": "Notes on Rivers Series", "title": "A River"},
        ),
        (["# A River", "SUMMARY NOTE"], {"title": "A River", "kind": "Summary note"}),
        (["# A River", "Policy brief"], {"title": "A River", "kind": "Policy brief"}),
        (["# Une rivière", "Note de synthèse"], {"kind": "Note de synthèse"}),
        (["# A River", "{Kind} What was heard"], {"kind": "What was heard"}),
        (["# 河流", "会议纪要"], {"title": "河流", "kind": "会议纪要"}),
        (["{meta:title} A River", "# A River"], {"title": "A River", "subtitle": ""}),
    ],
)
def test_lines_are_known_by_words_style_and_order(
    typed: list[str], expected: dict[str, str]
) -> None:
    front, _ = read(*typed)
    assert {key: getattr(front, key) for key in expected} == expected


@pytest.mark.parametrize(
    ("line", "date", "precision"),
    [
        ("17 May 2024", dt.date(2024, 5, 17), "day"),
        ("May 17th, 2024", dt.date(2024, 5, 17), "day"),
        ("2024-05-17", dt.date(2024, 5, 17), "day"),
        ("May 2024", dt.date(2024, 5, 1), "month"),
        ("2024", dt.date(2024, 1, 1), "year"),
        ("1er juin 2023", dt.date(2023, 6, 1), "day"),
        ("3 de agosto de 2022", dt.date(2022, 8, 3), "day"),
        ("2024年5月17日", dt.date(2024, 5, 17), "day"),
        ("2024 年 5 月", dt.date(2024, 5, 1), "month"),
    ],
)
def test_a_date_is_read_with_how_much_of_it_is_given(
    line: str, date: dt.date, precision: str
) -> None:
    front, _ = read("# A River", line)
    assert (front.published, front.precision) == (date, precision)
    assert front.subtitle == ""


@pytest.mark.parametrize("line", ["31 February 2024", "In May 2024", "17 May"])
def test_what_is_no_date_is_taken_for_none(line: str) -> None:
    front, _ = read("# A River", line)
    assert front.published is None


def test_what_comes_twice_is_left_out() -> None:
    front, ledger = read("# A River", "May 2024", "June 2024", "# A River", "# Another")
    assert (front.title, front.published) == ("A River", dt.date(2024, 5, 1))
    assert {"a second date", "repeats the title block"} <= set(reasons(ledger))


def test_a_sentence_is_text_that_opens_the_note() -> None:
    front, _ = read("# A River", "The river rose three times.")
    assert [piece.text for piece in front.text] == ["The river rose three times."]
    assert front.subtitle == ""


@pytest.mark.parametrize(
    ("typed", "contact"),
    [
        (
            "Please contact floods@rivers.example if you were there.",
            Contact("If you were there, please contact:", "floods@rivers.example"),
        ),
        (
            "Please write to floods@rivers.example",
            Contact("Please write to:", "floods@rivers.example"),
        ),
    ],
)
def test_a_contact_is_a_sentence_before_an_address(typed: str, contact: Contact) -> None:
    front, _ = read(typed, region="contact")
    assert front.contact == contact


def test_a_disclaimer_keeps_its_paragraphs() -> None:
    front, _ = read("The views are their own.", "Nothing was checked.", region="disclaimer")
    assert front.disclaimer == ("The views are their own.", "Nothing was checked.")


def test_headings_of_sections_are_left_out_with_the_reason() -> None:
    ledger = Ledger()
    (heading,) = pieces("# Disclaimer")
    read_front_matter([Placed(heading, "disclaimer", "landmark")], ledger)
    assert reasons(ledger) == ["heading that the style adds"]

"""Which lines without a style are headings, and of which level."""

from __future__ import annotations

from dataclasses import replace

import pytest
from piece_writing import pieces

from pipeline.importing.ledger import Ledger
from pipeline.importing.outlining.heading_numbers import read_number
from pipeline.importing.outlining.typed_headings import set_headings
from pipeline.importing.reading.looks import Look
from pipeline.importing.reading.pieces import Piece

TEXT = "The gauges of the delta are old, and nobody has read them since the flood."
PLAIN = Look(11.0)
LARGE, BOLD, LOUD = Look(14.0), Look(11.0, bold=True), Look(11.0, capitals=True)
LARGE_BOLD = Look(14.0, bold=True)


def typed(*lines: tuple[Look, str]) -> tuple[Piece, ...]:
    found = pieces(*(text for _, text in lines))
    return tuple(replace(one, look=look) for one, (look, _) in zip(found, lines, strict=True))


def levels(*lines: tuple[Look, str]) -> list[int]:
    """The level of each line, 0 for text."""
    found = set_headings(typed(*lines), Ledger()).pieces
    return [one.level if one.kind == "heading" else 0 for one in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(LARGE, "Rivers"), (PLAIN, TEXT), (BOLD, "Fish"), (PLAIN, TEXT)], [1, 0, 2, 0]),
        ([(BOLD, "Fish"), (PLAIN, TEXT), (LARGE, "Rivers"), (PLAIN, TEXT)], [2, 0, 1, 0]),
        ([(LOUD, "FISH"), (PLAIN, TEXT), (BOLD, "Eels"), (PLAIN, TEXT)], [1, 0, 2, 0]),
        ([(PLAIN, "# Rivers"), (PLAIN, TEXT), (BOLD, "Fish"), (PLAIN, TEXT)], [1, 0, 2, 0]),
        ([(BOLD, "1. Fish"), (PLAIN, TEXT), (BOLD, "1.1 Eels"), (PLAIN, TEXT)], [1, 0, 2, 0]),
        ([(PLAIN, "1. Fish"), (PLAIN, TEXT), (PLAIN, "2. Eels"), (PLAIN, TEXT)], [0, 0, 0, 0]),
        ([(BOLD, "Fish"), (PLAIN, "- eels and others")], [1, 0]),
        ([(BOLD, "Fish eat this."), (PLAIN, TEXT)], [0, 0]),
        ([(BOLD, "Figure 3: Fish"), (PLAIN, TEXT)], [0, 0]),
        ([(BOLD, "May 2024"), (PLAIN, TEXT)], [0, 0]),
        ([(BOLD, "Ada Brook"), (PLAIN, "Minister of Water")], [0, 0]),
        ([(BOLD, "One"), (BOLD, "Two"), (BOLD, "Three"), (PLAIN, TEXT)], [0, 0, 1, 0]),
        ([(replace(PLAIN, outline=3), "Fish"), (PLAIN, TEXT)], [3, 0]),
        ([(LARGE_BOLD, "Fish"), (PLAIN, TEXT), (LARGE, "Eels"), (PLAIN, TEXT)], [1, 0, 2, 0]),
        ([(PLAIN, "Rivers"), (PLAIN, "Fish"), (PLAIN, TEXT), (PLAIN, "Eels"), (PLAIN, TEXT)],
         [0, 1, 0, 1, 0]),
    ],
)  # fmt: skip
def test_lines_of_one_look_are_one_level(
    lines: list[tuple[Look, str]], expected: list[int]
) -> None:
    if expected[0] == 0 and lines[0][1] == "1. Fish":
        # A numbered item alone is a heading, items in a row are a list.
        found = typed(*lines)
        alone = [replace(one, size=1) if one.number else one for one in found]
        headed = set_headings(alone, Ledger()).pieces
        assert [one.kind for one in headed] == ["heading", "paragraph"] * 2
        found = tuple(replace(one, size=2) if one.number else one for one in found)
        kept = set_headings(found, Ledger()).pieces
        assert [one.kind for one in kept] == ["item", "paragraph"] * 2
        return
    assert levels(*lines) == expected


def test_what_is_unsure_stays_text_and_is_entered() -> None:
    ledger = Ledger()
    coloured = replace(PLAIN, colour="1F4E79")
    found = set_headings(typed((coloured, "Fish"), (PLAIN, TEXT)), ledger).pieces
    assert [one.kind for one in found] == ["paragraph", "paragraph"]
    assert [(one.what, one.text) for one in ledger.doubted] == [("heading", "Fish")]
    assert not ledger.recognised


@pytest.mark.parametrize(
    ("text", "series", "values", "rest"),
    [
        ("1. Fish", "arabic", (1,), "Fish"),
        ("2.3 Fish", "arabic", (2, 3), "Fish"),
        ("IV. Fish", "roman", (4,), "Fish"),
        ("B. Fish", "letter", (2,), "Fish"),
        ("a) Fish", "small", (1,), "Fish"),
        ("Section 3: Fish", "part", (3,), "Fish"),
        ("Part Two – Fish", "part", (2,), "Fish"),
        ("Kapitel 2. Fische", "part", (2,), "Fische"),
        ("第三章 鱼", "han", (3,), "鱼"),
        ("二、鱼", "han", (2,), "鱼"),
        ("（十一）鱼", "han", (11,), "鱼"),
    ],
)
def test_numbers_of_headings_are_read(
    text: str, series: str, values: tuple[int, ...], rest: str
) -> None:
    number = read_number(text)
    assert number is not None
    assert (number.series, number.values) == (series, values)
    assert text[number.length :] == rest


@pytest.mark.parametrize("text", ["Fish", "2030 Agenda", "A fish", "I think so"])
def test_what_is_no_number_is_read_as_none(text: str) -> None:
    assert read_number(text) is None


def test_a_bare_figure_is_no_sure_number() -> None:
    number = read_number("12 steps")
    assert number is not None
    assert not number.is_marked

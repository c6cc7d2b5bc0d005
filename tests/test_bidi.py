"""Which pieces of a text that runs in both directions are isolated."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.bidi import Piece, pieces, plain_line, runs_against, split

if TYPE_CHECKING:
    from pipeline.languages import Direction

APART = [
    ("انخفضت −26 % هنا", ["−26"]),
    ("زادت +2.5 ثم ≈3", ["+2.5", "≈3"]),
    ("الرقم +962 6 555 0100 الآن", ["+962 6 555 0100"]),
    ("الرقم 06 555\u202f0100 الآن", ["06 555\u202f0100"]),
    ("في 2026-05-14 ثم", ["2026-05-14"]),
    ("كتاب 978-92-1-101372-3.", ["978-92-1-101372-3"]),
    ("على https://x.example/a/ هنا", ["https://x.example/a/"]),
    ("إلى info@x.example.", ["info@x.example"]),
    ("لغة C++، ثم C# و.NET", ["C++", "C#"]),
    ("من .NET و@name و#tag", [".NET", "@name", "#tag"]),
    ("في U.S. اليوم", ["U.S."]),
    ("قال GDP “real” ثم", ["GDP “real”"]),
    ("صيغ CSV، JSON، XML كلها", ["CSV", "JSON", "XML"]),
    ("عدد 1 240 500 وعدد 120–150 و38 %", []),
    ("الهدف SDG 6 بصيغة (CSV أو JSON) هنا", []),
    ("كتاب «The State of Water» في 14/05/2026", []),
    ("נמוך −26 % כאן C++", ["−26", "C++"]),
    ("كلها بالعربية: ٣٨٪ في ١٢٠–١٥٠ أو ٢٠٢٦-٠٥-١٤", []),
    ("انخفضت −٢٦٪ ثم", ["−٢٦"]),
    ("شاخص −۲۶٫۵ بود", ["−۲۶٫۵"]),
]


@pytest.mark.parametrize(("text", "isolated"), APART)
def test_what_would_be_set_wrong_is_isolated(text: str, isolated: list[str]) -> None:
    assert [part for part, apart in split(text, "rtl") if apart] == isolated


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("Blue Nile 2 ثم", ["Blue Nile 2"]),
        ("استعمل GDP (per capita) اليوم", ["GDP (per capita)"]),
        ("استعمل GDP (per capita نصيب) اليوم", ["GDP", "per capita"]),
    ],
)
def test_runs_go_from_letter_to_letter_with_both_brackets_or_none(
    text: str, runs: list[str]
) -> None:
    assert [text[one.start : one.end] for one in pieces(text, "rtl")] == runs


def test_arabic_in_english_is_a_run_with_the_signs_between_its_words() -> None:
    text = "He wrote ماء، هواء and left."
    assert pieces(text, "ltr") == (Piece(9, 18, apart=False),)
    assert text[9:18] == "ماء، هواء"


@given(st.text(alphabet="اب،؟٣ Ab1.−+-()[]“”«»@/#%\u00a0\u202f\u2066\u2069", max_size=40))
def test_no_character_is_lost_or_moved(text: str) -> None:
    for direction in ("ltr", "rtl"):
        assert "".join(part for part, _ in split(text, direction)) == text
        found = pieces(text, direction)
        assert all(one.end <= other.start for one, other in pairwise(found))
        if direction == "rtl":
            assert not any(sign in "اب" for one in found for sign in text[one.start : one.end])


@given(st.text(alphabet="ابَّ Abहैं ं1.−()", max_size=40), st.sampled_from(["ltr", "rtl"]))
def test_no_mark_is_parted_from_its_letter(text: str, direction: Direction) -> None:
    for piece in pieces(text, direction):
        marks = [text[end] for end in (piece.start, piece.end) if 0 < end < len(text)]
        assert not any(unicodedata.category(mark) == "Mn" for mark in marks)


def test_a_mark_on_a_number_is_within_its_piece() -> None:
    assert pieces("−1\u064e", "rtl") == (Piece(0, 3, apart=True),)


def test_the_vowels_at_the_end_of_a_run_are_within_it() -> None:
    assert pieces("قال: वे आते हैं.", "rtl") == (Piece(5, 15, apart=False),)
    assert pieces("He said كَتَبَ 12 times.", "ltr") == (Piece(8, 14, apart=True),)


def test_a_line_without_markup_says_its_direction_and_isolates() -> None:
    assert plain_line("Water", "en") == "Water"
    assert plain_line("المياه", "ar") == "المياه"
    assert plain_line("SDG 6 والمياه", "ar") == "\u200fSDG 6 والمياه"
    assert plain_line("لغة C++ هنا", "ar") == "لغة \u2066C++\u2069 هنا"
    assert plain_line("المياه in Arabic", "en") == "\u200eالمياه in Arabic"


def test_a_text_runs_against_a_direction_if_all_its_letters_do() -> None:
    assert runs_against("Nile, 2nd ed.", "rtl")
    assert not runs_against("2026", "rtl")
    assert not runs_against("Nile نهر", "rtl")

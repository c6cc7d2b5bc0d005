"""Digits as languages and styles write them, and the signs between them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from babel.numbers import get_decimal_symbol, get_group_symbol
from hypothesis import given
from hypothesis import strategies as st

from pipeline.house_style import load_style
from pipeline.languages import languages
from pipeline.languages.digits import (
    COUNTER_STYLES,
    DIGITS,
    EUROPEAN,
    digits_of,
    in_digits,
    in_european,
    number_signs,
)
from pipeline.workspace import built_in_styles


def test_digits_become_those_of_a_language_and_nothing_else_does() -> None:
    assert in_digits("14/05/2026", EUROPEAN) == "14/05/2026"
    assert in_digits("14/05/2026", DIGITS["arabic-indic"]) == "١٤/٠٥/٢٠٢٦"
    assert in_digits("2026, ٣", DIGITS["extended-arabic-indic"]) == "۲۰۲۶, ٣"
    assert in_digits("10 %", DIGITS["devanagari"]) == "१० %"


@given(st.text(), st.sampled_from(sorted(DIGITS.values())))
def test_only_european_digits_change_and_their_value_does_not(text: str, digits: str) -> None:
    written = in_digits(text, digits)
    assert len(written) == len(text)
    for before, after in zip(text, written, strict=True):
        if before in EUROPEAN:
            assert after == digits[unicodedata.decimal(before)]
        else:
            assert after == before


@given(st.integers(min_value=0), st.sampled_from(sorted(DIGITS.values())))
def test_machines_read_the_number_that_was_written(number: int, digits: str) -> None:
    written = in_digits(str(number), digits)
    assert set(written) <= set(digits)
    assert in_european(f"R{written}") == f"R{number}"
    assert int(written) == number


def test_digits_are_ten_in_a_row_and_have_a_counter_style() -> None:
    for digits in DIGITS.values():
        assert [unicodedata.decimal(one) for one in digits] == list(range(10))
    assert set(COUNTER_STYLES) == set(DIGITS.values())


@pytest.mark.parametrize(
    ("kind", "locale", "system"),
    [
        ("arabic-indic", "ar_EG", "arab"),
        ("extended-arabic-indic", "fa", "arabext"),
        ("devanagari", "mr", "deva"),
    ],
)
def test_the_signs_between_digits_are_those_of_the_cldr(
    kind: str, locale: str, system: str
) -> None:
    signs = number_signs(DIGITS[kind], ".")  # type: ignore[index]
    assert signs.decimal == get_decimal_symbol(locale, numbering_system=system)
    assert signs.thousands == get_group_symbol(locale, numbering_system=system)


def test_european_digits_have_the_signs_of_their_language() -> None:
    assert number_signs(EUROPEAN, ".").thousands == ","
    assert number_signs(EUROPEAN, ",").thousands == "\u202f"


def test_a_style_has_the_digits_of_the_language_or_its_own(tmp_path: Path) -> None:
    for language in languages():
        words = load_style(built_in_styles()).words(language.tag)
        assert words["digits"] == DIGITS[language.digits]
    (tmp_path / "tokens.css").write_text(":root { --digits: arabic-indic }", "utf-8")
    words = load_style(built_in_styles(), tmp_path).words("ar")
    assert words["digits"] == DIGITS["arabic-indic"]
    assert "#page-12" in words["page_marks"]
    assert words["page_marks"].endswith("١٢.")
    assert digits_of("european", "extended-arabic-indic") == EUROPEAN

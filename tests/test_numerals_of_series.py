"""The numerals of a series."""

from __future__ import annotations

import pytest

from pipeline.numerals import Numerals, letters, roman


def test_roman_numerals() -> None:
    numerals = [roman(number) for number in (1, 4, 9, 14, 40, 99, 399)]
    assert numerals == ["I", "IV", "IX", "XIV", "XL", "XCIX", "CCCXCIX"]


def test_letters() -> None:
    assert [letters(number) for number in (1, 26, 27, 52, 703)] == ["A", "Z", "AA", "AZ", "AAA"]


@pytest.mark.parametrize(
    ("token", "alone", "of_twenty", "of_many"),
    [
        ("arabic", "1", "2", "2"),
        ("arabic unless-alone", "", "2", "2"),
        ("roman on-use", "I", "II", "II"),
        ("letters", "A", "B", "B"),
        ("by-theme", "3.1", "3.2", "3.2"),
        ("un", "", "II", "2"),
        ("none", "", "", ""),
    ],
)
def test_a_token_says_how_a_series_is_numbered(
    token: str, alone: str, of_twenty: str, of_many: str
) -> None:
    numerals = Numerals.read(token)
    assert numerals.write(1, 1, "3") == alone
    assert numerals.write(2, 20, "3") == of_twenty
    assert numerals.write(2, 21, "3") == of_many


def test_what_stands_outside_the_themes_has_no_number_of_a_theme() -> None:
    assert Numerals.read("by-theme").write(2, 5) == "2"

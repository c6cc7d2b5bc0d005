"""Numerals and dates as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.house_style import load_style
from pipeline.views.numerals import file_size, page_range, set_date
from pipeline.workspace import built_in_styles

MARCH = dt.date(2021, 3, 5)


@pytest.mark.parametrize(
    ("language", "day", "month", "year"),
    [
        ("en-GB", "5 March 2021", "March 2021", "2021"),
        ("en-US", "March 5, 2021", "March 2021", "2021"),
        ("zh-Hans", "2021年3月5日", "2021年3月", "2021年"),
        ("fr", "5 mars 2021", "mars 2021", "2021"),
        ("es", "5 de marzo de 2021", "marzo de 2021", "2021"),
        ("pt", "5 de março de 2021", "março de 2021", "2021"),
        ("pt-PT", "5 de março de 2021", "março de 2021", "2021"),
        ("de", "5. März 2021", "März 2021", "2021"),
        ("ru", "5 марта 2021\u202fг.", "март 2021\u202fг.", "2021"),
    ],
)
def test_dates(language: str, day: str, month: str, year: str) -> None:
    assert set_date(MARCH, language) == day
    assert set_date(MARCH, language, "month") == month
    assert set_date(MARCH, language, "year") == year


def test_the_first_of_a_month_in_french_and_brazil_is_an_ordinal() -> None:
    assert set_date(dt.date(2021, 5, 1), "pt-BR") == "1º de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "pt-PT") == "1 de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "fr") == "1er mai 2021"
    assert set_date(dt.date(2021, 5, 11), "fr") == "11 mai 2021"
    assert set_date(dt.date(2021, 5, 1), "fr", "month") == "mai 2021"


@pytest.mark.parametrize("language", ["fr-CN", "zh-Hans-CN", "es-419", "en-GB-oxendict", "tlh"])
def test_a_tag_that_is_not_known_as_a_whole_has_dates(language: str) -> None:
    assert "2021" in set_date(MARCH, language)


def test_a_region_that_is_not_known_does_not_change_the_language() -> None:
    assert set_date(MARCH, "fr-CN") == "5 mars 2021"


@pytest.mark.parametrize(
    ("language", "sizes"),
    [
        ("en-GB", ["912 B", "1 KB", "87 KB", "1.0 MB", "1.2 MB"]),
        ("fr", ["912_o", "1_ko", "87_ko", "1,0_Mo", "1,2_Mo"]),
        ("zh-Hans", ["912 B", "1 KB", "87 KB", "1.0 MB", "1.2 MB"]),
    ],
)
def test_file_sizes(language: str, sizes: list[str]) -> None:
    words = load_style(built_in_styles()).words(language)
    shown = [file_size(size, language, words) for size in (912, 1000, 87_400, 999_500, 1_240_000)]
    assert [size.replace("\u00a0", "_") for size in shown] == sizes


def test_page_ranges() -> None:
    assert page_range(5, 5) == "5"
    assert page_range(5, 13) == "5–13"

"""Dates as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.languages.dates import set_date, set_known_date

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
        ("it", "5 marzo 2021", "marzo 2021", "2021"),
        ("ar", "5 مارس 2021", "مارس 2021", "2021"),
        ("ar-EG", "5 مارس 2021", "مارس 2021", "2021"),
        ("ar-LB", "5 آذار 2021", "آذار 2021", "2021"),
        ("ar-MA", "5 مارس 2021", "مارس 2021", "2021"),
        ("nl", "5 maart 2021", "maart 2021", "2021"),
        ("hi", "5 मार्च 2021", "मार्च 2021", "2021"),
        ("vi", "ngày 5 tháng 3 năm 2021", "tháng 3 năm 2021", "2021"),
        ("sw", "5 Machi 2021", "Machi 2021", "2021"),
        ("ru", "5 марта 2021\u202fг.", "март 2021\u202fг.", "2021"),
    ],
)
def test_dates(language: str, day: str, month: str, year: str) -> None:
    assert set_date(MARCH, language) == day
    assert set_date(MARCH, language, "month") == month
    assert set_date(MARCH, language, "year") == year


def test_the_first_of_a_month_in_french_italian_and_brazil_is_an_ordinal() -> None:
    assert set_date(dt.date(2021, 5, 1), "pt-BR") == "1º de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "pt-PT") == "1 de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "fr") == "1er mai 2021"
    assert set_date(dt.date(2021, 5, 1), "it") == "1º maggio 2021"
    assert set_date(dt.date(2021, 5, 11), "fr") == "11 mai 2021"
    assert set_date(dt.date(2021, 5, 1), "fr", "month") == "mai 2021"


@pytest.mark.parametrize("language", ["fr-CN", "zh-Hans-CN", "es-419", "en-GB-oxendict", "tlh"])
def test_a_tag_that_is_not_known_as_a_whole_has_dates(language: str) -> None:
    assert "2021" in set_date(MARCH, language)


def test_a_region_that_is_not_known_does_not_change_the_language() -> None:
    assert set_date(MARCH, "fr-CN") == "5 mars 2021"


@pytest.mark.parametrize(
    ("text", "language", "written"),
    [
        ("2027", "en-GB", "2027"),
        ("2027", "zh-Hans", "2027年"),
        ("2027-06", "es", "junio de 2027"),
        ("2027-06-30", "de", "30. Juni 2027"),
    ],
)
def test_a_date_of_which_only_a_part_is_known(text: str, language: str, written: str) -> None:
    assert set_known_date(text, language) == written

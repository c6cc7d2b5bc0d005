"""Dates as each language writes them."""

from __future__ import annotations

import datetime as dt

import pytest

from pipeline.importing.outlining.landmarks import read_date
from pipeline.languages.dates import set_date, set_known_date
from pipeline.languages.digits import EUROPEAN

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
        ("he", "5 במרץ 2021", "מרץ 2021", "2021"),
        ("ru", "5 марта 2021\u202fг.", "март 2021\u202fг.", "2021"),
    ],
)
def test_dates(language: str, day: str, month: str, year: str) -> None:
    assert set_date(MARCH, language, EUROPEAN) == day
    assert set_date(MARCH, language, EUROPEAN, "month") == month
    assert set_date(MARCH, language, EUROPEAN, "year") == year


def test_the_first_of_a_month_in_french_italian_and_brazil_is_an_ordinal() -> None:
    assert set_date(dt.date(2021, 5, 1), "pt-BR", EUROPEAN) == "1º de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "pt-PT", EUROPEAN) == "1 de maio de 2021"
    assert set_date(dt.date(2021, 5, 1), "fr", EUROPEAN) == "1er mai 2021"
    assert set_date(dt.date(2021, 5, 1), "it", EUROPEAN) == "1º maggio 2021"
    assert set_date(dt.date(2021, 5, 11), "fr", EUROPEAN) == "11 mai 2021"
    assert set_date(dt.date(2021, 5, 1), "fr", EUROPEAN, "month") == "mai 2021"


@pytest.mark.parametrize("language", ["fr-CN", "zh-Hans-CN", "es-419", "en-GB-oxendict", "tlh"])
def test_a_tag_that_is_not_known_as_a_whole_has_dates(language: str) -> None:
    assert "2021" in set_date(MARCH, language, EUROPEAN)


def test_a_region_that_is_not_known_does_not_change_the_language() -> None:
    assert set_date(MARCH, "fr-CN", EUROPEAN) == "5 mars 2021"


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
    assert set_known_date(text, language, EUROPEAN) == written


@pytest.mark.parametrize(
    "text",
    [
        "5 آذار/مارس 2026", "5 مارس/آذار 2026", "٥ مارس ٢٠٢٦", "في 5 مارس 2026 م",
        "5 marzo 2026", "5 maart 2026", "op 5 MAART 2026",
        "5 मार्च, 2026", "५ मार्च २०२६", "दिनांक 5 मार्च 2026",
        "ngày 5 tháng 3 năm 2026", "Ngày 05 tháng 03 năm 2026", "NGÀY 5 THÁNG 3 NĂM 2026",
        "tarehe 5 Machi 2026", "5 במרץ 2026", "ביום 5 במרס 2026", "۵ مارس ۲۰۲۶", "5 مارچ 2026",
    ],
)  # fmt: skip
def test_an_import_reads_dates_as_people_write_them(text: str) -> None:
    assert read_date(text) == (dt.date(2026, 3, 5), "day")


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("tháng 3/2026", 3), ("Tháng Tư năm 2026", 4), ("कानपुर 2026", None), ("सितम्बर 2026", 9),
        ("كانون الثاني/يناير 2026", 1), ("غشت 2026", 8), ("جويلية 2026", 7), ("ژوئیهٔ ۲۰۲۶", 7),
        ("Desemba 2026", 12), ("אוגוסט 2026", 8), ("DICEMBRE 2026", 12), ("mei 2026", 5),
    ],
)  # fmt: skip
def test_an_import_reads_months_as_people_write_them(text: str, month: int | None) -> None:
    read = read_date(text)
    assert (read and (read[0].month, read[1])) == (month and (month, "month"))

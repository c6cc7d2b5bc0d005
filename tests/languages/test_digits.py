"""Digits as languages write them."""

from __future__ import annotations

from pipeline.languages.digits import in_digits


def test_digits_become_those_of_a_language_and_nothing_else_does() -> None:
    assert in_digits("14/05/2026", "european") == "14/05/2026"
    assert in_digits("14/05/2026", "arabic-indic") == "١٤/٠٥/٢٠٢٦"
    assert in_digits("2026, ٣", "extended-arabic-indic") == "۲۰۲۶, ٣"
    assert in_digits("10 %", "devanagari") == "१० %"

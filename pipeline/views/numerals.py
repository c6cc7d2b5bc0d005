"""Numerals and dates as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

_ROMAN = (
    (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"),
    (1, "I"),
)  # fmt: skip
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}


def roman(number: int) -> str:
    """Return a number from 1 to 399 as a Roman numeral in capitals."""
    numeral = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        numeral += letters * count
    return numeral


def set_date(date: dt.date, language: str, precision: str = "day") -> str:
    """Return a date as a language writes it: to the ``day``, ``month`` or ``year``."""
    from babel.core import Locale
    from babel.dates import format_skeleton

    locale = Locale.parse(language, sep="-")
    return format_skeleton(_SKELETONS[precision], date, locale=locale)


def page_range(first: int, last: int) -> str:
    """Return pages as ``5`` or ``5–13``."""
    return str(first) if first == last else f"{first}–{last}"

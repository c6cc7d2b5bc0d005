"""Dates as a language writes them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from pipeline.languages import DEFAULT, find_language
from pipeline.languages.digits import in_digits

if TYPE_CHECKING:
    from babel.core import Locale

_SKELETONS = {"month": "yMMMM", "year": "y"}
_PRECISIONS = ("year", "month", "day")


def set_date(date: dt.date, language: str, digits: str, precision: str = "day") -> str:
    """A date as a language writes it, in ten digits: to the ``day``, ``month`` or ``year``.

    Patterns are those of the Unicode CLDR for the language tag, or for the part of it that the
    CLDR knows; a language may have one of its own for a whole date.
    """
    return in_digits(_written(date, language, precision), digits)


def _written(date: dt.date, language: str, precision: str) -> str:
    from babel.dates import format_date, format_skeleton

    locale = locale_of(language)
    if precision != "day":
        return format_skeleton(_SKELETONS[precision], date, locale=locale)
    known = find_language(language)
    pattern = (known.dates.pattern if known else "") or "long"
    written = format_date(date, pattern, locale=locale)
    if date.day == 1 and known is not None and known.dates.first_day:
        # Only the first day is an ordinal in some languages, which the pattern cannot express.
        return written.replace("1", known.dates.first_day, 1)
    return written


def locale_of(language: str) -> Locale:
    """The Unicode CLDR locale of a language tag, or of the longest part of it that CLDR has."""
    from babel.core import Locale, UnknownLocaleError

    tag = language
    while tag:
        try:
            return Locale.parse(tag, sep="-")
        except (UnknownLocaleError, ValueError):
            tag = tag.rpartition("-")[0]
    return Locale(DEFAULT)


def set_known_date(text: str, language: str, digits: str) -> str:
    """A date of which only the year or the month may be known: ``2027``, ``2027-06-30``.

    Raises ValueError if it is none.
    """
    parts = [int(part) for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    return set_date(dt.date(year, month, day), language, digits, _PRECISIONS[len(parts) - 1])

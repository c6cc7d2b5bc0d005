"""Numerals and dates as they are printed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages import DEFAULT, find_language

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from babel.core import Locale

_SKELETONS = {"month": "yMMMM", "year": "y"}


def set_date(date: dt.date, language: str, precision: str = "day") -> str:
    """A date as a language writes it: to the ``day``, ``month`` or ``year``.

    Patterns are those of the Unicode CLDR for the language tag, or for the part of it that the
    CLDR knows.
    """
    from babel.dates import format_date, format_skeleton

    locale = locale_of(language)
    if precision != "day":
        return format_skeleton(_SKELETONS[precision], date, locale=locale)
    written = format_date(date, "long", locale=locale)
    known = find_language(language)
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


def page_range(first: int, last: int) -> str:
    """Format pages as ``5`` or ``5–13``."""
    return str(first) if first == last else f"{first}–{last}"


def file_size(size: int, language: str, words: Mapping[str, str]) -> str:
    """A number of bytes as people read it: ``912 B``, ``87 KB``, ``1.2 MB``."""
    from babel.numbers import format_decimal

    name, unit, pattern = "size_bytes", 1, "0"
    if size >= 999_500:
        name, unit, pattern = "size_megabytes", 1_000_000, "0.0"
    elif size >= 1000:
        name, unit, pattern = "size_kilobytes", 1000, "0"
    number = format_decimal(size / unit, format=pattern, locale=locale_of(language))
    return words[name].format(number=number)

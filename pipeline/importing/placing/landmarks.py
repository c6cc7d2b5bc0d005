"""The words by which parts of a manuscript are recognised: its sections, kinds and dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal

from pipeline.importing.vocabulary import any_of, any_word, words
from pipeline.languages import languages

Region = Literal[
    "front", "contents", "disclaimer", "imprint", "contact", "introduction", "body",
    "participants", "observers",
]  # fmt: skip
_SECTIONS: Final[tuple[Region, ...]] = (
    "contents", "disclaimer", "imprint", "contact", "introduction", "participants", "observers",
)  # fmt: skip
_PREFIX: Final = re.compile(
    rf"^{any_of('annex')}(?:\s+(?:[A-Z]|[IVX]+|\d+))?\s*[:.–-]?\s*", re.IGNORECASE
)
_KIND: Final = re.compile(any_of("kinds"), re.IGNORECASE)
_SERIES: Final = re.compile(rf"(?<![a-z]){any_of('series')}(?![a-z])", re.IGNORECASE)

_MONTHS: Final = {
    name.lower(): number
    for language in languages()
    for name, number in language.dates.numbers.items()
}
_ENDING: Final = any_word(tuple(e for one in languages() for e in one.dates.day_endings))
_BETWEEN: Final = any_word(tuple(word for one in languages() for word in one.dates.between))
_YEAR_ENDING: Final = any_word(tuple(e for one in languages() for e in one.dates.year_endings))
_DAY: Final = r"(?P<d>\d{1,2})"
_NAME: Final = f"(?P<n>{'|'.join(_MONTHS)})"
_YEAR: Final = rf"(?P<y>(?:19|20)\d{{2}})(?:\s?{_YEAR_ENDING})?"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}",
        rf"{_DAY}{_ENDING}?(?: {_BETWEEN})? {_NAME},?(?: {_BETWEEN})? {_YEAR}",
        rf"{_NAME} {_DAY}{_ENDING}?,? {_YEAR}",
        rf"{_NAME}(?: {_BETWEEN})? {_YEAR}",
        rf"{_DAY}\.\s?(?P<m>\d{{1,2}})\.\s?{_YEAR}",
        rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*{_DAY}\s*日)?",
        _YEAR,
    )
)


def landmark(text: str) -> Region | None:
    """The region that a heading opens, or None if it is no landmark."""
    text = _PREFIX.sub("", text.strip()).strip(" .:：").casefold()
    return next((region for region in _SECTIONS if text in words("sections", region)), None)


def is_kind(text: str) -> bool:
    """Whether a line says what kind of document this is."""
    return _KIND.fullmatch(text.strip(" .")) is not None


def names_series(text: str) -> bool:
    """Whether a line names a series."""
    return _SERIES.search(text) is not None


def read_date(text: str) -> tuple[dt.date, Literal["day", "month", "year"]] | None:
    """The date that a line is, and how much of it is given; None if it is no date."""
    for pattern in _DATES:
        match = pattern.fullmatch(text.strip(" .,"))
        if not match:
            continue
        parts = match.groupdict()
        name = parts.get("n")
        month = _MONTHS[name.lower()] if name else int(parts.get("m") or 0)
        day = int(parts.get("d") or 0)
        try:
            date = dt.date(int(parts["y"]), month or 1, day or 1)
        except ValueError:
            return None
        return date, "day" if day else "month" if month else "year"
    return None

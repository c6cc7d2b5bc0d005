"""The words by which parts of a manuscript are known: its sections, kinds and dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Literal

from pipeline.importing.vocabulary import any_of, word_lists, words

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
_SERIES: Final = re.compile(rf"\b{any_of('series')}\b|系列", re.IGNORECASE)

_MONTHS: Final = {
    name: number
    for names in word_lists()["months"].values()
    for number, name in enumerate(names, 1)
}
_DAY: Final = r"(?P<d>\d{1,2})"
_NAME: Final = f"(?P<n>{'|'.join(_MONTHS)})"
_YEAR: Final = r"(?P<y>(?:19|20)\d{2})"
_DATES: Final = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"{_YEAR}-(?P<m>\d{{1,2}})-{_DAY}",
        rf"{_DAY}(?:st|nd|rd|th|er)?(?: de)? {_NAME},?(?: de)? {_YEAR}",
        rf"{_NAME} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_NAME}(?: de)? {_YEAR}",
        rf"{_YEAR}\s*年\s*(?P<m>\d{{1,2}})\s*月(?:\s*{_DAY}\s*日)?",
        _YEAR,
    )
)


def landmark(text: str) -> Region | None:
    """Return the region that a heading opens, or None if it is no landmark."""
    text = _PREFIX.sub("", text.strip()).strip(" .:：").casefold()
    return next((region for region in _SECTIONS if text in words("sections", region)), None)


def is_kind(text: str) -> bool:
    """Say whether a line says what kind of document this is."""
    return _KIND.fullmatch(text.strip(" .")) is not None


def names_series(text: str) -> bool:
    """Say whether a line names a series."""
    return _SERIES.search(text) is not None


def read_date(text: str) -> tuple[dt.date, Literal["day", "month", "year"]] | None:
    """Return the date that a line is, and how much of it is given; None if it is no date."""
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

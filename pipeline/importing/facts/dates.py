"""Dates as metadata and properties of files have them."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.importing.facts.given import Precision

_DATE: Final = re.compile(
    r"(?P<y>[12]\d{3})(?:[-/.](?P<m>\d{1,2})(?:[-/.](?P<d>\d{1,2})(?:[T ][\d:.]+.*)?)?)?"
)
_DAY_FIRST: Final = re.compile(r"(?P<d>\d{1,2})\.(?P<m>\d{1,2})\.(?P<y>[12]\d{3})")


def read_iso_date(text: str) -> tuple[dt.date, Precision] | None:
    """The date that figures say, and how much of it; None for what is no date, such as “today”."""
    match = _DATE.fullmatch(text.strip()) or _DAY_FIRST.fullmatch(text.strip())
    if match is None:
        return None
    parts = match.groupdict()
    try:
        date = dt.date(int(parts["y"]), int(parts["m"] or 1), int(parts["d"] or 1))
    except ValueError:
        return None
    return date, "day" if parts["d"] else "month" if parts["m"] else "year"

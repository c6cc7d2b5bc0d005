"""Revisions of a note: the moment of the last one, and each in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.languages.dates import set_date
from pipeline.phrases import numeral

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from pipeline.note import Metadata


def released(data: Metadata) -> str:
    """The moment of a revision in UTC, as ``2021-03-01T00:00:00Z``.

    A note knows the day, not the moment. The revision counts seconds from its beginning, so that
    each is a release of its own (EPUB 3.3, 5.5.3.1.3: no two share identifier and moment), and
    readers of a feed see that there is a new one.
    """
    minutes, seconds = divmod(data.revision - 1, 60)
    return f"{data.revised.isoformat()}T00:{minutes % 60:02}:{seconds:02}Z"


def current_revision(data: Metadata, words: Mapping[str, str]) -> str:
    """The revision in words, with its date if the note lists its revisions."""
    if data.revisions:
        return dated_revision(data.revision, data.revised, data, words)
    return words["revision"].format(number=numeral(words, data.revision))


def dated_revision(number: int, date: dt.date, data: Metadata, words: Mapping[str, str]) -> str:
    """A revision and its date in words; the first is dated as precisely as the note."""
    precision = data.date_precision if number == 1 else "day"
    written = set_date(date, data.language, words["digits"], precision)
    revision = words["revision"].format(number=numeral(words, number))
    return words["comma"].join((revision, written))

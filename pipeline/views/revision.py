"""The date of a revision of a note."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.note import Metadata


def released(data: Metadata) -> str:
    """The moment of a revision in UTC, as ``2021-03-01T00:00:00Z``.

    A note knows the day, not the moment. The revision counts seconds from its beginning, so that
    each is a release of its own (EPUB 3.3, 5.5.3.1.3: no two share identifier and moment), and
    readers of a feed see that there is a new one.
    """
    minutes, seconds = divmod(data.revision - 1, 60)
    return f"{data.published.isoformat()}T00:{minutes % 60:02}:{seconds:02}Z"

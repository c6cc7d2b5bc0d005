"""Hints about a name that a file of data does not have."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_MOST_LISTED: Final = 12
_MOST_COMPARED: Final = 200
_LONGEST: Final = 120


def hint_for_name(name: str, known: Iterable[str]) -> str:
    """The name that was probably meant, or the first of those that there are."""
    there = [one for one in dict.fromkeys(known) if one]
    compared = [one for one in there if len(one) <= _LONGEST][:_MOST_COMPARED]
    if close := difflib.get_close_matches(name[:_LONGEST], compared, 1, 0.6):
        return f"did you mean {close[0]}?"
    more = ", ..." if len(there) > _MOST_LISTED else ""
    return f"it has: {', '.join(there[:_MOST_LISTED])}{more}"

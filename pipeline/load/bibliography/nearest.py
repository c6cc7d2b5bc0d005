"""The key that was probably meant by one that nothing has."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

_MOST: Final = 5000
"""The most keys that are compared one by one."""
_LONGEST: Final = 120


def nearest_key(key: str, keys: Collection[str]) -> str:
    """The key of these that is most like another; empty if none is like it.

    One that differs only in its capitals and signs is taken first.
    """
    plain = _plain(key)
    for one in sorted(keys):
        if plain and _plain(one) == plain:
            return one
    known = sorted(one for one in keys if len(one) <= _LONGEST)[:_MOST]
    near = difflib.get_close_matches(key[:_LONGEST], known, n=1)
    return near[0] if near else ""


def _plain(key: str) -> str:
    return "".join(sign for sign in key.casefold() if sign.isalnum())

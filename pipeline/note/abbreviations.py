"""Where a text uses an abbreviation: the one definition of it, for whatever looks for them."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

# Chinese and Japanese have no spaces between words.
_UNSPACED: Final = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
# A word of its own: not in an address, nor part of a compound whose end it is. After a sign, such
# as that of US$, a number may follow at once.
_BEFORE: Final = rf"(?<![/.@\u00ad-])(?<![^\W{_UNSPACED}])"
_AFTER: Final = rf"(?P<plural>s?)(?![^\W\d{_UNSPACED}]|[/@\u00ad]|\.\w)(?:(?<!\w)|(?!\d))"
_CAPITALS: Final = "[A-Z]{2,6}"


def uses_of(shorts: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds each of some abbreviations where it is a word of its own.

    Of two that begin at one place it finds the longer. Its group ``short`` is the abbreviation as
    it is written, whose white space may be of any kind, and ``plural`` the s after it, if any.
    """
    return _uses_of(tuple(shorts))


@lru_cache(maxsize=8)
def _uses_of(shorts: tuple[str, ...]) -> re.Pattern[str]:
    listed = sorted(shorts, key=len, reverse=True)
    words = "|".join(r"\s+".join(map(re.escape, short.split())) for short in listed)
    return re.compile(f"{_BEFORE}(?P<short>{words or '(?!)'}){_AFTER}")


def capitals() -> re.Pattern[str]:
    """A pattern that finds what is probably an abbreviation: two to six capitals, a word alone."""
    return re.compile(f"{_BEFORE}(?P<short>{_CAPITALS}){_AFTER}")


def short_of(match: re.Match[str]) -> str:
    """The abbreviation that was found, as it is listed."""
    return " ".join(match["short"].split())

"""Abbreviations that say what they stand for when they are asked."""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from pipeline.press.markup.addresses import with_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping


def explained(text: str, longs: Mapping[str, str], void: str) -> str:
    """Text with line breaks, in which each abbreviation has its long form as a title."""
    if not longs:
        return with_breaks(text, void)
    pieces = _pattern(tuple(longs)).split(text)
    return "".join(
        f'<abbr title="{escape(longs[piece])}">{escape(piece)}</abbr>'
        if at % 2
        else with_breaks(piece, void)
        for at, piece in enumerate(pieces)
    )


@lru_cache(maxsize=8)
def _pattern(shorts: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(short) for short in sorted(shorts, key=len, reverse=True))
    return re.compile(rf"(?<![\w/.@-])({listed})(?=s?(?![\w/@]|\.\w))")

"""Abbreviations that say what they stand for when they are asked."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.note.abbreviations import short_of, uses_in
from pipeline.press.markup.addresses import with_breaks

if TYPE_CHECKING:
    from collections.abc import Mapping


def explained(text: str, longs: Mapping[str, str], void: str, attribute: str = "title") -> str:
    """Text with line breaks, in which each abbreviation has its long form as an attribute."""
    if not longs:
        return with_breaks(text, void)
    written, done = "", 0
    for match in uses_in(text, longs):
        long = escape(longs[short_of(match)])
        written += with_breaks(text[done : match.start()], void)
        written += f'<abbr {attribute}="{long}">{escape(match["short"])}</abbr>'
        done = match.end("short")
    return written + with_breaks(text[done:], void)

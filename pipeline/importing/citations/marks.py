"""Marks for citations in a text on its way through pandoc, which would read or drop them.

A mark holds the citation in the form of the source and what the manuscript shows in its place. Its
characters are for private use, one for each of ASCII, so that nothing in it means anything to a
reader of Markdown, and it stays whole.
"""

from __future__ import annotations

import re
from typing import Any, Final

PAGES: Final = "\U000f0103"
"""Stands before page numbers in a citation, for their label in the language of the note."""

_START: Final = "\U000f0100"
_SHOWN: Final = "\U000f0101"
_END: Final = "\U000f0102"
_FIRST: Final = 0xF0000
_HIDDEN: Final = {code: chr(_FIRST + code) for code in range(0x80)}
_SEEN: Final = {_FIRST + code: chr(code) for code in range(0x80)}
MARK: Final = re.compile(
    f"{_START}(?P<citation>[^{_START}{_END}]*){_SHOWN}(?P<shown>[^{_START}{_END}]*){_END}"
)


def mark_of(citation: str, shown: str) -> str:
    """The mark for a citation that a manuscript shows as some words."""
    return f"{_START}{citation.translate(_HIDDEN)}{_SHOWN}{shown.translate(_HIDDEN)}{_END}"


def read_mark(match: re.Match[str]) -> tuple[str, str]:
    """The citation of a mark, and what is shown."""
    return match["citation"].translate(_SEEN), match["shown"].translate(_SEEN)


def shown_in(text: str) -> str:
    """A text with what was shown in the place of each mark."""
    return MARK.sub(lambda match: read_mark(match)[1], text) if _START in text else text


def settle_code(document: dict[str, Any]) -> dict[str, Any]:
    """A syntax tree whose code and formulas, which have no citations, show what was typed."""
    open_parts: list[Any] = [document]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            if part.get("t") in {"Code", "CodeBlock", "Math", "RawInline", "RawBlock"}:
                part["c"][-1] = shown_in(part["c"][-1])
            elif part.get("t") in {"Link", "Image"}:
                part["c"][-1] = [shown_in(one) for one in part["c"][-1]]
            open_parts += part.values()
        elif isinstance(part, list):
            open_parts += part
    return document

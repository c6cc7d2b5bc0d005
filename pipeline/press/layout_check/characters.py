"""Typewriter characters: straight quotation marks, and hyphens in place of dashes.

Curly quotation marks that face the wrong way are found as well.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.press.layout_check.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.press.layout_check.reading import Page

_SUSPECT = re.compile("[-'\"“”‘„»]")
# Addresses may have any hyphens; two before a word begin a command-line option.
_ADDRESS = re.compile(r"\S*[/@]\S*")
_DASH = re.compile(r"(?:^|(?<=\s))-(?=\s|$)|(?<=\w)-{2,}|(?<!\S)-{2,}(?!\w)")


def find_typewriter_characters(pages: Sequence[Page]) -> Iterator[Found]:
    """Yield the lines with a wrong dash or quotation mark, outside code."""
    for page in pages:
        for piece in page.pieces:
            if not _SUSPECT.search(piece.prose):
                continue
            prose = _ADDRESS.sub(" ", piece.prose)
            if _DASH.search(prose):
                yield Found("wrong dash", page.number, piece.leaf, _around(_DASH, prose))
            wrong = _wrong_quotation_mark(piece.language)
            if wrong.search(prose):
                around = _around(wrong, prose)
                yield Found("wrong quotation mark", page.number, piece.leaf, around)


@cache
def _wrong_quotation_mark(language: str) -> re.Pattern[str]:
    """A pattern for quotation marks that are straight, or face the wrong way in a language."""
    known = find_language(language) or language_of(DEFAULT)
    closing = "".join(pair[1] for pair in known.pairs)
    opening = "".join(set("“‘„") - set(closing) - set(known.single[1]))
    return re.compile(rf"""['"]|[{opening}](?=[ \u00a0]|$)|(?:^|(?<=[ \u00a0]))[{closing}](?=\w)""")


def _around(pattern: re.Pattern[str], text: str) -> str:
    """The words around the first match of a pattern."""
    match = pattern.search(text)
    if match is None:
        return ""
    start = text.rfind(" ", 0, max(match.start() - 1, 0)) + 1
    end = text.find(" ", match.end() + 1)
    return text[start : end if end >= 0 else None].strip()

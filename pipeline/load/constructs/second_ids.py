"""Ids that are given to one element twice: pandoc keeps one of them, and says nothing of the other.

Two may stand in one pair of braces, in braces behind one another, or in those on the lines above
an element and its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

SECOND: Final = (
    "N102",
    "a second id is given",
    "keep one of the two; braces on the line above count too",
)
_BRACES: Final = re.compile(r"\{([^{}]*)\}")
_ATTRIBUTE: Final = re.compile(r"[#.][^\s#]+|[A-Za-z_:][\w:.-]*=[^\s]*")
_ID: Final = re.compile(r"(?<![^\s{])(?:#|id=\"?)([^\s{}\"]+)")
_BEFORE: Final = re.compile(r"[ \t>]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)?")
"""What may stand before braces that have a line of their own."""
_QUOTED: Final = re.compile(r"[ \t>]*")
_ONTO: Final = re.compile(
    r"[ \t]*\n[ \t>\n]*(?:(?P<heading>#{1,6}[ \t])|:{3,}[ \t]*|\0[\0\n]*[ \t]*)?"
)
"""What may stand between such braces and others of the element; in a heading, words behind it."""
_LINE_END: Final = re.compile(r"[ \t]*(?:\n|\Z)")


class _Braces(NamedTuple):
    """A pair of braces with attributes; ``is_line`` tells whether they are a line of their own."""

    start: int
    end: int
    is_line: bool


def find_second_ids(text: str, typed: str) -> Iterator[tuple[int, int]]:
    """Yield the place of each id after the first of one element, if it is another.

    ``text`` is what was ``typed`` with all that is code, or is no mark, covered.
    """
    if not any(sign in text for sign in ("{#", " #", "id=")):
        return
    for element in _elements(text):
        first = ""
        for braces in element:
            for match in _ID.finditer(typed, braces.start, braces.end):
                if text[match.start()] != match.group()[0]:
                    continue
                first = first or match[1]
                if match[1] != first:
                    yield match.span()


def _elements(text: str) -> Iterator[list[_Braces]]:
    """Yield the braces of each element."""
    own: list[_Braces] = []
    for braces in _each(text):
        follows = _follows(own[-1], braces, text) if own else "nothing"
        if follows == "nothing":
            yield own
            own = [braces]
        elif follows == "braces":
            is_line = own[-1].is_line and own[-1].end == braces.start
            own.append(braces._replace(is_line=braces.is_line or is_line))
    yield own


def _each(text: str) -> Iterator[_Braces]:
    for match in _BRACES.finditer(text):
        attributes = match[1].split()
        if attributes and all(map(_ATTRIBUTE.fullmatch, attributes)):
            line = text.rfind("\n", 0, match.start()) + 1
            is_line = _BEFORE.fullmatch(text, line, match.start()) is not None
            yield _Braces(*match.span(), is_line)


def _follows(before: _Braces, braces: _Braces, text: str) -> Literal["braces", "words", "nothing"]:
    """What some braces follow: braces of their element, words of its heading, or nothing of it."""
    if before.end == braces.start:
        return "braces"
    gap = _ONTO.match(text, before.end, braces.start) if before.is_line else None
    if gap is None or _depth(before, text) != _depth(braces, text):
        return "nothing"
    if not gap["heading"]:
        return "braces" if gap.end() == braces.start else "nothing"
    if text.find("\n", gap.end(), braces.start) >= 0:
        return "nothing"
    return "braces" if _LINE_END.match(text, braces.end) else "words"


def _depth(braces: _Braces, text: str) -> int:
    """In how many quotations the line of some braces stands."""
    line = text.rfind("\n", 0, braces.start) + 1
    quoted = _QUOTED.match(text, line)
    return quoted.group().count(">") if quoted else 0

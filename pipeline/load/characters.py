"""Characters of running text: quotation marks by language, Han characters, joined lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

_NARROW: Final = "\N{NARROW NO-BREAK SPACE}"
_ENGLISH: Final = ("‘", "’", "“", "”")
_QUOTATION_MARKS: Final = {
    "en": _ENGLISH,
    "zh": _ENGLISH,
    "fr": ("“", "”", f"«{_NARROW}", f"{_NARROW}»"),
    "es": ("“", "”", "«", "»"),
}

HAN: Final = (
    "\u2e80-\u303f\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
)
"""Range of Chinese characters and their punctuation, for a character class."""

_HAN: Final = re.compile(f"[{HAN}]")
_BLANKS: Final = re.compile(r"[ \t\n\r\f\v]+")


def quotation_marks(language: str, double: bool) -> tuple[str, str]:  # noqa: FBT001
    """Return the opening and closing mark of a language; English ones where none are known."""
    marks = _QUOTATION_MARKS.get(language.partition("-")[0], _ENGLISH)
    return (marks[2], marks[3]) if double else (marks[0], marks[1])


def join_lines(parts: Sequence[str]) -> tuple[str, list[int]]:
    """Join parts of a paragraph and say where each begins.

    A line end between two Chinese characters vanishes; any other white space is one space.
    """
    text: list[str] = []
    starts: list[int] = []
    length, last = 0, ""
    for index, part in enumerate(parts):
        starts.append(length)
        words = part
        if part in {" ", "\n"}:
            follower = parts[index + 1][:1] if index + 1 < len(parts) else ""
            between = part == "\n" and _HAN.match(last) and _HAN.match(follower)
            words = "" if between or last == " " else " "
        if words:
            text.append(words)
            length += len(words)
            last = words[-1]
    return "".join(text), starts


def collapse(text: str) -> str:
    """Return text with every run of ordinary white space as one space, none at its ends."""
    return _BLANKS.sub(" ", text).strip(" ")


_BEFORE_OPENING: Final = frozenset(" \t\n([{–—/-“‘«\u00a0\u202f")
_ELISION: Final = re.compile(r"(?<!\w)'(?=\d\ds?\b)")


def curl(text: str, language: str) -> str:
    """Return plain text with the curly quotation marks and apostrophes of a language.

    A mark opens at the beginning, and after white space, a dash or an opening bracket; any
    other closes. A single mark that closes is an apostrophe as well.
    """
    if '"' not in text and "'" not in text:
        return text
    single, double = quotation_marks(language, double=False), quotation_marks(language, double=True)
    curled: list[str] = []
    text = _ELISION.sub("’", text)
    for place, sign in enumerate(text):
        if sign not in "\"'":
            curled.append(sign)
            continue
        before = curled[-1][-1] if curled else " "
        opens = before in _BEFORE_OPENING and not text[place + 1 : place + 2].isspace()
        marks = double if sign == '"' else (single[0], "’")
        curled.append(marks[0] if opens else marks[1])
    return "".join(curled)

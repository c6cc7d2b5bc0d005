"""Characters not allowed in a note: they are invisible, or XML cannot contain them."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

# Control characters but tab and newline, marks of direction and their overrides (UAX 9), invisible
# operators, byte-order marks, half pairs, and the 66 noncharacters (Unicode, section 23.7), some
# of which neither XML 1.0 (section 2.2) nor YAML 1.1 (section 5.1) can contain.
_BASIC: Final = (
    "\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u00ad\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f"
    "\\ud800-\\udfff\\ufdd0-\\ufdef\\ufeff\\ufff9-\\uffff"
)
_PLANES: Final = "".join(rf"\U{plane:04x}fffe\U{plane:04x}ffff" for plane in range(1, 17))
INVISIBLE: Final = re.compile(f"[{_BASIC}\\U000e0000-\\U000e007f{_PLANES}]")
"""One such character."""

# A set with many ranges above U+FFFF is tried range by range: ten times slower than this one.
_CANDIDATE: Final = re.compile(f"[{_BASIC}\\U00010000-\\U0010ffff]")
_ASCII: Final = bytes(code for code in range(128) if INVISIBLE.match(chr(code)))

RIGHT_TO_LEFT: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
"""The ranges of scripts that are written from right to left, for a character class."""
DIRECTION_MARKS: Final = "\u200e\u200f\u2066\u2067\u2068\u2069"
"""Marks of direction that turn no letter round, and are allowed where text runs both ways."""

_STRETCHES: Final = DIRECTION_MARKS[2:]
_END_OF_STRETCH: Final = DIRECTION_MARKS[-1]
_DIRECTION_MARK: Final = re.compile(f"[{DIRECTION_MARKS}]")
_RIGHT_TO_LEFT_LETTER: Final = re.compile(f"[{RIGHT_TO_LEFT}]")
_PARAGRAPH: Final = re.compile(r"[^\n]+(?:\n[^\n]+)*")

SOFT_HYPHEN: Final = "\u00ad"
"""Where a word may be divided: invisible, but allowed in the words of running text."""

CODE: Final = "N153"
"""The code of findings about them."""
HINT: Final = "remove it"
"""The hint of such a finding."""


def find_invisible(text: str, allowed: str = "") -> Iterator[tuple[int, str]]:
    """Yield the offset of each such character of a text, and what a finding says of it."""
    for place, sign in _found(text, allowed):
        behind = ", without what ends or begins its stretch" if sign in _STRETCHES else ""
        yield place, f"invisible character {_described(sign)}{behind}"


def without_invisible(text: str, allowed: str = "") -> str:
    """A text with a space for each such character, so that all others keep their places."""
    places = {place for place, _ in _found(text, allowed)}
    if not places:
        return text
    return "".join(" " if place in places else sign for place, sign in enumerate(text))


def _found(text: str, allowed: str) -> Iterator[tuple[int, str]]:
    if _is_plain(text):
        return
    needed: frozenset[int] | None = None
    for match in _CANDIDATE.finditer(text):
        place, sign = match.start(), match.group()
        if sign in allowed or not INVISIBLE.match(sign):
            continue
        if sign in DIRECTION_MARKS:
            needed = frozenset(_needed(text)) if needed is None else needed
            if place in needed:
                continue
        yield place, sign


def _needed(text: str) -> Iterator[int]:
    """Yield the places of marks of direction in paragraphs with letters from right to left.

    What begins a stretch is needed only with what ends it, in the same paragraph.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        if _RIGHT_TO_LEFT_LETTER.search(paragraph.group()) is None:
            continue
        begun: list[int] = []
        for match in _DIRECTION_MARK.finditer(text, paragraph.start(), paragraph.end()):
            if match.group() not in _STRETCHES:
                yield match.start()
            elif match.group() != _END_OF_STRETCH:
                begun.append(match.start())
            elif begun:
                yield from (begun.pop(), match.start())


def _is_plain(text: str) -> bool:
    """Whether a text is ASCII without such a character, as most long ones are."""
    return text.isascii() and len(text.encode().translate(None, _ASCII)) == len(text)


def without_soft_hyphens(text: str) -> str:
    """A text whose words are whole, as they are searched, counted and compared."""
    return text.replace(SOFT_HYPHEN, "")


def plain_ends(text: str) -> str:
    """A text whose lines all end in a newline."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _described(character: str) -> str:
    kind = "noncharacter" if unicodedata.category(character) == "Cn" else "control character"
    name = unicodedata.name(character, kind).lower()
    return f"U+{ord(character):04X} ({name})"

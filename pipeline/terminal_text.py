"""Text as terminals show it: what is printed, how wide it is, in which order it stands."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_SPACES: Final = "\t\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}\N{IDEOGRAPHIC SPACE}"
# Words of Persian and Indian languages are spelled with them.
_JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
_NO_WIDTH: Final = frozenset({"Mn", "Me", "Cf"})
# The letters of scripts from right to left (Bidi_Class R and AL).
_LETTERS: Final = (
    "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
)
_QUOTED: Final = '"“”‘’«»„\n'
_TURNED: Final = re.compile(
    rf"(?<=[\"“‘«„])[^{_QUOTED}]*[{_LETTERS}][^{_QUOTED}]*(?=[\"“”’»])"
    rf"|[{_LETTERS}](?:[^A-Za-z{_QUOTED}]*[{_LETTERS}])?"
)


def columns(text: str) -> int:
    """The number of columns of a terminal that a text takes.

    A wide character takes two (Unicode Standard Annex 11), a mark on another character none.
    """
    return sum(map(_width, text))


def _width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in _NO_WIDTH:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def printable(text: str) -> str:
    """A text with a space for each tab and special space, and U+FFFD for what is not printable."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        if character.isprintable() or character in _JOINERS
        else " "
        if character in _SPACES
        else "\N{REPLACEMENT CHARACTER}"
        for character in text
    )


def isolated(text: str) -> str:
    """A text in which what is quoted from right to left does not move what stands around it.

    It is put into isolates of the bidirectional algorithm (Unicode Standard Annex 9, 2.4), which
    other terminals do not show.
    """
    return text if text.isascii() else _TURNED.sub("\u2068\\g<0>\u2069", text)

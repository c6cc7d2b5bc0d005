"""Where the lines of web and e-mail addresses, and of code, may end.

As the Chicago Manual of Style has it (questions and answers on URLs), a line ends after slashes,
or before a full stop, and never after a hyphen, which would seem to divide a word; so it does at
other signs. Breaks are ``<wbr>`` elements, so that an address is copied as it was typed. Code is
broken at its spaces and after slashes alone.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.languages import Direction

_LETTERS: Final = "A-Za-z0-9\u00c0-\u024f\u0370-\u052f"
_REST: Final = rf"[{_LETTERS}\-._~:/?#\[\]@!$&'’()*+,;=%|{{}}–—]*"
_HOST: Final = rf"(?:[{_LETTERS}-]+\.)+[a-z]{{2,}}"
_ADDRESS: Final = re.compile(
    rf"(?<![{_LETTERS}])(?:https?://|www\.){_REST}"
    rf"|(?<![{_LETTERS}./])10\.[0-9]{{4,9}}/{_REST}"
    rf"|(?<![{_LETTERS}.@-])(?:[{_LETTERS}._%+-]+@{_HOST}|{_HOST}/{_REST})"
)
_MAY_BE_THERE: Final = re.compile(r"[@/]|www\.")
# Punctuation of the sentence around an address.
_AFTER: Final = ".,;:!?'’–—"
_PART: Final = re.compile(rf"[^{_LETTERS}/:\])}}]?[{_LETTERS}\])}}]*[/:]*")
# Only letters, and signs at which no engine ends a line by itself.
_WHOLE: Final = re.compile(r"[._=&#~]?\w*[/:]*", re.ASCII)
# A line has at least this much of an address before and after a break.
_LEAST: Final = 3
# A longer part may be broken between its words, as in fiscalYear, and a very long one, such as a
# key to a database, between any two letters.
_LONG: Final = 12
_VERY_LONG: Final = 24
_WORDS: Final = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PIECE: Final = 8
_SPACES: Final = re.compile(r"(\s+)")
_PATH_PART: Final = re.compile(r"/*[^/]+/*|/+")


def with_breaks(text: str, void: str) -> str:
    """Text as markup, with the places where the lines of addresses in it may end.

    ``void`` is the end of the tag of a void element.
    """
    if not _MAY_BE_THERE.search(text):
        return escape(text, quote=False)
    written: list[str] = []
    done = 0
    for match in _ADDRESS.finditer(text):
        found = _without_punctuation(match.group())
        written += [escape(text[done : match.start()], quote=False), address_markup(found, void)]
        done = match.start() + len(found)
    return "".join((*written, escape(text[done:], quote=False)))


def address_markup(address: str, void: str) -> str:
    """An address as markup; each part at which an engine might end the line is an element."""
    return f'<span class="address">{_joined(_parts(address), void)}</span>'


def code_markup(code: str, void: str, around: Direction = "ltr") -> str:
    """Code as markup, with the places where its lines may end, in text of some direction."""
    words = (
        word if word.isspace() else _joined(_PATH_PART.findall(word), void)
        for word in _SPACES.split(code)
        if word
    )
    direction = "" if around == "ltr" else ' dir="ltr"'
    return f"<code{direction}>{''.join(words)}</code>"


def _joined(parts: Iterable[str], void: str) -> str:
    """Parts as markup, none of them broken, with a place to break between two."""
    return f"<wbr{void}".join(
        escape(part, quote=False)
        if _WHOLE.fullmatch(part)
        else f"<span>{escape(part, quote=False)}</span>"
        for part in parts
    )


def _without_punctuation(address: str) -> str:
    """An address without the signs that end the sentence, or brackets, around it."""
    while address and (
        address[-1] in _AFTER
        or any(address[-1] == end and address.count(end) > address.count(start)
               for start, end in ("()", "[]", "{}"))
    ):  # fmt: skip
        address = address[:-1]
    return address


def _parts(address: str) -> Iterator[str]:
    """Yield the parts of an address, none of them broken over lines."""
    start = 0
    for end in _ends(address):
        if end - start >= _LEAST and len(address) - end >= _LEAST:
            yield address[start:end]
            start = end
    yield address[start:]


def _ends(address: str) -> Iterator[int]:
    for match in _PART.finditer(address):
        start, end = match.span()
        if end - start > _VERY_LONG:
            yield from range(start + _PIECE, end - _PIECE, _PIECE)
        elif end - start > _LONG:
            yield from (word.start() for word in _WORDS.finditer(address, start, end))
        yield end

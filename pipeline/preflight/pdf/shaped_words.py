"""A check that words of joined and marked scripts come out of a PDF as its source has them.

In scripts whose letters join, carry marks or change places, what a reader takes out of a PDF need
not be what was written: a font may lack the meaning of a glyph, or draw two letters by one.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final

from pipeline.findings import Finding, Place
from pipeline.languages import is_right_to_left
from pipeline.languages.writing import letters_of, scripts_in
from pipeline.languages.writing_systems import WRITING_SYSTEMS

_SHAPED: Final = frozenset(row.code for row in WRITING_SYSTEMS if row.plain)
_TEXT: Final = re.compile(r"text/[^/]+\.md")
_UNPRINTED: Final = re.compile(
    r"\A---\n.*?\n---\n"  # The head of a part
    r"|<!--.*?-->|!\[[^\]]*\]|\{[^{}]*\}|(?<=\])\([^)]*\)|\[\^[^\]]*\]|^```.*?^```",
    re.DOTALL | re.MULTILINE,
)
# Marks of emphasis and of spans, which may stand within a word, and what is not seen in one.
_UNSEEN: Final = re.compile("[\\[\\]*\u00ad\u200c-\u200f\u061c\u202a-\u202e\u2060\u2066-\u2069]")
_MOST: Final = 0.01
"""The most that may be missing: some text, such as that of an attribute, is not on the pages."""
_SHOWN: Final = 5


def check_shaped_words(
    content: bytes, source: Mapping[str, bytes], language: str
) -> Iterator[Finding]:
    """Yield a finding for a PDF that lacks words in joined and marked scripts of its source.

    ``source`` are the files of the note by their paths, ``language`` is the tag of its own. The PDF
    is read only if there are such words. Raises ValueError for a page that cannot be read.
    """
    wanted: set[str] = set()
    for path, data in source.items():
        if _TEXT.fullmatch(path):
            wanted.update(shaped_words(_UNPRINTED.sub(" ", data.decode("utf-8", "replace"))))
    if not wanted:
        return
    # In lines from left to right PDFium turns the parts of a word round that a mark divides.
    key = str if is_right_to_left(language) else _letters_of
    read = {key(word) for word in shaped_words(_read(content))}
    missing = sorted(word for word in wanted if key(word) not in read)
    if len(missing) > _MOST * len(wanted):
        shown = ", ".join(missing[:_SHOWN]) + (", …" if len(missing) > _SHOWN else "")
        message = (
            f"{len(missing)} of {len(wanted)} words are not read as they were written: {shown}"
        )
        hint = (
            "set the script in the face notepress has for it, or in a font with TrueType outlines"
        )
        yield Finding("N350", message, Place(""), hint)


def shaped_words(text: str) -> Iterator[str]:
    """Yield the words of a text in joined and marked scripts, composed (NFC), without digits."""
    if not scripts_in(text) & _SHAPED:
        return
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", html.unescape(text)))
    yield from _words().findall(seen)


def _letters_of(word: str) -> str:
    return "".join(sorted(word))


def _read(content: bytes) -> str:
    import pypdfium2

    try:
        with pypdfium2.PdfDocument(content) as document:  # type: ignore[no-untyped-call]
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    except pypdfium2.PdfiumError as error:
        raise ValueError(str(error)) from error


@cache
def _words() -> re.Pattern[str]:
    """All letters and marks of the scripts, one or more; a mark alone is no word."""
    ranges = re.compile(f"[{letters_of(tuple(sorted(_SHAPED)))}]")
    known = [one for one in map(chr, range(0x590, 0xFEFF)) if ranges.match(one)]
    letters = "".join(one for one in known if unicodedata.category(one)[0] == "L")
    marks = "".join(one for one in known if unicodedata.category(one)[0] == "M")
    return re.compile(f"[{letters}][{letters}{marks}]*")

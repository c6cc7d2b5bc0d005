"""The content of a unit -> what is typed for it in the source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.writing.markdown_inlines import escape, escape_number, escape_start
from pipeline.load.characters import HAN
from pipeline.load.constructs.plain_values import escaped, unescaped
from pipeline.translating.marks.content import LINE_BREAK, Content
from pipeline.translating.marks.inline_marks import read_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.translating.marks.content import Piece

Form = Literal["paragraph", "heading", "cell", "line", "plain", "value", "drawn", "data"]
"""How a unit is typed.

``line`` is a caption, source or note between quotation marks, ``plain`` another value there,
``value`` one of YAML, ``drawn`` a drawn table, and ``data`` a cell of a CSV file.
"""

_ESCAPED: Final = re.compile(r"\\?.", re.DOTALL)
_AFTER_SIGN: Final = re.compile(f"(?<=[_{HAN}])@")
"""A sign that begins a citation behind an underscore and a Chinese character, too."""
_NEEDS_QUOTES: Final = re.compile(r'^\s|\s$|[",;\t\n]')
_SMART: Final = "\"'.-"
_QUOTED: Final = re.compile(r'\\(["\\])')
_MARKED: Final[frozenset[Form]] = frozenset({"paragraph", "heading", "cell", "line"})


def read_typed(typed: str, form: Form) -> Content:
    """The content of what is typed in a form."""
    if form in _MARKED:
        return read_marks(_QUOTED.sub(_without_backslash, typed) if form == "line" else typed)
    text = typed
    if form == "plain":
        text = unescaped(_QUOTED.sub(_without_backslash, " ".join(typed.split())))
    return Content((text,) if text else ())


def _without_backslash(match: re.Match[str]) -> str:
    # Of a backslash before a backslash, Markdown makes one.
    return match[1] if match[1] == '"' else match[0]


def write_typed(content: Content, form: Form) -> str:
    """What is typed for a content in a form; line breaks stand at the ends of lines."""
    if form == "plain":
        return escaped(content.words, is_in_text=True).replace('"', '\\"')
    if form == "data" and _NEEDS_QUOTES.search(content.words):
        return '"{}"'.format(content.words.replace('"', '""'))
    if form not in _MARKED:
        return content.words
    text = "".join(_write(content.pieces))
    if form == "paragraph":
        return escape_start(text)
    text = text.replace(LINE_BREAK, " ")
    if form == "heading":
        return escape_number(text)
    return text.replace('"', '\\"') if form == "line" else text


def _write(pieces: Sequence[Piece]) -> Iterator[str]:
    """Yield the Markdown of texts and codes. Quotation marks, dashes and dots are set as typed."""
    for place, piece in enumerate(pieces):
        if not isinstance(piece, str):
            yield piece.typed
            continue
        before = _typed(pieces[place - 1])[-1:] if place else ""
        after = _typed(pieces[place + 1])[:1] if place + 1 < len(pieces) else ""
        # What a sign means depends on its neighbours; each is one sign, with a backslash or not.
        signs = _ESCAPED.findall(escape(f"{before}{piece}{after}"))
        own = signs[len(before) : len(signs) - len(after)]
        typed = "".join(sign[-1] if sign[-1] in _SMART else sign for sign in own)
        yield _AFTER_SIGN.sub(r"\@", typed)


def _typed(piece: Piece) -> str:
    return piece if isinstance(piece, str) else piece.typed

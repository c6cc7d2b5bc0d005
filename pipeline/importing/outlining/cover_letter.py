"""A letter that covers a manuscript: from its letterhead to its signature."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.running_text import is_running
from pipeline.importing.reading.runs import lines_of, one_line
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_GREETING: Final = re.compile(
    rf"{any_of('lines', 'greeting')}(?!\w)[^.]{{0,80}}[,:：，!]", re.IGNORECASE
)
_CLOSING: Final = re.compile(rf"{any_of('lines', 'closing')}(?!\w).{{0,80}}", re.IGNORECASE)
_FIRST: Final = 15
"""Before which piece a letter greets."""
_MOST: Final = 40
_SIGNATURE: Final = 4
_SIGNED_WORDS: Final = 8


def find_letter(pieces: Sequence[Piece], ledger: Ledger) -> range:
    """The indexes of a letter before the manuscript; none if there is no letter."""
    greeting = _greeting(pieces)
    if greeting is None:
        return range(0)
    closing = next(
        (
            at
            for at in range(greeting + 1, min(greeting + _MOST, len(pieces)))
            if any(_CLOSING.fullmatch(line) for line in _lines(pieces[at]))
        ),
        None,
    )
    if closing is None:
        text, place = pieces[greeting].text, pieces[greeting].place
        ledger.guess("letter", text, place, 0.3, "it greets, but nothing closes a letter")
        return range(0)
    return range(_start(pieces, greeting), _end(pieces, closing))


def _lines(piece: Piece) -> list[str]:
    if piece.kind != "paragraph":
        return []
    return [one_line(line) for line in lines_of(piece.runs)]


def _greeting(pieces: Sequence[Piece]) -> int | None:
    for at, piece in enumerate(pieces[:_FIRST]):
        if piece.kind == "heading":
            return None
        lines = _lines(piece)
        if lines and _GREETING.fullmatch(lines[-1]):
            return at
    return None


def _start(pieces: Sequence[Piece], greeting: int) -> int:
    """The first line of the letterhead: what stands on the page of the letter."""
    at = greeting
    while at and not pieces[at].look.breaks_page:
        before = pieces[at - 1]
        named = before.style.startswith("meta:") or before.style.lower() in {"title", "subtitle"}
        if named or before.kind == "heading" or is_running(before):
            break
        at -= 1
    return at


def _end(pieces: Sequence[Piece], closing: int) -> int:
    """Where the letter ends: after the lines of its signature."""
    at, size = closing + 1, pieces[closing].look.size
    most = closing + 1 + (_SIGNATURE if size else 1)
    while at < min(most, len(pieces)):
        piece = pieces[at]
        is_line = piece.kind == "paragraph" and len(piece.text.split()) <= _SIGNED_WORDS
        apart = piece.look.breaks_page or piece.look.size > size or bool(piece.style)
        if not is_line or apart:
            break
        at += 1
    return at

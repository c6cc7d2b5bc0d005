"""Who signs a foreword: the short lines at its end."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.landmarks import read_date
from pipeline.importing.reading.runs import lines_of, one_line
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

Signature = tuple[str, str]
"""A name and a function, which may be empty."""

_MOST: Final = 4
_MOST_WORDS: Final = 10
_NAME_WORDS: Final = 6
_ENDS: Final = re.compile(r"[.!?:;。！？]$")
_ROLE: Final = re.compile(rf"\b{any_of('roles')}\b", re.IGNORECASE)


def take_signatures(
    pieces: Sequence[Piece], ledger: Ledger
) -> tuple[tuple[Piece, ...], tuple[Signature, ...]]:
    """The pieces of a part without the lines that sign it, and those who sign."""
    at = len(pieces)
    while at > 1 and len(pieces) - at < _MOST and _is_line(pieces[at - 1]):
        at -= 1
    lines = [(one_line(line), piece) for piece in pieces[at:] for line in lines_of(piece.runs)]
    if not lines or not _is_name(lines[0][0]):
        return tuple(pieces), ()
    signed: list[Signature] = []
    for text, _ in lines:
        name, comma, function = text.partition(", ")
        if signed and not signed[-1][1]:
            signed[-1] = (signed[-1][0], text)
        elif signed and (_ROLE.search(text) or not _is_name(text)):
            signed[-1] = (signed[-1][0], f"{signed[-1][1]}, {text}")
        else:
            signed.append((name, function) if comma else (text, ""))
    for piece in pieces[at:]:
        why = "short line at the end of the foreword"
        ledger.recognise("signature", piece.text, piece.place, 0.7, why)
    return tuple(pieces[:at]), tuple(signed)


def _is_line(piece: Piece) -> bool:
    if piece.kind != "paragraph" or read_date(piece.text):
        return False
    lines = [one_line(line) for line in lines_of(piece.runs)]
    return all(len(line.split()) <= _MOST_WORDS and not _ENDS.search(line) for line in lines)


def _is_name(text: str) -> bool:
    name = text.partition(", ")[0]
    return len(name.split()) <= _NAME_WORDS and not any(sign.isdigit() for sign in name)

"""Page numbers and running heads that were typed into the text, or came with its pages."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.running_text import is_running
from pipeline.importing.vocabulary import any_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_PAGE: Final = re.compile(
    rf"[–—|-]?\s*(?:{any_of('lines', 'page')}\s*)?\d{{1,3}}"
    rf"(?:\s*(?:/|{any_of('lines', 'of')})\s*\d{{1,3}})?\s*[–—|-]?",
    re.IGNORECASE,
)
_FIGURE: Final = re.compile(r"\d{1,3}")
_OFTEN: Final = 3
_MOST_WORDS: Final = 15


def without_running_heads(pieces: Sequence[Piece], ledger: Ledger) -> list[Piece]:
    """Remove page numbers, and short lines that are repeated on page after page."""
    lines = [piece for piece in pieces if _is_plain(piece)]
    often = Counter(piece.text for piece in lines)
    counted = _counted(lines)
    kept = []
    for piece in pieces:
        if _is_plain(piece) and _PAGE.fullmatch(piece.text):
            ledger.leave_out(piece.place, piece.text, "page number")
        elif _is_plain(piece) and (often[piece.text] > _OFTEN or _shape(piece.text) in counted):
            ledger.leave_out(piece.place, piece.text, "repeated running head")
        else:
            kept.append(piece)
    return kept


def _is_plain(piece: Piece) -> bool:
    is_line = piece.kind == "paragraph" and not piece.style and not is_running(piece)
    return is_line and len(piece.text.split()) <= _MOST_WORDS


def _shape(text: str) -> str:
    return _FIGURE.sub("#", text)


def _counted(lines: Iterable[Piece]) -> set[str]:
    """The lines that come again and again with a number that grows: "3 | Policy brief"."""
    numbers: dict[str, list[int]] = {}
    for piece in lines:
        found = _FIGURE.findall(piece.text)
        if len(found) == 1 and any(sign.isalpha() for sign in piece.text):
            edge = piece.text.startswith(found[0]) or piece.text.endswith(found[0])
            if edge and re.search(r"[|•·–—/]|\s{2}", piece.text):
                numbers.setdefault(_shape(piece.text), []).append(int(found[0]))
    return {
        shape
        for shape, values in numbers.items()
        if len(values) > _OFTEN and values == sorted(set(values))
    }

"""Leave out the empty heading under which Quarto and pandoc set the list of works cited."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.landmarks import landmark

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import Piece

_WHY: Final = "heading without text: notepress writes the list of the works cited and its heading"


def leave_out_empty_references(pieces: Iterable[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces without headings such as "References" that have nothing below them."""
    kept = []
    for piece, after in pairwise((*pieces, None)):
        if piece and _is_empty(piece, after):
            ledger.leave_out(piece.place, piece.text, _WHY)
        elif piece:
            kept.append(piece)
    return tuple(kept)


def _is_empty(piece: Piece, after: Piece | None) -> bool:
    if piece.kind != "heading" or landmark(piece.text) != "references":
        return False
    return after is None or (after.kind == "heading" and after.level <= piece.level)

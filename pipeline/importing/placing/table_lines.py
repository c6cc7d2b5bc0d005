"""Captions, sources and notes that are rows of their table."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.labels import label_of, line_of
from pipeline.importing.reading.runs import (
    Run,
    Runs,
    drop_start,
    one_line,
    plain,
    strip,
    without_blocks,
)
from pipeline.importing.reading.tables import has_to_be_drawn

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.pieces import DrawnCell, Piece

WORD_ADDED: Final = "word that the style adds"


def without_lines(piece: Piece, ledger: Ledger) -> Piece:
    """A table whose first row was its caption, or its last ones source and note, without them."""
    if piece.kind != "table" or len(piece.rows) < 3:
        return piece
    first = _alone(piece.rows[0])
    if first and not piece.text and label_of(plain(first)):
        piece = replace(_without_row(piece, 0), runs=(*piece.runs, *first))
        piece = replace(piece, heads=max(0, piece.heads - 1))
    while len(piece.rows) > 2:
        last = _alone(piece.rows[-1])
        found = line_of(plain(last)) if last else None
        if found is None:
            return piece
        line, length = found
        ledger.leave_out(piece.place, plain(last)[:length].strip(), WORD_ADDED)
        words = strip(drop_start(last, length))
        piece = _without_row(piece, len(piece.rows) - 1)
        if line == "source":
            piece = replace(piece, credit=_before(words, piece.credit))
        else:
            piece = replace(piece, remark=_before(words, piece.remark))
    return piece


def _alone(row: Sequence[Runs]) -> Runs:
    """What is in the only cell of a row that has words."""
    filled = [cell for cell in row if plain(cell).strip()]
    return without_blocks(filled[0]) if len(filled) == 1 and filled[0] == row[0] else ()


def _before(first: Runs, rest: Runs) -> Runs:
    return (*first, Run(" "), *rest) if rest else first


def _without_row(piece: Piece, row: int) -> Piece:
    rows = tuple(one for index, one in enumerate(piece.rows) if index != row)
    drawn = tuple(cell for one in piece.drawn for cell in _moved(one, row))
    return replace(piece, rows=rows, drawn=drawn if has_to_be_drawn(drawn, rows) else ())


def _moved(cell: DrawnCell, row: int) -> tuple[DrawnCell, ...]:
    """A cell in a table without a row; nothing if it was in that row alone."""
    if cell.row > row:
        return (replace(cell, row=cell.row - 1),)
    if cell.row + cell.rows <= row:
        return (cell,)
    return (replace(cell, rows=cell.rows - 1),) if cell.rows > 1 else ()


def once_captioned(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces, tables without a caption that is a paragraph beside them as well.

    Word files may have it a second time in the properties of the table (ISO/IEC 29500-1, 17.4.62).
    """
    for index, piece in enumerate(pieces):
        beside = (*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2])
        twins = {one_line(one.runs) for one in beside if one.kind == "paragraph"}
        is_twin = piece.kind == "table" and one_line(piece.runs) in twins
        yield replace(piece, runs=()) if is_twin else piece

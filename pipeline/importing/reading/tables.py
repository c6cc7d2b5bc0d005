"""Cells of a table of a manuscript: in a full grid of lines, and where each is drawn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.pieces import DrawnCell, Piece, all_pieces
from pipeline.importing.reading.runs import LINE_BREAK, CellBlock, Run, Runs, strip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MOST_BELOW: Final = 30
"""The most words below a picture of a table that only holds pictures."""
_SENTENCE: Final = 12
_SEVERAL: Final = 2


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell as it is read: what it contains, and how many rows and columns it spans."""

    pieces: tuple[Piece, ...]
    rows: int = 1
    columns: int = 1


def place_cells(rows: Sequence[Sequence[Cell]], width: int) -> tuple[DrawnCell, ...]:
    """The places of the cells of a table, row by row."""
    taken: set[tuple[int, int]] = set()
    found = []
    for index, row in enumerate(rows):
        for cell in row:
            start = next((at for at in range(width) if (index, at) not in taken), width - 1)
            deep = min(cell.rows, len(rows) - index)
            wide = min(cell.columns, width - start)
            taken |= {(index + down, start + on) for down in range(deep) for on in range(wide)}
            found.append(DrawnCell(index, start, deep, wide))
    return tuple(found)


def holds_pictures(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only holds pictures and what is said below them."""
    pieces = [piece for row in rows for cell in row for piece in cell.pieces]
    words = sum(len(piece.text.split()) for piece in pieces if piece.kind != "picture")
    pictures = sum(piece.kind == "picture" for piece in pieces)
    others = any(piece.kind not in {"picture", "paragraph"} for piece in pieces)
    return bool(pictures) and not others and words <= _MOST_BELOW * pictures


def holds_text(rows: Sequence[Sequence[Cell]]) -> bool:
    """Whether a table only lays out text: each row has a cell with several paragraphs of it."""
    filled = [row for row in rows if any(cell.pieces for cell in row)]
    return bool(filled) and all(any(_is_text(cell.pieces) for cell in row) for row in filled)


def _is_text(pieces: Sequence[Piece]) -> bool:
    long = [one for one in pieces if one.kind == "paragraph" and len(one.text.split()) > _SENTENCE]
    return len(long) >= _SEVERAL and len(pieces) > _SEVERAL


def lines_of_cells(
    rows: Sequence[Sequence[Cell]], places: Sequence[DrawnCell], width: int
) -> tuple[tuple[Runs, ...], ...]:
    """The cells in a full grid; what a cell spans is in its first place."""
    grid: list[list[Runs]] = [[()] * width for _ in rows]
    for cell, place in zip((cell for row in rows for cell in row), places, strict=True):
        before = grid[place.row][place.column]
        # Two cells in one place are one: none is lost in a table that is not a rectangle.
        grid[place.row][place.column] = (*before, *_line(cell.pieces, is_first=not before))
    return tuple(tuple(strip(cell) for cell in row) for row in grid)


def has_to_be_drawn(places: Sequence[DrawnCell], rows: Sequence[Sequence[Runs]]) -> bool:
    """Whether a table with these cells cannot have each row on a line of its own."""
    merged = any(place.rows > 1 or place.columns > 1 for place in places)
    return merged or any(_is_more_than_a_line(cell) for row in rows for cell in row)


def _is_more_than_a_line(runs: Runs) -> bool:
    starts = [run.extra for run in runs if isinstance(run.extra, CellBlock)]
    return len(starts) > 1 or any(one.level for one in starts)


def _line(pieces: Sequence[Piece], *, is_first: bool) -> Runs:
    """What is in a cell, with the start of each of its blocks."""
    found: list[Run] = []
    for piece in all_pieces(pieces):
        if piece.kind == "picture":
            continue
        cells = [run for row in piece.rows for one in row for run in (*one, Run(" "))]
        gap = [] if is_first and not found else [Run("\n")]
        start = CellBlock(piece.level, piece.number) if piece.kind == "item" else CellBlock()
        found += [*gap, Run(extra=start), *piece.runs, *cells]
    return tuple(found)


def blocks_of_cell(runs: Runs) -> tuple[Piece, ...]:
    """The blocks of a cell as pieces."""
    found: list[tuple[CellBlock, list[Run]]] = []
    for run in _in_paragraphs(runs):
        if isinstance(run.extra, CellBlock):
            found.append((run.extra, []))
        elif found:
            found[-1][1].append(run)
        else:
            found.append((CellBlock(), [run]))
    return tuple(
        Piece("item" if start.level else "paragraph", strip(inside), start.level, start.number)
        for start, inside in found
    )


def _in_paragraphs(runs: Runs) -> Iterator[Run]:
    """Yield runs in which each line that the author ended is a paragraph, or goes on in an item."""
    in_item = False
    for run in runs:
        if isinstance(run.extra, CellBlock):
            in_item = run.extra.level > 0
        for number, part in enumerate(run.text.split(LINE_BREAK)):
            if number:
                yield Run(" ") if in_item else Run(extra=CellBlock())
            yield replace(run, text=part, extra=None if number else run.extra)

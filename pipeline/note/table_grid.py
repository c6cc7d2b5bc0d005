"""The grid of a table: the cell at each place, as a cell may span rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Footnote

if TYPE_CHECKING:
    from pipeline.note.text import Blocks, Cell

    Row = Sequence[Cell]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid of a table: the cell that covers it, and where that one begins."""

    cell: Cell
    row: int
    column: int


Slots = tuple[Slot | None, ...]
"""The places of a row, one for each column; None where a row is too short."""


def grid_of(rows: Sequence[Row], width: int) -> tuple[Slots, ...]:
    """The grid of some rows of a table that has this many columns.

    A cell that spans rows or columns is in each of the places that it covers.
    """
    grid: list[list[Slot | None]] = [[None] * width for _ in rows]
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while column < width and grid[number][column] is not None:
                column += 1
            slot = Slot(cell, number, column)
            end = min(column + cell.columns, width)
            for covered in grid[number : number + cell.rows]:
                covered[column:end] = [slot] * (end - column)
            column = end
    return tuple(map(tuple, grid))


def own_cells(slots: Slots, row: int) -> tuple[Slot, ...]:
    """The cells that begin in a row of a grid, in their order."""
    return tuple(
        one
        for column, one in enumerate(slots)
        if one is not None and (one.row, one.column) == (row, column)
    )


def joined_rows(rows: Sequence[Row]) -> tuple[int, ...]:
    """For each row, how many rows from it on cells hold together: 0 in the middle of some."""
    joined = [1] * len(rows)
    first = end = 0
    for number, row in enumerate(rows):
        if number >= end:
            first, end = number, number + 1
        else:
            joined[number] = 0
        end = min(max(end, *(number + cell.rows for cell in row), number + 1), len(rows))
        joined[first] = end - first
    return tuple(joined)


def heads_by_column(rows: Sequence[Row], width: int) -> list[Blocks]:
    """All that stands above each column in the head rows of a table, from the top down."""
    grid = grid_of(rows, width)
    heads: list[Blocks] = []
    for column in range(width):
        above = dict.fromkeys(slots[column] for slots in grid)
        parts = (_contents(one, is_first=one.column == column) for one in above if one is not None)
        heads.append(tuple(block for part in parts for block in part))
    return heads


def cells_by_column(rows: Sequence[Row], width: int) -> list[list[Blocks]]:
    """Rows with a cell for each column, each of which can be read by itself.

    What is in a cell over several rows is in each of them, without its footnotes behind the first;
    a cell over several columns is in the first of them.
    """
    return [
        [
            _contents(one, is_first=one.row == row)
            if one is not None and one.column == column
            else ()
            for column, one in enumerate(slots)
        ]
        for row, slots in enumerate(grid_of(rows, width))
    ]


def _contents(slot: Slot, *, is_first: bool) -> Blocks:
    """What is in a cell, at the first or a further place."""
    blocks = slot.cell.blocks
    return blocks if is_first else replace_inlines(blocks, _without_footnote)


def _without_footnote(inline: object) -> object:
    return () if isinstance(inline, Footnote) else inline

"""Tables whose cells span others or contain several blocks, drawn with borders."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.grids.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.reading.pieces import DrawnCell

_LEAST: Final = 3
"""The least width of a column, in signs."""


@dataclass(frozen=True, slots=True)
class DrawnTable:
    """The cells of a table with their lines of Markdown, and the number of its head rows."""

    cells: Sequence[tuple[DrawnCell, tuple[str, ...]]]
    height: int
    width: int
    heads: int


def draw(table: DrawnTable) -> list[str]:
    """The lines of a drawn table, with equals signs below its heads."""
    return _Canvas(table).lines()


def _width_of(line: str) -> int:
    return len(Line(line, 0).columns)


class _Canvas:
    def __init__(self, table: DrawnTable) -> None:
        self.table = table
        self.owner = {
            (cell.row + down, cell.column + on): (cell, lines)
            for cell, lines in table.cells
            for down in range(cell.rows)
            for on in range(cell.columns)
        }
        self.widths = self._sizes(columns=True)
        self.heights = self._sizes(columns=False)

    def _sizes(self, *, columns: bool) -> list[int]:
        """The width of each column, or the height of each row, in signs between the borders."""
        count = self.table.width if columns else self.table.height
        sizes = [_LEAST if columns else 1] * count
        spans = sorted(self.table.cells, key=lambda one: _span(one[0], columns=columns)[1])
        for cell, lines in spans:
            start, length = _span(cell, columns=columns)
            needed = max(map(_width_of, lines), default=0) + 2 if columns else len(lines)
            # The borders inside a cell that spans others are room as well.
            room = sum(sizes[start : start + length]) + length - 1
            sizes[start + length - 1] += max(0, needed - room)
        return sizes

    def lines(self) -> list[str]:
        """All lines, from border to border."""
        found = []
        for row in range(self.table.height):
            found.append(self._border(row))
            found += [self._line(row, at) for at in range(self.heights[row])]
        return [*found, self._border(self.table.height)]

    def _cell(self, row: int, column: int) -> DrawnCell | None:
        found = self.owner.get((row, column))
        return found[0] if found else None

    def _border(self, row: int) -> str:
        """The border above a row; it is not drawn through a cell that spans it."""
        sign = "=" if row == self.table.heads else "-"
        parts = [self._corner(row, 0, sign)]
        column = 0
        while column < self.table.width:
            above, below = self._cell(row - 1, column), self._cell(row, column)
            if above is not None and above is below:
                end = above.column + above.columns
                parts.append(self._content(above, self._offset(above, row) - 1))
            else:
                end = column + 1
                parts.append(sign * self.widths[column])
            column = end
            parts.append(self._corner(row, column, sign))
        return "".join(parts)

    def _corner(self, row: int, column: int, sign: str) -> str:
        """The sign where a border meets those between columns."""
        sides = [side for side in (column - 1, column) if 0 <= side < self.table.width]
        across = any(self._cell(row - 1, side) is not self._cell(row, side) for side in sides)
        if not across:
            return "|"
        rows = [one for one in (row - 1, row) if 0 <= one < self.table.height]
        down = len(sides) < 2 or any(
            self._cell(one, sides[0]) is not self._cell(one, sides[1]) for one in rows
        )
        return "+" if down else sign

    def _offset(self, cell: DrawnCell, row: int) -> int:
        """How many lines of a cell stand above a row, the borders among them."""
        return sum(self.heights[cell.row : row]) + row - cell.row

    def _line(self, row: int, at: int) -> str:
        parts = ["|"]
        column = 0
        while column < self.table.width:
            cell = self._cell(row, column)
            if cell is None:
                parts.append(" " * self.widths[column])
                column += 1
            else:
                parts.append(self._content(cell, self._offset(cell, row) + at))
                column = cell.column + cell.columns
            parts.append("|")
        return "".join(parts)

    def _content(self, cell: DrawnCell, at: int) -> str:
        lines = self.owner[cell.row, cell.column][1]
        text = f" {lines[at]}" if at < len(lines) and lines[at] else ""
        wide = sum(self.widths[cell.column : cell.column + cell.columns]) + cell.columns - 1
        return text + " " * (wide - _width_of(text))


def _span(cell: DrawnCell, *, columns: bool) -> tuple[int, int]:
    return (cell.column, cell.columns) if columns else (cell.row, cell.rows)

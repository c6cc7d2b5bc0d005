"""Table rows as markup: row heads, totals, groups, columns of numbers, spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from pipeline.note.table_grid import Slot, Slots, grid_of, joined_rows, own_cells
from pipeline.note.table_shape import MINUS, number_in, text_of_cell

if TYPE_CHECKING:
    from pipeline.note.table_shape import NumberColumn, Shape
    from pipeline.note.text import Blocks, Cell, Table

FEW_ROWS: Final = 6
"""The rows up to which a table, or those of it that a cell joins, are not divided over pages."""

_DASH: Final = "–"
# Years such as 2010–2019, codes, numbers with a sign: a browser would divide them after a dash.
# Where words have no spaces between them, a digit makes no word of them.
_UNDIVIDED: Final = re.compile(
    r"(?=\S*\d)[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]{2,14}"
)
# A hyphen or a dash before the first digit of a cell, after the tags that open there.
_SIGN: Final = re.compile(r"^((?:<[^>]*>)*)[-–](?=\d)")
_HYPHEN: Final = re.compile(r"^((?:<[^>]*>)*)-(?=(?:<[^>]*>)*$)")


@dataclass(frozen=True, slots=True)
class RowWriter:
    """Writes the rows of a table; ``inside`` writes the content of a cell."""

    table: Table
    shape: Shape
    inside: Callable[[Blocks], str]

    def head(self) -> str:
        """The rows of column heads."""
        grid = grid_of(self.table.head, len(self.table.alignments))
        return "".join(
            f"<tr{_named(*_edges(slots, row))}>{''.join(self._cells(slots, row, 'th'))}</tr>"
            for row, slots in enumerate(grid)
        )

    def column_groups(self) -> str:
        """The columns in groups, if a head at the top stands over several of them."""
        heads = self.table.head[0] if self.table.head else ()
        if all(cell.columns == 1 for cell in heads):
            return ""
        spans = (f' span="{one.columns}"' if one.columns > 1 else "" for one in heads)
        return "".join(f"<colgroup{span}></colgroup>" for span in spans)

    def bodies(self) -> str:
        """The body of the table, in one element for each of its groups."""
        bodies: list[list[str]] = [[]]
        grouped = False
        grid = grid_of(self.table.body, len(self.table.alignments))
        held = _held_rows(joined_rows(self.table.body))
        for row, (slots, kind) in enumerate(zip(grid, self.shape.rows, strict=True)):
            if kind == "group":
                grouped = True
                bodies.append([self._group(own_cells(slots, row)[0].cell)])
                continue
            grouped = grouped and kind != "total"
            name = "total" if kind == "total" else "grouped" if grouped else ""
            names = (name, "held" if row in held else "", *_edges(slots, row))
            cells = "".join(self._cells(slots, row, "td"))
            bodies[-1].append(f"<tr{_named(*names)}>{cells}</tr>")
        return "".join(f"<tbody>{''.join(rows)}</tbody>" for rows in bodies if rows)

    def _group(self, cell: Cell) -> str:
        inside = self.inside(cell.blocks)
        width = len(self.table.alignments)
        return f'<tr class="group"><th scope="rowgroup" colspan="{width}">{inside}</th></tr>'

    def _cells(self, slots: Slots, row: int, tag: str) -> Iterator[str]:
        for slot in own_cells(slots, row):
            cell, column = slot.cell, slot.column
            is_row_head = tag == "td" and column == 0 and self.shape.has_row_heads and cell.blocks
            name = "th" if is_row_head else tag
            scope = f' scope="{self._scope(slot, tag)}"' if name == "th" else ""
            inside = self.inside(cell.blocks)
            if self._numbers(slot) and tag == "td":
                inside = _with_signs(inside)
            yield f"<{name}{scope}{self._attributes(slot, tag)}>{inside}</{name}>"

    def _scope(self, slot: Slot, tag: str) -> str:
        """What a head is a head of; only one at the top can be that of a group of columns."""
        if tag == "td":
            return "row"
        return "colgroup" if slot.row == 0 and slot.cell.columns > 1 else "col"

    def _numbers(self, slot: Slot) -> NumberColumn | None:
        """The column of numbers that a cell is part of."""
        return self.shape.columns.get(slot.column) if slot.cell.columns == 1 else None

    def _attributes(self, slot: Slot, tag: str) -> str:
        cell, numbers = slot.cell, self._numbers(slot)
        names = ["number" if numbers else self._alignment(slot, tag)]
        if tag == "td" and not numbers and _UNDIVIDED.fullmatch(text_of_cell(cell)):
            names.append("undivided")
        if tag == "th" and slot.row + cell.rows == len(self.table.head) > slot.row + 1:
            names.append("base")
        return "".join(
            (
                _named(*names),
                _padding(cell, numbers) if numbers and tag == "td" else "",
                f' colspan="{cell.columns}"' if cell.columns > 1 else "",
                f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
            )
        )

    def _alignment(self, slot: Slot, tag: str) -> str:
        """How a cell is aligned, as a class; one over several columns stands in their middle."""
        end = slot.column + slot.cell.columns
        covered = set(self.table.alignments[slot.column : end])
        if slot.cell.columns > 1:
            if tag == "th":
                return "spanning"
            numbers = all(place in self.shape.columns for place in range(slot.column, end))
            covered = {"center"} if numbers else covered if len(covered) == 1 else set()
        alignment = covered.pop() if covered else "default"
        return f"align-{alignment}" if alignment != "default" else ""


def _named(*names: str) -> str:
    """An attribute with some classes, if there are any."""
    name = " ".join(filter(None, names))
    return f' class="{name}"' if name else ""


def _edges(slots: Slots, row: int) -> Iterator[str]:
    """Yield the names of the ends of a row that a cell of a row above reaches into."""
    for name, slot in (("covered-start", slots[0]), ("covered-end", slots[-1])):
        if slot is not None and slot.row < row:
            yield name


def _held_rows(joined: Sequence[int]) -> frozenset[int]:
    """The rows behind which no page ends, as a cell joins them to the next one."""
    return frozenset(
        row
        for first, count in enumerate(joined)
        if count <= FEW_ROWS
        for row in range(first, first + count - 1)
    )


def _padding(cell: Cell, column: NumberColumn) -> str:
    """The room that a number needs on its right; the style sets it as text that is not seen."""
    number = number_in(text_of_cell(cell), column.decimal)
    padding = column.padding(number) if number and cell.blocks else ""
    return f' data-padding="{escape(padding)}"' if padding else ""


def _with_signs(inside: str) -> str:
    """The markup of a number with a true minus, or of the dash in place of one."""
    return _HYPHEN.sub(rf"\g<1>{_DASH}", _SIGN.sub(rf"\g<1>{MINUS}", inside, count=1))

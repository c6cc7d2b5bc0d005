"""The rows of a table in JATS, which has them from XHTML."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.deposit.writing import add
from pipeline.note.table_grid import grid_of, own_cells
from pipeline.note.table_shape import shape_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pipeline.note.table_grid import Slot
    from pipeline.note.text import Blocks, Table

Inside = Callable[["Element", "Blocks"], None]
"""Appends the blocks of a cell to it."""


def write_rows(parent: Element, table: Table, decimal: str, inside: Inside) -> None:
    """Append the rows of a table, in a language with this decimal sign."""
    shape = shape_of(table, decimal)
    width = len(table.alignments)
    if table.head:
        head = add(parent, "thead")
        for row, slots in enumerate(grid_of(table.head, width)):
            line = add(head, "tr")
            for slot in own_cells(slots, row):
                scope = "colgroup" if slot.row == 0 and slot.cell.columns > 1 else "col"
                inside(_cell(line, "th", slot, scope, table), slot.cell.blocks)
    body = add(parent, "tbody")
    for row, slots in enumerate(grid_of(table.body, width)):
        line = add(body, "tr")
        for slot in own_cells(slots, row):
            is_head = slot.column == 0 and shape.has_row_heads and bool(slot.cell.blocks)
            name, scope = ("th", "row") if is_head else ("td", "")
            inside(_cell(line, name, slot, scope, table), slot.cell.blocks)


def _cell(line: Element, name: str, slot: Slot, scope: str, table: Table) -> Element:
    cell, alignment = slot.cell, table.alignments[slot.column]
    attributes = {
        "scope": scope,
        "align": "" if alignment == "default" else alignment,
        "colspan": str(cell.columns) if cell.columns > 1 else "",
        "rowspan": str(cell.rows) if cell.rows > 1 else "",
    }
    return add(line, name, "", attributes)

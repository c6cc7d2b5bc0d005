"""Table nodes -> tables of the note."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.load.text.attributes import layout_hints_of
from pipeline.note.text import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.note.text import Blocks, Inlines

    ReadBlocks = Callable[[Sequence[Node], Context], Blocks]
    """Converts the contents of a cell."""

Alignment = Literal["left", "center", "right", "default"]
"""How a column is aligned; by default as its cells are words or numbers."""
Row = tuple[Cell, ...]

WIDE: Final = "wide"
"""The mark of a table that is set over text and margin."""
LINES: Final = ("caption", "source", "note")
"""The attributes of a table that are set as lines of text."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What is said before the rows of a table: its id and its caption."""

    id: str
    caption: Inlines


def read_table(node: Node, opening: Opening, context: Context, read_blocks: ReadBlocks) -> Table:
    """Convert a table; what is not allowed in it is reported and left out.

    ``context`` counts the notes of the table, those of its caption first.
    """
    context = replace(context.within("table"), holder="drawn cell" if node.number else "")
    rows = [
        tuple(_cell(cell, replace(context, heading=f"{opening.id}-{line}-{column}"), read_blocks)
              for column, cell in enumerate(row.children, 1))
        for line, row in enumerate(node.children, 1)
    ]  # fmt: skip
    heads = sum(row.kind == "HeadRow" for row in node.children)
    alignments = tuple(_alignment(word) for word in node.text.split(",") if word)
    table = table_of(opening, node, rows[:heads], rows[heads:], alignments)
    return table.model_copy(update={"is_drawn": True}) if node.number else table


def table_of(
    opening: Opening,
    node: Node,
    head: Sequence[Row],
    body: Sequence[Row],
    alignments: tuple[Alignment, ...],
) -> Table:
    """A table with what was said before its rows and the marks of its node."""
    return Table(
        id=opening.id,
        caption=opening.caption,
        wide=WIDE in node.classes,
        alignments=alignments,
        head=tuple(head),
        body=tuple(body),
        layout_hints=layout_hints_of(node),
    )


def _cell(cell: Node, context: Context, read_blocks: ReadBlocks) -> Cell:
    return Cell(
        blocks=read_blocks(cell.children, context),
        columns=int(cell.value("columns") or 1),
        rows=int(cell.value("rows") or 1),
    )


def _alignment(word: str) -> Alignment:
    match word:
        case "left" | "center" | "right":
            return word
        case _:
            return "default"

"""What a table's cells say of themselves: their scope, how they are aligned, what they span."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note.text import Cell, Table


def cell_attributes(row: tuple[Cell, ...], table: Table, tag: str) -> Iterator[str]:
    """Yield the attributes of each cell of a row, written as elements of ``tag``."""
    column = 0
    for cell in row:
        alignment = table.alignments[column] if column < len(table.alignments) else "default"
        attributes = (
            ' scope="col"' if tag == "th" else "",
            f' class="align-{alignment}"' if alignment != "default" else "",
            f' colspan="{cell.columns}"' if cell.columns > 1 else "",
            f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
        )
        yield "".join(attributes)
        column += cell.columns

"""Table rows as markup: the scope, alignment and spans of their cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.note.text import Blocks, Cell, Table


def row_markup(
    row: tuple[Cell, ...], table: Table, tag: Literal["th", "td"], inside: Callable[[Blocks], str]
) -> str:
    """A row with its cells as ``tag`` elements; ``inside`` writes their content."""
    cells = []
    column = 0
    for cell in row:
        alignment = table.alignments[column] if column < len(table.alignments) else "default"
        attributes = "".join(
            (
                ' scope="col"' if tag == "th" else "",
                f' class="align-{alignment}"' if alignment != "default" else "",
                f' colspan="{cell.columns}"' if cell.columns > 1 else "",
                f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
            )
        )
        cells.append(f"<{tag}{attributes}>{inside(cell.blocks)}</{tag}>")
        column += cell.columns
    return f"<tr>{''.join(cells)}</tr>"

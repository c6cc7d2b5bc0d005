"""Table rows as markup: row heads, totals, groups, columns of numbers, spans."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Final

from pipeline.note.table_shape import MINUS, number_in, text_of_cell

if TYPE_CHECKING:
    from pipeline.note.table_shape import NumberColumn, Shape
    from pipeline.note.text import Blocks, Cell, Table

    Row = tuple[Cell, ...]

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

    def head(self, row: Row) -> str:
        """A row of column heads."""
        return f"<tr>{''.join(self._cells(row, 'th'))}</tr>"

    def bodies(self) -> str:
        """The body of the table, in one element for each of its groups."""
        bodies: list[list[str]] = [[]]
        grouped = False
        for row, kind in zip(self.table.body, self.shape.rows, strict=True):
            if kind == "group":
                grouped = True
                bodies.append([self._group(row)])
                continue
            grouped = grouped and kind != "total"
            name = "total" if kind == "total" else "grouped" if grouped else ""
            attribute = f' class="{name}"' if name else ""
            bodies[-1].append(f"<tr{attribute}>{''.join(self._cells(row, 'td'))}</tr>")
        return "".join(f"<tbody>{''.join(rows)}</tbody>" for rows in bodies if rows)

    def _group(self, row: Row) -> str:
        inside = self.inside(row[0].blocks)
        width = len(self.table.alignments)
        return f'<tr class="group"><th scope="rowgroup" colspan="{width}">{inside}</th></tr>'

    def _cells(self, row: Row, tag: str) -> Iterator[str]:
        column = 0
        for cell in row:
            is_row_head = tag == "td" and column == 0 and self.shape.has_row_heads and cell.blocks
            name = "th" if is_row_head else tag
            scope = ' scope="row"' if is_row_head else ' scope="col"' if tag == "th" else ""
            numbers = self.shape.columns.get(column)
            inside = self.inside(cell.blocks)
            if numbers and tag == "td":
                inside = _with_signs(inside)
            yield f"<{name}{scope}{self._attributes(cell, column, tag)}>{inside}</{name}>"
            column += cell.columns

    def _attributes(self, cell: Cell, column: int, tag: str) -> str:
        alignments, numbers = self.table.alignments, self.shape.columns.get(column)
        alignment = alignments[column] if column < len(alignments) else "default"
        names = ["number" if numbers else f"align-{alignment}" if alignment != "default" else ""]
        if tag == "td" and not numbers and _UNDIVIDED.fullmatch(text_of_cell(cell)):
            names.append("undivided")
        name = " ".join(filter(None, names))
        return "".join(
            (
                f' class="{name}"' if name else "",
                _padding(cell, numbers) if numbers and tag == "td" else "",
                f' colspan="{cell.columns}"' if cell.columns > 1 else "",
                f' rowspan="{cell.rows}"' if cell.rows > 1 else "",
            )
        )


def _padding(cell: Cell, column: NumberColumn) -> str:
    """The room that a number needs on its right; the style sets it as text that is not seen."""
    number = number_in(text_of_cell(cell), column.decimal)
    padding = column.padding(number) if number and cell.blocks else ""
    return f' data-padding="{escape(padding)}"' if padding else ""


def _with_signs(inside: str) -> str:
    """The markup of a number with a true minus, or of the dash in place of one."""
    return _HYPHEN.sub(rf"\g<1>{_DASH}", _SIGN.sub(rf"\g<1>{MINUS}", inside, count=1))

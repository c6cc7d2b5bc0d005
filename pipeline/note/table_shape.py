"""What the cells of a table say of its rows and columns: totals, groups, columns of numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final, Literal

from pipeline.languages.digits import FRACTION, THOUSANDS, in_european, zero_of
from pipeline.note.table_grid import Slots, grid_of, own_cells
from pipeline.note.text import Paragraph, Strong, Text
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from pipeline.note.text import Cell, Table

RowKind = Literal["plain", "group", "total"]
"""``group`` is a head over the rows below it, ``total`` a sum of those above."""

MINUS: Final = "\u2212"
"""The sign of a negative number."""
NONE: Final = frozenset({"-", "–", "—", "..", "…"})
"""What stands in a cell in place of a number that does not exist."""

_SPACES: Final = " \u00a0\u202f\u2009'’"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a cell.

    ``digits`` counts those behind its decimal sign, ``unit`` is the sign of per cent with any space
    before it; ``is_none`` is true for a dash in place of a number. ``zero`` is the zero of its
    digits.
    """

    digits: int = 0
    unit: str = ""
    is_none: bool = False
    zero: str = "0"


@dataclass(frozen=True, slots=True)
class NumberColumn:
    """A column of numbers: its decimal sign, and the most that stands to the right of its units.

    ``zero`` is the zero of its digits.
    """

    decimal: str
    digits: int
    unit: str
    zero: str = "0"

    def padding(self, number: Number) -> str:
        """What a number lacks on its right to stand under the others, in characters."""
        missing = self.zero * (self.digits - number.digits)
        sign = self.decimal if self.digits and not number.digits else ""
        return f"{sign}{missing}{'' if number.unit else self.unit}"


@dataclass(frozen=True, slots=True)
class Shape:
    """The columns of numbers of a table by their place, and the kind of each row of its body."""

    columns: Mapping[int, NumberColumn]
    rows: tuple[RowKind, ...]
    has_row_heads: bool


def shape_of(table: Table, decimal: str) -> Shape:
    """Read the shape of a table, in a language with this decimal sign."""
    width = len(table.alignments)
    grid = grid_of(table.body, width)
    groups = [_is_group(slots, number) for number, slots in enumerate(grid)]
    ordinary = [slots for slots, is_group in zip(grid, groups, strict=True) if not is_group]
    columns = {
        place: column
        for place in range(1, width)
        if table.alignments[place] in ("default", "right")
        and (column := _column(ordinary, place, decimal))
    }
    emphatic = [slots[0] is not None and _is_strong(slots[0].cell) for slots in grid]
    has_totals = bool(columns) and not all(emphatic)
    kinds: list[RowKind] = [
        "group" if is_group else "total" if has_totals and strong else "plain"
        for is_group, strong in zip(groups, emphatic, strict=True)
    ]
    return Shape(columns, tuple(kinds), width > 1)


def text_of_cell(cell: Cell) -> str:
    """The words of a cell that is one line of text; a line feed if it is more than that."""
    if not cell.blocks:
        return ""
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        return plain(cell.blocks[0].inlines).strip()
    return "\n"


def number_in(text: str, decimal: str) -> Number | None:
    """Read the number in a cell, or the dash in its place; None for anything else."""
    if text in NONE or not text:
        return Number(is_none=True)
    found = _pattern(decimal).fullmatch(text)
    if found is None:
        return None
    return Number(len(found["fraction"] or ""), found["unit"] or "", zero=zero_of(found["first"]))


def plain_number(text: str, decimal: str) -> str:
    """The number in a cell as programs write it, such as -1204.5 or 12%; any other text as it is.

    It has a decimal point, a hyphen for its minus and nothing between its thousands.
    """
    number = number_in(text, decimal)
    if number is None or number.is_none:
        return text
    signs = dict.fromkeys(f"{_SPACES}.,{THOUSANDS}") | {decimal: ".", "–": "-", MINUS: "-"}
    return in_european(text.translate(str.maketrans({**signs, FRACTION: ".", "٪": "%"})))


@lru_cache(maxsize=4)
def _pattern(decimal: str) -> re.Pattern[str]:
    marks = f"[{_SPACES}{'.' if decimal == ',' else ','}{THOUSANDS}]"
    return re.compile(
        rf"[+\-–{MINUS}±]?(?P<first>\d)\d*(?:{marks}\d{{3}})*"
        rf"(?:[{re.escape(decimal)}{FRACTION}](?P<fraction>\d+))?"
        rf"(?P<unit>[ \u00a0\u202f]?[%‰٪])?"
    )


def _column(rows: list[Slots], place: int, decimal: str) -> NumberColumn | None:
    """The numbers of a column, or None; a cell over several columns belongs to none of them."""
    numbers = []
    for slots in rows:
        slot = slots[place]
        if slot is not None and slot.cell.columns > 1:
            continue
        number = number_in(text_of_cell(slot.cell), decimal) if slot is not None else None
        if number is None:
            return None
        numbers.append(number)
    if all(number.is_none for number in numbers):
        return None
    unit = max((number.unit for number in numbers), key=len)
    zero = next(number.zero for number in numbers if not number.is_none)
    return NumberColumn(decimal, max(number.digits for number in numbers), unit, zero)


def _is_group(slots: Slots, row: int) -> bool:
    own = own_cells(slots, row)
    first = own[0] if own else None
    return (
        len(slots) > 1
        and first is not None
        and first.column == 0
        and _is_strong(first.cell)
        and all(slot is None or slot.row == row for slot in slots)
        and not any(one.cell.blocks for one in own[1:])
        and all(one.cell.rows == 1 for one in own)
        and (len(own) > 1 or first.cell.columns > 1)
    )


def _is_strong(cell: Cell) -> bool:
    if len(cell.blocks) != 1 or not isinstance(cell.blocks[0], Paragraph):
        return False
    inlines = cell.blocks[0].inlines
    return any(isinstance(one, Strong) for one in inlines) and all(
        isinstance(one, Strong) or (isinstance(one, Text) and not one.text.strip())
        for one in inlines
    )

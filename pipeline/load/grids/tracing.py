"""Tracing the cells of a drawn table from border to border."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from pipeline.load.grids.drawn import CellLine, Grid, GridCell, GridError
from pipeline.load.grids.lines import Line

BORDER: Final = re.compile(r"(?P<lead>[ >]*)\+[-=:+]+\+[ \t]*")
"""A line that is a border from its first sign to its last, after those of a list or quotation."""
_FENCE: Final = re.compile(r"[ >*+-]*(?:\d+[.)] *)?(:{3,}.*)")
"""The line with which a box begins or ends, in a list or quotation as well."""
CONTENT: Final = ("|", "+")
"""What the lines of a drawn table begin with."""
_INNER_BORDER: Final = re.compile(r"\+[-=:+]+\+")
_DRAW: Final = "draw each + and | under that of the line above it, and end each line with one"


@dataclass(slots=True)
class _Open:
    """A cell on its way down: the columns of its bars, and the line of its upper border."""

    left: int
    right: int
    top: int


@dataclass(frozen=True, slots=True)
class _Box:
    """A cell as it is drawn: its borders."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(slots=True)
class Drawing:
    """The lines of a drawn table, and the cells traced in them."""

    first: int
    lead: str
    lines: tuple[Line, ...]
    boxes: list[_Box] = field(default_factory=list)
    head: int = 0

    def error(
        self, line: int, message: str, hint: str, column: int = 0, length: int | None = None
    ) -> GridError:
        """What is said of a column of a line; of all of the line unless a length is given."""
        own = self.lines[line]
        width = len("".join(own.columns)) if length is None else length
        return GridError(self.first + line, own.before(column), width, message, hint)

    def trace(self) -> GridError | None:
        """Trace the cells from border to border; the first place where they do not close."""
        width = len(self.lines[0].columns)
        for number, line in enumerate(self.lines):
            if len(line.columns) != width:
                message = "this line of the table does not end where the line above it ends"
                return self.error(number, message, _DRAW)
        open_cells = self._opened(0, 0, width - 1)
        for number in range(1, len(self.lines)):
            following = self._step(number, open_cells)
            if isinstance(following, GridError):
                return following
            open_cells = following
        last = len(self.lines) - 1
        if any(one.top < last for one in open_cells) or not last:
            message = "the table has no border under its last row"
            return self.error(last, message, "end it with a line such as +-------+-------+")
        return None

    def _step(self, number: int, open_cells: list[_Open]) -> list[_Open] | GridError:
        """The cells that are open below a line."""
        columns = self.lines[number].columns
        following: list[_Open] = []
        closed: list[_Open] = []
        for cell in open_cells:
            for edge in (cell.left, cell.right):
                if columns[edge] not in CONTENT:
                    message = "a cell of this table has no border here"
                    return self.error(number, message, _DRAW, edge, 1)
            if self._is_border(number, cell.left, cell.right):
                self.boxes.append(_Box(cell.top, cell.left, number, cell.right))
                if closed and closed[-1].right == cell.left:
                    closed[-1].right = cell.right
                else:
                    closed.append(_Open(cell.left, cell.right, number))
            else:
                following.append(cell)
        for run in closed:
            following += self._opened(number, run.left, run.right)
        return sorted(following, key=lambda one: one.left)

    def _is_border(self, number: int, left: int, right: int) -> bool:
        columns = self.lines[number].columns
        return columns[left] == columns[right] == "+" and all(
            sign in "-=:+" and sign for sign in columns[left + 1 : right]
        )

    def _opened(self, number: int, left: int, right: int) -> list[_Open]:
        """The cells that begin under a border: divided where a bar leads down from it."""
        columns = self.lines[number].columns
        inner = [
            at for at in range(left + 1, right) if columns[at] == "+" and self._leads(number, at)
        ]
        return [_Open(one, other, number) for one, other in pairwise((left, *inner, right))]

    def _leads(self, number: int, at: int) -> bool:
        """Whether a bar goes down from a sign to another."""
        for below in range(number + 1, len(self.lines)):
            if (sign := self.lines[below].columns[at]) != "|":
                return sign == "+" and below > number + 1
        return False

    def head_error(self) -> GridError | None:
        """Find the line under the head; what is wrong with it."""
        borders = self._borders()
        doubles = [number for number in sorted(borders) if "=" in borders[number]]
        if not doubles:
            message = "this table has no head"
            hint = "draw the border under its head rows with =, as in +=======+=======+"
            return self.error(0, message, hint)
        self.head = doubles[0]
        signs = "".join(self.lines[self.head].columns)
        for other in doubles[1:]:
            hint = "draw all borders but that under the head with -; begin a total with **Total**"
            return self.error(other, "this table has a second line of equals signs", hint)
        if "-" in signs or not _INNER_BORDER.fullmatch(signs):
            hint = "draw all of the border under the head rows with ="
            return self.error(self.head, "the border under the head is not a whole line", hint)
        if self.head in (0, len(self.lines) - 1):
            hint = "draw the border between head and rows with =, and all others with -"
            return self.error(self.head, "the border with = is not between head and rows", hint)
        for number in sorted(borders):
            if number != self.head and ":" in borders[number]:
                hint = "colons that align a column stand in the border of equals signs"
                return self.error(number, "this border has a colon", hint)
        return None

    def _borders(self) -> dict[int, str]:
        """The signs of the borders on each line that has any, without the words of cells there."""
        found: dict[int, list[str]] = {}
        for box in self.boxes:
            for number in (box.top, box.bottom):
                signs = self.lines[number].columns[box.left : box.right]
                found.setdefault(number, []).extend(signs)
        return {number: "".join(signs) for number, signs in found.items()}

    def words_error(self) -> GridError | None:
        """A border, a table or a box among the words of a cell."""
        for box in self.boxes:
            if (error := self._lost_bar(box)) is not None:
                return error
            for line in self._words(box):
                fence = _FENCE.fullmatch(line.text)
                if fence or BORDER.fullmatch(line.text):
                    hint = "put it after the table, and refer to it in the cell"
                    message = f"a {'box' if fence else 'table'} is not allowed in a table"
                    return GridError(line.line, line.before, len(line.text), message, hint)
        return None

    def _lost_bar(self, box: _Box) -> GridError | None:
        """A bar inside a cell that stands at a + of its upper or lower border."""
        top, bottom = (self.lines[number].columns for number in (box.top, box.bottom))
        inside = [line.columns for line in self.lines[box.top + 1 : box.bottom]]
        for at in range(box.left + 1, box.right):
            if "+" not in (top[at], bottom[at]):
                continue
            for number, columns in enumerate(inside, box.top + 1):
                if columns[at] == "|" and columns[at - 1] != "\\":
                    message = "this bar leads from no + to another, so it parts no cells"
                    hint = f"{_DRAW}; write \\| for a bar that is part of the text"
                    return self.error(number, message, hint, at, 1)
        return None

    def grid(self, end: int) -> Grid:
        """The table that was traced."""
        lefts = sorted({box.left for box in self.boxes} | {box.right for box in self.boxes})
        tops = sorted({box.top for box in self.boxes} | {box.bottom for box in self.boxes})
        rows: list[list[GridCell]] = [[] for _ in tops[1:]]
        for box in sorted(self.boxes, key=lambda one: (one.top, one.left)):
            row = bisect_left(tops, box.top)
            rows[row].append(
                GridCell(
                    tuple(self._words(box)),
                    bisect_left(tops, box.bottom) - row,
                    bisect_left(lefts, box.right) - bisect_left(lefts, box.left),
                )
            )
        return Grid(
            self.first,
            end,
            self.lead,
            tuple(self._alignment(*edges) for edges in pairwise(lefts)),
            bisect_left(tops, self.head),
            tuple(map(tuple, rows)),
        )

    def _alignment(self, left: int, right: int) -> str:
        """How a column is aligned, by the colons at the ends of the border under its head."""
        columns = self.lines[self.head].columns
        match columns[left + 1] == ":", columns[right - 1] == ":":
            case True, True:
                return "AlignCenter"
            case True, False:
                return "AlignLeft"
            case False, True:
                return "AlignRight"
            case _:
                return "AlignDefault"

    def _words(self, box: _Box) -> list[CellLine]:
        """The lines of a cell, without what is empty around them and the indent of all."""
        found: list[CellLine] = []
        for number in range(box.top + 1, box.bottom):
            line = self.lines[number]
            text = "".join(line.columns[box.left + 1 : box.right]).rstrip()
            found.append(CellLine(self.first + number, line.before(box.left + 1), text))
        while found and not found[-1].text:
            found.pop()
        while found and not found[0].text:
            found.pop(0)
        indents = [len(one.text) - len(one.text.lstrip(" ")) for one in found if one.text]
        indent = min(indents, default=0)
        return [CellLine(one.line, one.before + indent, one.text[indent:]) for one in found]

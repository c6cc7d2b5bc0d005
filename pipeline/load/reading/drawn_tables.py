"""Drawn tables, which pandoc does not read in CommonMark, by way of what it does read.

Each cell becomes a division of its own in the text that pandoc is given, so that all of Markdown
means in a cell what it means elsewhere. In the tree the divisions become a table again, and the
places are those of the file.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.load.grids import Grid, GridCell, find_grids

_POSITION: Final = re.compile(r"(\d+):(\d+)")
_COLONS: Final = re.compile(":+")
_DASHES: Final = {"--": "–", "---": "—"}
_SIGN: Final = re.compile(r"^(\d*)([-+*=][-=]*|[.)])$")
_NAME: Final = "drawn"
_NO_ATTRIBUTES: Final[list[Any]] = ["", [], []]


@dataclass(slots=True)
class DrawnText:
    """A text for pandoc, and what is needed to make its tree that of the file.

    ``places`` are, for each line, its line in the file and how much further right its characters
    stand there.
    """

    name: str
    fence: str
    grids: list[Grid] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text for pandoc."""
        return "\n".join(self.lines)

    def take(self, line: str, number: int, shift: int = 0) -> None:
        """Add a line that stands in the file on a line, from 0."""
        self.lines.append(line)
        self.places.append((number, shift))

    def take_grid(self, grid: Grid) -> None:
        """Add a drawn table, as divisions in a division."""
        lead = grid.lead
        self.take(f"{lead}{self.fence} {self.name}{len(self.grids)}", grid.first)
        for cell in (cell for row in grid.rows for cell in row):
            self._take_cell(cell, grid)
        self.take(f"{lead}{self.fence}", grid.end)
        self.grids.append(grid)

    def _take_cell(self, cell: GridCell, grid: Grid) -> None:
        first = cell.lines[0].line if cell.lines else grid.first
        self.take(f"{grid.lead}{self.fence} {self.name}", first)
        for line in cell.lines:
            text = _in_words(line.text)
            self.take(f"{grid.lead}{text}", line.line, line.before - len(grid.lead))
        self.take(f"{grid.lead}{self.fence}", cell.lines[-1].line + 1 if cell.lines else first)

    def restored(self, tree: str) -> str:
        """The tree of the file for the tree of this text."""
        try:
            root = json.loads(tree)
        except RecursionError:
            return tree  # Too deep for whoever reads it, too.
        waiting: list[Any] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                if node.get("t") == "Div":
                    self._restore(node)
                waiting.extend(node.values())
            elif isinstance(node, list):
                if len(node) == 2 and node[0] == "data-pos":
                    node[1] = self._moved(node[1])
                else:
                    waiting.extend(node)
        return json.dumps(root, ensure_ascii=False, separators=(",", ":"))

    def _restore(self, division: dict[str, Any]) -> None:
        """Make a division that stands for a table the table."""
        (name, classes, pairs), blocks = division["c"]
        for place, own in enumerate(classes):
            number = own.removeprefix(self.name)
            if own != number and number.isdecimal():
                others = [*classes[:place], *classes[place + 1 :]]
                cells = iter([block["c"][1] for block in blocks])
                table = _table(self.grids[int(number)], cells)
                division["t"], division["c"] = "Table", [[name, others, pairs], *table]
                return

    def _moved(self, positions: str) -> str:
        name, at, stretches = positions.rpartition("@")
        return f"{name}{at}{_POSITION.sub(self._moved_one, stretches)}"

    def _moved_one(self, match: re.Match[str]) -> str:
        line, column = int(match[1]), int(match[2])
        if line > len(self.places):
            return f"{line - len(self.places) + self.places[-1][0] + 1}:{column}"
        number, shift = self.places[line - 1]
        return f"{number + 1}:{max(1, column + shift)}"


def drawn_text(text: str) -> DrawnText | None:
    """A text with drawn tables as pandoc can read it; None if it has none."""
    grids = [grid for grid in find_grids(text) if isinstance(grid, Grid)]
    if not grids:
        return None
    name = _NAME
    while name in text:
        name += _NAME
    longest = max((len(run) for run in _COLONS.findall(text)), default=0)
    drawn = DrawnText(name, ":" * (longest + 3))
    lines = text.split("\n")
    at = 0
    for grid in grids:
        for number in range(at, grid.first):
            drawn.take(lines[number], number)
        drawn.take_grid(grid)
        at = grid.end
    for number in range(at, len(lines)):
        drawn.take(lines[number], number)
    return drawn


def _in_words(line: str) -> str:
    """A line of a cell; one that is a sign alone, or a number, begins no list and is no rule."""
    if line in _DASHES:
        return _DASHES[line]
    return _SIGN.sub(r"\1\\\2", line)


def _table(grid: Grid, cells: Any) -> list[Any]:
    """The content of pandoc's table, but for its attributes; ``cells`` are the blocks of each."""
    rows = [
        [
            _NO_ATTRIBUTES,
            [
                [_NO_ATTRIBUTES, {"t": "AlignDefault"}, one.rows, one.columns, next(cells)]
                for one in row
            ],
        ]
        for row in grid.rows
    ]
    # Pandoc gives the columns of drawn tables widths, and those of no other table here.
    width = {"t": "ColWidth", "c": round(1 / len(grid.alignments), 4)}
    columns = [[{"t": one}, width] for one in grid.alignments]
    head = [_NO_ATTRIBUTES, rows[: grid.heads]]
    body = [_NO_ATTRIBUTES, 0, [], rows[grid.heads :]]
    return [[None, []], columns, head, [body], [_NO_ATTRIBUTES, []]]

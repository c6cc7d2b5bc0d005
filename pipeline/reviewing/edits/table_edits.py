"""Edits of the rows and columns of a table whose rows are lines with bars."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.reviewing.edits.block_edits import insert_lines, remove_lines
from pipeline.reviewing.edits.wording import Edit

if TYPE_CHECKING:
    from pipeline.reviewing.source.source_parts import SourcePart
    from pipeline.reviewing.source.source_tokens import TextPlaces

# A row, and the line of hyphens under it.
_HEADED: Final = re.compile(r".*\n[ >]*\|?[ ]*:?-[-:| ]*$", re.MULTILINE)
_INDENT: Final = re.compile("[ >]*")
# Bars in code and those after a backslash are no separators.
_BAR: Final = re.compile(r"(?P<ticks>`+).*?(?P=ticks)|\\.|\|")


def is_head_row(
    part: SourcePart, cells: Sequence[SourcePart], gone: Collection[str], places: TextPlaces
) -> bool:
    """Whether a cell goes with all of its row, and that is the head of its table."""
    line = _line_of(part, places)
    has_gone = all(one.name in gone for one in _row(part, cells, places))
    return has_gone and bool(_HEADED.match(places.text, places.starts[line]))


def emptied(
    part: SourcePart, cells: Sequence[SourcePart], gone: Collection[str], places: TextPlaces
) -> Iterator[Edit]:
    """Yield the edit that takes the words out of a cell, or its row away with all of it."""
    row = _row(part, cells, places)
    if any(one.name not in gone for one in row):
        first, last = part.words.tokens[0], part.words.tokens[-1]
        yield Edit(_outer(part, first.start), _outer(part, last.end), "")
    elif row[0].name == part.name:
        line = _line_of(part, places)
        yield remove_lines(places, line, line)


def removed_column(
    part: SourcePart, cells: Sequence[SourcePart], gone: Collection[str], places: TextPlaces
) -> Iterator[Edit]:
    """Yield the edits that take the column of a cell out of the lines of its table.

    Rows that go as a whole are left to the edits that remove their lines.
    """
    at = part.words.tokens[0].start
    column = sum(bar < at for bar in _bars(places, places.line_of(at))) - 1
    kept = {_line_of(one, places) for one in cells if one.name not in gone}
    lost = {_line_of(one, places) for one in cells} - kept
    first = min(_line_of(one, places) for one in cells)
    for line in range(first, part.lines[1] + 1):
        if line not in lost:
            yield _without_cell(places, line, column)


def new_rows(part: SourcePart, rows: Sequence[str], places: TextPlaces) -> Edit:
    """The edit that inserts rows after that of a cell."""
    line = _line_of(part, places)
    indent = _INDENT.match(places.text, places.starts[line])
    if _HEADED.match(places.text, places.starts[line]):
        line += 1
    return insert_lines(places, line, [f"{indent[0] if indent else ''}{row}" for row in rows])


def _row(part: SourcePart, cells: Sequence[SourcePart], places: TextPlaces) -> list[SourcePart]:
    return [one for one in cells if _line_of(one, places) == _line_of(part, places)]


def _line_of(cell: SourcePart, places: TextPlaces) -> int:
    return places.line_of(cell.words.tokens[0].start)


def _outer(part: SourcePart, at: int) -> int:
    """The start or end of what encloses the first or last words of a part."""
    for one in part.words.containers:
        if one.start <= at <= one.end:
            return one.start if at == part.words.tokens[0].start else one.end
    return at


def _without_cell(places: TextPlaces, line: int, column: int) -> Edit:
    """The edit that takes a cell out of a line, with the bar behind it."""
    bars = [*_bars(places, line), _end(places, line) - 1]
    first, *following = bars[column:] or bars[-1:]
    return Edit(first + 1, (following or [first])[0] + 1, "")


def _bars(places: TextPlaces, line: int) -> list[int]:
    """Where the bars of a line are; the first is before its words if it has none there."""
    start = places.starts[line]
    if indent := _INDENT.match(places.text, start):
        start = indent.end()
    found = _BAR.finditer(places.text, start, _end(places, line))
    bars = [match.start() for match in found if match[0] == "|"]
    return bars if bars[:1] == [start] else [start - 1, *bars]


def _end(places: TextPlaces, line: int) -> int:
    """Where a line ends, its line break left out."""
    if line + 1 < len(places.starts):
        return places.starts[line + 1] - 1
    return len(places.text)

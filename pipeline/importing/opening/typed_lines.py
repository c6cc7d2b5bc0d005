"""Lines of plain text that belong by themselves: titles, points with letters, typed columns."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger

_NUMBERED: Final = re.compile(r"[^\W\d_]{3,}\.? \d{1,3}(?:\.\d{1,2})?\s?[:.–—-]\s+\S")
_POINT: Final = re.compile(r"\s*(?:\((?:[a-z]|[ivx]{1,5})\)|(?:[a-z]|[ivx]{1,5})[.)])\s+\S")
_CELL: Final = re.compile(r"(?:\S|(?<=\S) (?=\S))+")
_MARKER: Final = re.compile(r"[-*+•▪‣◦●■–—]|\(?\w{1,4}[.)]|.*:")
_RULE: Final = re.compile(r"(?=.*[-=])[-=+ ]+")
_GAP: Final = re.compile(r"(?<=\S)(?: {4,}|\t)(?=\s*\S)")
_LEADERS: Final = re.compile(r"\.{3,}|…|(?:\. ){3,}")
_FEWEST_ROWS: Final = 3
_WHY: Final = "whether lines with columns are a table: no three agree on where the columns begin"

_Cell = tuple[int, int, str]
"""Where a cell begins and ends in its line, in characters or tabs, and its words."""
_Row = tuple[_Cell, ...]


def lay_out_lines(text: str, ledger: Ledger) -> str:
    """Plain text in which lines that would run together are paragraphs, a table or lines.

    Columns on which three lines agree are a table; other lines with columns keep their ends.
    """
    text = text.replace("\r\n", "\n").replace("\f", "\n\n")
    blocks = re.split(r"(\n(?:[ \t]*\n)+)", text)
    return "".join(
        block if number % 2 else "\n".join(_block(block.split("\n"), ledger))
        for number, block in enumerate(blocks)
    )


def _block(lines: Sequence[str], ledger: Ledger) -> Iterator[str]:
    """Yield the lines of a block: a title by itself, tables, and other lines."""
    if len(lines) > 1 and _is_title(lines):
        yield from (lines[0], "")
        lines = lines[1:]
    at, others = 0, list[str]()
    while at < len(lines):
        rows, end = _rows(lines, at)
        if len(rows) < _FEWEST_ROWS or _is_list(rows):
            end = max(end, at + 1) if len(rows) >= _FEWEST_ROWS else at + 1
            others += lines[at:end]
        else:
            yield from (*_lines(others, ledger), "", *_table(rows), "")
            others = []
        at = end
    yield from _lines(others, ledger)


def _is_title(lines: Sequence[str]) -> bool:
    """Whether a first line such as "Box 1: Title" ends where its author wanted it to end."""
    first, second = lines[0].strip(), lines[1].strip()
    if not _NUMBERED.match(first) or not second or first[-1] in ".,;" or second[0].islower():
        return False
    widest = max(len(line.strip()) for line in lines)
    return len(first) + 1 + len(second.split()[0]) <= widest or len(_cells(second)) > 1


def _lines(lines: Sequence[str], ledger: Ledger) -> Iterator[str]:
    """Yield lines of no table; points, and lines with columns, have ends of their own."""
    points = [bool(_POINT.match(line)) for line in lines]
    wide = [_is_wide(line) for line in lines]
    if sum(wide) > 1:
        ledger.complete("text", " ".join(lines[wide.index(True)].split()), _WHY)
    for at, line in enumerate(lines):
        is_before_point = sum(points) > 1 and any(points[at + 1 : at + 2])
        is_columns = sum(wide) > 1 and any(wide[at : at + 2])
        is_inside = bool(line.strip()) and any(map(str.strip, lines[at + 1 : at + 2]))
        ends = is_inside and (is_before_point or is_columns)
        yield f"{line.rstrip()}\\" if ends else line


def _is_wide(line: str) -> bool:
    cells = _cells(line)
    is_row = len(cells) > 1 and not _MARKER.fullmatch(cells[0][2]) and not _LEADERS.search(line)
    return is_row and bool(_GAP.search(line)) and not cells[-1][2].isdecimal()


def _cells(line: str) -> _Row:
    if "\t" in line.strip():
        parts = (part.strip() for part in line.strip().split("\t"))
        return tuple((at, at, part) for at, part in enumerate(filter(None, parts)))
    return tuple((one.start(), one.end(), one.group()) for one in _CELL.finditer(line))


def _rows(lines: Sequence[str], start: int) -> tuple[list[_Row], int]:
    """The rows from a line on that agree on their columns, and the line after them.

    All columns begin, or all but the first end, at one place.
    """
    rows: list[_Row] = []
    agree: list[tuple[bool, bool]] = []
    for at in range(start, len(lines)):
        if rows and _RULE.fullmatch(lines[at]):
            continue
        cells = _cells(lines[at])
        first = rows[0] if rows else cells
        if len(cells) < 2 or len(cells) != len(first) or _LEADERS.search(lines[at]):
            return rows, at
        same = [(a[0] == b[0], a[1] == b[1]) for a, b in zip(cells, first, strict=True)]
        agree = [(a and c, b and d) for (a, b), (c, d) in zip(agree or same, same, strict=True)]
        if not all(begins or (ends and column) for column, (begins, ends) in enumerate(agree)):
            return rows, at
        rows.append(cells)
    return rows, len(lines)


def _is_list(rows: Sequence[_Row]) -> bool:
    """Whether rows are points, the head of a letter ("To: ..."), or a list of contents."""
    if all(_MARKER.fullmatch(row[0][2]) for row in rows):
        return True
    last = [row[-1][2] for row in rows]
    return all(one.isascii() and one.isdigit() for one in last) and all(
        int(one[:9]) <= int(two[:9]) for one, two in pairwise(last)
    )


def _table(rows: Sequence[_Row]) -> Iterator[str]:
    """Yield the lines of a table of Markdown, whose first row is its head."""
    for number, row in enumerate(rows):
        words = (cell[2].replace("|", "\\|") for cell in row)
        yield f"| {' | '.join(words)} |"
        if not number:
            yield f"|{'---|' * len(row)}"

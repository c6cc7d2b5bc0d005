"""Check pipe tables in the source: pandoc drops extra cells of a row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.grids import find_grids
from pipeline.load.positions import Spot

if TYPE_CHECKING:
    from pipeline.load.report import Report, SourceText

_RULE: Final = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(\|[ \t]*:?-+:?[ \t]*)*\|?")
_BAR: Final = re.compile(r"(?<!\\)\|")
_BRACES: Final = re.compile(r"\s*(\{.*\})?\s*")


def check_tables(source: SourceText, report: Report) -> None:
    """Report tables that pandoc does not understand, and rows that do not fit their table."""
    drawn = {one.first: one.end for one in find_grids(source.text)}
    lines = source.lines
    place = 0
    while place < len(lines):
        if place in drawn:
            place = drawn[place]
            continue
        last = _end_of_rows(lines, place)
        if last - place > 1:
            _check_table(source, place, last, report)
        place = max(last, place + 1)


def _end_of_rows(lines: tuple[str, ...], first: int) -> int:
    """The end of the table rows that begin at a line; the line itself if there are none."""
    place = first
    while place < len(lines) and (_is_row(lines[place]) or _is_rule(lines[place])):
        place += 1
    return place


def _is_row(line: str) -> bool:
    words = line.strip()
    return len(words) > 1 and words.startswith("|") and words.endswith("|")


def _is_rule(line: str) -> bool:
    return "|" in line and _RULE.fullmatch(line.strip()) is not None


def _check_table(source: SourceText, first: int, last: int, report: Report) -> None:
    lines = source.lines
    wanted = _cells(lines[first])
    if not _is_rule(lines[first + 1]):
        hint = "put a line of hyphens under the header row: | --- | --- |"
        _report(
            source, first, "this table has no line of hyphens under its header row", hint, report
        )
    elif first > 0 and not _BRACES.fullmatch(lines[first - 1]):
        hint = "put an empty line before it"
        _report(source, first, "this table is part of a paragraph", hint, report)
    elif _cells(lines[first + 1]) != wanted:
        message = f"the line of hyphens has {_count(lines[first + 1])}, the header row has {wanted}"
        hint = "put hyphens under each cell of the header row: | --- | --- |"
        _report(source, first + 1, message, hint, report)
    else:
        for row in range(first + 2, last):
            if _cells(lines[row]) != wanted:
                message = f"this row has {_count(lines[row])}, the header row has {wanted}"
                hint = "write \\| for a bar that is part of the text"
                _report(source, row, message, hint, report)


def _report(source: SourceText, place: int, message: str, hint: str, report: Report) -> None:
    line = source.lines[place]
    spot = Spot(place + 1, len(line) - len(line.lstrip()) + 1, len(line.strip()))
    report.add("N132", message, source.place(spot), hint)


def _cells(line: str) -> int:
    return len(_BAR.split(line.strip().removeprefix("|").removesuffix("|")))


def _count(line: str) -> str:
    cells = _cells(line)
    return f"{cells} cell" if cells == 1 else f"{cells} cells"

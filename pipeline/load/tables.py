"""Pipe tables as they are typed: pandoc drops the cells that a row has too many."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.syntax import Spot

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.report import Report, SourceText

_RULE: Final = re.compile(r" {0,3}\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)*\|?\s*")
_BAR: Final = re.compile(r"(?<!\\)\|")


def check_tables(source: SourceText, report: Report) -> None:
    """Report each row of a table that has more or fewer cells than the table's head."""
    for place, line in enumerate(source.lines):
        if not ("|" in line and _RULE.fullmatch(line)) or place == 0:
            continue
        wanted = _cells(line)
        head = _cells(source.lines[place - 1])
        if "|" not in source.lines[place - 1]:
            continue
        if head != wanted:
            message = f"the line under the table's head has {_count(wanted)}, the head has {head}"
            hint = "under each cell of the head stands a cell of hyphens: | --- | --- |"
            report.add("N132", message, source.place(_whole(source, place)), hint)
            continue
        for row in _rows(source.lines, place + 1):
            found = _cells(source.lines[row])
            if found != wanted:
                message = f"this row has {_count(found)}, the table's head has {wanted}"
                hint = "write a bar that is part of the text as \\|"
                report.add("N132", message, source.place(_whole(source, row)), hint)


def _rows(lines: tuple[str, ...], first: int) -> Iterator[int]:
    place = first
    while place < len(lines) and "|" in lines[place]:
        yield place
        place += 1


def _cells(line: str) -> int:
    return len(_BAR.split(line.strip().removeprefix("|").removesuffix("|")))


def _count(cells: int) -> str:
    return f"{cells} cell" if cells == 1 else f"{cells} cells"


def _whole(source: SourceText, place: int) -> Spot:
    line = source.lines[place]
    return Spot(place + 1, len(line) - len(line.lstrip()) + 1, max(1, len(line.strip())))

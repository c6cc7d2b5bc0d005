"""One CSV file: bytes -> rows of cells, each with its place in the file.

The form is that of RFC 4180, with a comma, a semicolon or a tab between the cells.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.load.positions import Spot
from pipeline.load.reading.text_file import decode

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.findings import Place
    from pipeline.load.report import Report, SourceText

CODE: Final = "N180"
"""The code of findings about a file that is not in the form."""
MOST_CELLS: Final = 50_000
"""The most cells that a file may have."""

# Where as many of one as of another stand in the header, the sign that is rare in words counts.
_SEPARATORS: Final = {"\t": "a tab", ";": "a semicolon", ",": "a comma"}
# The first line by which Excel is told the separator, and which it does not show.
_TOLD: Final = re.compile(r'"?sep=([^"\n])"?[;,\t]*(?:\n|\Z)', re.IGNORECASE)
_QUOTED: Final = re.compile(r'"[^"]*"')
_FIGURES: Final = re.compile(r"[\s\d.,'%+\-–−]*\d[\s\d.,'%+\-–−]*")


@dataclass(frozen=True, slots=True)
class DataCell:
    """A cell: its text, without the quotation marks around it, and where it begins."""

    text: str
    spot: Spot


DataRow = tuple[DataCell, ...]


@dataclass(frozen=True, slots=True)
class DataFile:
    """A file whose rows all have as many cells as its header."""

    source: SourceText
    header: DataRow
    rows: tuple[DataRow, ...]


class _MalformedError(Exception):
    """The file cannot be divided into cells further than this; the finding has been reported."""


def read_csv(path: str, data: bytes, report: Report) -> DataFile | None:
    """Read a CSV file; None if it is not in the form, which is reported at each of its places."""
    source = decode(path, data, report)
    if source is None:
        return None
    try:
        separator, start = _form(source, report)
        header, *rows = _rows(_cells(source, separator, start, report), source, report)
    except _MalformedError:
        return None
    wrong = [
        _report_header(header, source, report),
        _report_no_rows(header, rows, source, report),
        *(_report_row(row, header, _SEPARATORS[separator], source, report) for row in rows),
    ]
    return None if any(wrong) else DataFile(source, header, tuple(rows))


def _form(source: SourceText, report: Report) -> tuple[str, int]:
    """The sign between the cells, and where the first of them begins."""
    told = _TOLD.match(source.text)
    start = told.end() if told else 0
    if not source.text[start:].strip():
        hint = "its first line names the columns, and each further line is a row"
        report.add(CODE, "the file is empty", source.place(None), hint)
        raise _MalformedError
    if told is None:
        return _separator(source.text), start
    if told[1] not in _SEPARATORS:
        message = f"{told[1]} parts the cells"
        hint = "save the file with commas, semicolons or tabs between its cells"
        report.add(CODE, message, source.place(source.spot_at(told.start(1))), hint)
        raise _MalformedError
    return told[1], start


def _separator(text: str) -> str:
    """The sign between the cells, as the header line has it."""
    header = _QUOTED.sub("", text.partition("\n")[0])
    return max(_SEPARATORS, key=header.count) if set(header) & set(_SEPARATORS) else ","


def _rows(
    cells: Iterator[tuple[DataCell, bool]], source: SourceText, report: Report
) -> list[DataRow]:
    rows: list[list[DataCell]] = [[]]
    for number, (cell, ends_row) in enumerate(cells):
        if number == MOST_CELLS:
            hint = "keep the columns and rows that readers need"
            message = f"the file has more than {MOST_CELLS:,} cells"
            report.add(CODE, message, source.place(cell.spot), hint)
            raise _MalformedError
        rows[-1].append(cell)
        if ends_row:
            rows.append([])
    while rows and all(not cell.text.strip() for cell in rows[-1]) and len(rows[-1]) <= 1:
        rows.pop()
    return [tuple(row) for row in rows]


def _cells(
    source: SourceText, separator: str, start: int, report: Report
) -> Iterator[tuple[DataCell, bool]]:
    """Yield each cell, and whether its row ends with it."""
    text, at = source.text.rstrip("\n"), start
    end = rf"(?=[{separator}\n]|\Z)"
    pattern = re.compile(rf'"([^"]*(?:""[^"]*)*)"{end}|([^"{separator}\n]*){end}')
    while True:
        match = pattern.match(text, at)
        if match is None:
            _report_marks(source, at, separator, report)
            raise _MalformedError
        words = match[2] if match[1] is None else match[1].replace('""', '"')
        spot = source.spot_at(at, max(1, len(match[0].partition("\n")[0])))
        at = match.end()
        yield DataCell(words, spot), text[at : at + 1] == "\n"
        if at == len(text):
            return
        at += 1


def _report_marks(source: SourceText, at: int, separator: str, report: Report) -> None:
    """Report a cell whose quotation marks are not around all of it."""
    if source.text[at] == '"' and source.text.count('"', at) % 2:
        message, hint = "the quotation mark is not closed", 'put a " at the end of the cell'
        spot = source.spot_at(at)
    else:
        until = re.compile(rf"[{separator}\n]|\Z").search(source.text, at)
        spot = source.spot_at(at, max(1, (until.start() if until else at) - at))
        message = "a quotation mark is inside the cell"
        hint = 'put the whole cell between quotation marks and double those inside: "5"" pipe"'
    report.add(CODE, message, source.place(spot), hint)


def _report_header(header: DataRow, source: SourceText, report: Report) -> bool:
    """Report a first row that names no columns: it is empty, or has figures from the first on."""
    words = [cell.text.strip() for cell in header]
    is_header = any(words) and not (words[0] and all(_is_bare(word) for word in words))
    if not is_header:
        hint = "add a first line with the names of the columns"
        report.add(CODE, "the file has no header", _place_of_row(header, source), hint)
    return not is_header


def _is_bare(word: str) -> bool:
    return not word or _FIGURES.fullmatch(word) is not None


def _report_no_rows(
    header: DataRow, rows: list[DataRow], source: SourceText, report: Report
) -> bool:
    if not rows:
        hint = "add a line for each row"
        message = "the file has no rows under its header"
        report.add(CODE, message, _place_of_row(header, source), hint)
    return not rows


def _report_row(
    row: DataRow, header: DataRow, separator: str, source: SourceText, report: Report
) -> bool:
    """Report a row that is empty, or has more or fewer cells than the header."""
    if not any(cell.text.strip() for cell in row):
        report.add(CODE, "the row is empty", _place_of_row(row, source), "remove the line")
        return True
    if len(row) == len(header):
        return False
    cells = "1 cell" if len(row) == 1 else f"{len(row)} cells"
    message = f"this row has {cells}, the header row has {len(header)}"
    hint = f'{separator} parts the cells; put one that has it in it between quotation marks: "..."'
    more = row[len(header)].spot if len(row) > len(header) else None
    place = source.place(more) if more else _place_of_row(row, source)
    report.add(CODE, message, place, hint)
    return True


def _place_of_row(row: DataRow, source: SourceText) -> Place:
    """The place of a row: its first line."""
    first = row[0].spot
    return source.place(Spot(first.line, first.column, len(source.lines[first.line - 1])))

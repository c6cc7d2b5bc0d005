"""CSV files: divided into cells as spreadsheets and statistics programs write them."""

from __future__ import annotations

import csv
import io

import pytest

from pipeline.load.reading.csv_file import MOST_CELLS, DataFile, read_csv
from pipeline.load.report import Report

PATH = "figures/hours.csv"
ROWS = [
    ["Village", "Hours", "Remark"],
    ["Upper; old, first", "12", "said \"no\"\tor 'yes'"],
    ["Écluse", "", "two\nlines"],
    ["", "-4", "水"],
]


def read(data: bytes) -> tuple[DataFile | None, list[tuple[int, int, str]]]:
    report = Report()
    found = read_csv(PATH, data, report)
    return found, [(one.place.line, one.place.column, one.message) for one in report.findings]


def texts(file: DataFile | None) -> list[list[str]]:
    assert file is not None
    return [[cell.text for cell in row] for row in (file.header, *file.rows)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("quoting", [csv.QUOTE_MINIMAL, csv.QUOTE_ALL])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_what_the_library_writes_is_read(
    separator: str, line_end: str, quoting: int, encoding: str
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=separator, lineterminator=line_end, quoting=quoting)
    writer.writerows(ROWS)

    file, findings = read(written.getvalue().encode(encoding))

    assert findings == []
    assert texts(file) == ROWS


def test_a_cell_knows_where_it_begins() -> None:
    file, _ = read(b'\xef\xbb\xbfVillage;Hours\r\n"The\r\nisland";12\r\nUpper;4\r\n')
    assert file is not None
    spots = [[(cell.spot.line, cell.spot.column) for cell in row] for row in file.rows]
    assert spots == [[(2, 1), (3, 9)], [(4, 1), (4, 7)]]


@pytest.mark.parametrize(
    ("header", "separator"),
    [
        ("Village", ","),
        ("Village, old;Hours, all;Area", ";"),
        ("Village, old;Hours", ";"),
        ('"a,b,c,d"\tHours', "\t"),
    ],
)
def test_the_header_tells_the_separator(header: str, separator: str) -> None:
    width = len(next(csv.reader([header], delimiter=separator)))
    file, findings = read(f"{header}\n{separator.join('1' * width)}\n".encode())
    assert findings == []
    assert file is not None
    assert len(file.header) == width


@pytest.mark.parametrize("line", ["sep=;", "SEP=;", '"sep=;"', "sep=;;;"])
def test_the_line_that_tells_excel_the_separator_is_no_header(line: str) -> None:
    file, findings = read(f"{line}\r\nVillage, old, upper;Hours\r\nUpper;12\r\n".encode())
    assert findings == []
    assert texts(file) == [["Village, old, upper", "Hours"], ["Upper", "12"]]
    assert file is not None
    assert file.rows[0][1].spot.line == 3
    found = read(f"{line}\nVillage;Hours\nUpper\n".encode())[1]
    assert found == [(3, 1, "this row has 1 cell, the header row has 2")]


def test_a_separator_that_no_table_has_is_found() -> None:
    assert read(b"sep=|\nVillage|Hours\nUpper|12\n")[1] == [(1, 5, "| parts the cells")]
    assert read(b"sep=;\n\n")[1] == [(0, 0, "the file is empty")]


@pytest.mark.parametrize("end", ["", "\n", "\n\n\n", "\r\n \r\n"])
def test_empty_lines_at_the_end_are_no_rows(end: str) -> None:
    file, findings = read(f"Village,Hours\nUpper,12{end}".encode())
    assert findings == []
    assert texts(file) == [["Village", "Hours"], ["Upper", "12"]]


def test_years_without_a_name_for_the_row_heads_are_a_header() -> None:
    file, findings = read(b",2020,2021\nUpper,12,14\n")
    assert findings == []
    assert texts(file)[0] == ["", "2020", "2021"]


def test_every_row_that_does_not_fit_is_found() -> None:
    assert read(b"A,B\n1\n\n1,2,3\n1,2\n1,2,3,4\n")[1] == [
        (2, 1, "this row has 1 cell, the header row has 2"),
        (3, 1, "the row is empty"),
        (4, 5, "this row has 3 cells, the header row has 2"),
        (6, 5, "this row has 4 cells, the header row has 2"),
    ]


def test_a_file_of_another_encoding_is_found_at_its_first_character() -> None:
    assert read("Village\nÉcluse\n".encode("utf-16"))[1] == [(1, 1, "the file is not UTF-8")]
    assert read("Village\nÉcluse\n".encode("latin-1"))[1] == [(2, 1, "the file is not UTF-8")]


@pytest.mark.slow
def test_a_file_of_too_many_cells_is_not_read_to_its_end() -> None:
    report = Report()
    assert read_csv(PATH, b"A\n" + b"1\n" * MOST_CELLS, report) is None
    (finding,) = report.findings
    assert (finding.place.line, finding.message) == (
        MOST_CELLS + 1,
        "the file has more than 50,000 cells",
    )
    assert read(b"A\n" + b"1\n" * (MOST_CELLS - 1))[1] == []

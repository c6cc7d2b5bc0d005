"""Rows, columns and cells of tables that a reviewer adds, deletes, moves, merges or splits."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from docx.oxml.ns import qn
from drawn_note import drawn_note
from word_review import Review, changed_lines, new_cell

from pipeline.note import Note
from pipeline.reviewing import Merged

pytestmark = pytest.mark.slow

MERGED = "cells of this table were merged or split: change it in the source"
ROWS = "rows of this table were moved: move them in the source"
COLUMNS = "cells of this table were moved to other columns: move them in the source"
EMPTY = "an empty row or column was added to this table: add it in the source"


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def table_of(review: Review, *heads: str) -> Any:
    """The table that begins with some words."""
    (found,) = (
        one
        for one in review.document.tables
        if tuple(cell.text for cell in one.rows[0].cells[: len(heads)]) == heads
    )
    return found


def told(merged: Merged) -> list[tuple[str, str, int]]:
    """What was not applied: words, reason and line."""
    return [(one.text, one.why, one.line) for one in merged.report.not_applied]


def test_columns_and_rows_come_and_go_in_the_lines_of_the_source(review: Review) -> None:
    table = table_of(review, "Year", "Siren")
    for row in table.rows:
        row._tr.remove(row._tr.tc_lst[1])
    first, *_, last = table.rows[1:]
    last._tr.addnext(fresh := copy.deepcopy(last._tr))
    for mark in [*fresh.iter(qn("w:bookmarkStart")), *fresh.iter(qn("w:bookmarkEnd"))]:
        mark.getparent().remove(mark)
    for cell, text in zip(fresh.tc_lst, ("2024", "9", "by telephone | twice"), strict=True):
        cell.getparent().replace(cell, new_cell(text))
    first._tr.getparent().remove(first._tr)
    added = table_of(review, "Year", "Who").rows[0]._tr
    added.addnext(opened := copy.deepcopy(added))
    for cell, text in zip(list(opened.tc_lst), ("1926", "nobody"), strict=True):
        cell.getparent().replace(cell, new_cell(text))
    merged = review.bring_in()
    assert told(merged) == []
    assert changed_lines(review.note, merged) == [
        "+| 1926 | nobody |",
        "-| Year | Siren | Hours | Remark                                    |",
        "-|:-----|:-----:|------:|-------------------------------------------|",
        "-| 1953 |  no   |     0 | *None* was given                          |",
        "-| 1987 |  yes  | 3[^gauge] | [水文站]{lang=zh-Hans} first in use         |",
        "-| 2002 |  yes  |    11 | see [the rule](#meadows)                  |",
        "+| Year | Hours | Remark                                    |",
        "+|:-----|------:|-------------------------------------------|",
        "+| 1987 | 3[^gauge] | [水文站]{lang=zh-Hans} first in use         |",
        "+| 2002 |    11 | see [the rule](#meadows)                  |",
        "+| 2024 | 9 | by telephone \\| twice |",
    ]


def test_what_a_line_cannot_take_up_is_told_with_its_place(review: Review) -> None:
    years = table_of(review, "Year", "Siren")
    years.rows[1].cells[1].merge(years.rows[1].cells[2])
    years.rows[2].cells[0].merge(years.rows[3].cells[0])
    instruments = table_of(review, "Instrument")
    instruments.rows[2]._tr.addnext(instruments.rows[1]._tr)
    instruments.add_row()
    staffs = table_of(review, "Staff")
    for row in staffs.rows:
        row._tr.tc_lst[1].addnext(row._tr.tc_lst[0])
    keys = table_of(review, "Year", "Who")
    keys.rows[1].cells[0]._tc.getparent().remove(keys.rows[1].cells[0]._tc)
    readings = next(one for one in review.document.tables if one.cell(0, 1).text == "Remark")
    readings.rows[3]._tr.addnext(readings.rows[1]._tr)
    merged = review.bring_in()
    assert told(merged) == [
        ("the miller", COLUMNS, 51),
        ("no 0 1987 2002", MERGED, 75),
        ("Gauge 1987", ROWS, 15),
        ("", EMPTY, 15),
        ("1921 by day; never by night 211 57.8 %", ROWS, 30),
        ("Flow 12.5 9", COLUMNS, 37),
    ]
    assert changed_lines(review.note, merged) == ["-| 1953 | the miller |", "+|  | the miller |"]


def test_a_drawn_table_is_told_what_it_has_no_longer() -> None:
    review = Review(drawn_note())
    table = review.document.tables[-1]
    wide = next(
        one for one in table.rows[4]._tr.tc_lst if one.tcPr.find(qn("w:gridSpan")) is not None
    )
    wide.tcPr.remove(wide.tcPr.find(qn("w:gridSpan")))
    wide.addnext(new_cell(""))
    table.rows[5]._tr.addprevious(table.rows[6]._tr)
    merged = review.bring_in()
    assert merged.files == {}
    assert {one.why for one in merged.report.not_applied} == {MERGED, ROWS}


def test_a_table_in_a_cell_leaves_its_words(review: Review) -> None:
    inner = table_of(review, "Instrument").rows[1].cells[1].add_table(1, 1)
    inner.cell(0, 0).text = "or before"
    merged = review.bring_in()
    assert told(merged) == [("or before", "a table in a cell, only whose words are kept", 0)]
    assert "+| Marks      |  1805 or before |" in changed_lines(review.note, merged)

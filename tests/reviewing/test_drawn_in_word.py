"""A drawn table in a Word file: whole on its way out, and left to its source on the way back."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from drawn_note import TABLE, TEXT, drawn_note
from word_review import STYLE, Review, changed_lines, export

from pipeline.note import Note
from pipeline.reviewing import bring_review_in

pytestmark = pytest.mark.slow

LISTS = """
{#costs caption="Costs"}
+---------+-------------------+
| Village | Duties            |
+=========+===================+
| Upper   | - opens the gates |
|         | - counts          |
| Mill    |   1. hours        |
+---------+-------------------+
"""
WHY = "this table is drawn with + and | in the source: change it there"


@pytest.fixture(scope="module")
def note() -> Note:
    return drawn_note()


def test_cells_are_merged_in_word(note: Note) -> None:
    table = Review(note).document.tables[-1]
    texts = [[cell.text for cell in row.cells] for row in table.rows]
    assert texts[0] == ["Village", "Purpose", *["Paid, in thousands"] * 2, "Change, in %"]
    assert texts[1] == ["Village", "Purpose", "2023", "2024", "Change, in %"]
    assert [row[0] for row in texts[2:]] == ["Upper"] * 2 + ["Middle"] + ["Lower"] * 2 + ["All"] * 2
    assert texts[4][2:] == ["not yet counted", "not yet counted", "4"]
    assert texts[5][4] == "4"


def test_unchanged_it_changes_nothing(note: Note) -> None:
    merged = bring_review_in(export(note), "note.docx", note, STYLE, {})
    assert (merged.files, merged.report.not_applied) == ({}, ())


def test_an_edit_of_a_cell_is_refused_and_others_go_in(note: Note) -> None:
    review = Review(note)
    review.reword("Canals, ", "Canals", "Ditches")
    review.reword("not yet", "yet", "ever")
    review.reword("Below the", "Below", "Under")
    review.in_footnotes("By hand", "With spades")
    merged = review.bring_in()
    assert changed_lines(note, merged) == [
        "-Below the table.",
        "+Under the table.",
        "-[^d]: By hand.",
        "+[^d]: With spades.",
    ]
    told = {(one.text.partition("[")[0].strip(), one.why) for one in merged.report.not_applied}
    assert {why for _, why in told} == {WHY}
    assert any(text.startswith("Ditches, dug anew") for text, _ in told)
    lines = note.files[TEXT].decode().split("\n")
    places = {lines[one.line - 1] for one in merged.report.not_applied}
    assert any("not yet counted" in line for line in places)


def test_a_row_that_is_gone_is_refused_once(note: Note) -> None:
    review = Review(note)
    row = review.document.tables[-1].rows[-1]._tr
    row.getparent().remove(row)
    merged = review.bring_in()
    assert merged.files == {}
    (told,) = merged.report.not_applied
    assert (told.text, told.why) == ("Canals 101.25 6 -", WHY)


def test_a_new_cell_is_refused(note: Note) -> None:
    review = Review(note)
    cell = review.document.tables[-1].rows[2].cells[4]._tc
    fresh = cell.makeelement(qn("w:p"), {})
    cell.append(fresh)
    Paragraph(fresh, review.document.tables[-1].rows[2].cells[4]).add_run("and more")
    merged = review.bring_in()
    assert merged.files == {}
    assert {one.why for one in merged.report.not_applied} == {WHY}


def test_a_deleted_table_is_taken_out_whole(note: Note) -> None:
    review = Review(note)
    table = review.document.tables[-1]._tbl
    for paragraph in (table.getprevious(), table.getnext()):
        paragraph.getparent().remove(paragraph)
    table.getparent().remove(table)
    merged = review.bring_in()
    gone = [line for line in changed_lines(note, merged) if not line.startswith("-[^d]")]
    assert gone == [f"-{line}" for line in TABLE.partition("\n\n")[0].strip().split("\n")]


def test_lists_in_cells_come_back_and_are_left_to_the_source() -> None:
    note = drawn_note(LISTS)
    assert bring_review_in(export(note), "note.docx", note, STYLE, {}).files == {}
    review = Review(note)
    review.reword("opens the", "opens", "shuts")
    merged = review.bring_in()
    assert merged.files == {}
    (told,) = merged.report.not_applied
    assert told.why == WHY

"""Paragraphs, items, headings and figures that a reviewer puts in, takes away or moves."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from word_review import Review, changed_lines

from pipeline.load import load_files
from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def test_a_new_paragraph_stands_behind_the_one_before_it(review: Review) -> None:
    review.add_behind("This paragraph stands", 'A "new" one, with the reviewer\'s words.')
    assert changed_lines(review.note, review.bring_in()) == [
        "+A “new” one, with the reviewer’s words.",
    ]


def test_a_deleted_paragraph_goes_with_its_attributes(review: Review) -> None:
    review.delete("What follows")
    assert changed_lines(review.note, review.bring_in()) == [
        "-{.keep-together}",
        "-What follows was said on 9 February 2024 and is set down [theme by theme](#floods).",
    ]


def test_a_paragraph_that_is_split_keeps_all_it_had(review: Review) -> None:
    review.split("There was a long", "The sum named")
    before = "There was a long talk about who pays. "
    pull = "[Whoever is kept dry should pay whoever is made wet.]{.pull #pull-who-pays}"
    assert changed_lines(review.note, review.bring_in()) == [
        f"-{before}{pull} The sum named was 40 per cent of a harvest,\\",
        f"+{before}{pull}",
        "+The sum named was 40 per cent of a harvest,\\",
    ]


def test_a_paragraph_put_before_another_leaves_that_as_it_was(review: Review) -> None:
    # Enter at the beginning of a paragraph leaves its bookmark in the empty one before it.
    fresh = review.add_behind("Red lines?", "A sentence put before.", "Body Text")
    bookmark = next(review.paragraph("No red lines")._p.iter(qn("w:bookmarkStart")))
    fresh._p.insert(1, bookmark)
    assert changed_lines(review.note, review.bring_in()) == ["+A sentence put before."]


def test_two_paragraphs_become_one(review: Review) -> None:
    first, second = review.paragraph("The next flood")._p, review.paragraph("Water that")._p
    for child in list(second):
        if child.tag != qn("w:pPr"):
            first.append(child)
    second.getparent().remove(second)
    (removed, gone, added) = changed_lines(review.note, review.bring_in())
    assert added[1:] == f"{removed[1:]}{gone[1:]}"


def test_items_go_into_their_list(review: Review) -> None:
    review.add_behind("in spring", "in summer, nobody is there,")
    review.add_behind("the board", "and the bank agrees.")
    assert changed_lines(review.note, review.bring_in()) == [
        "+   - in summer, nobody is there,",
        "+4. and the bank agrees.",
    ]


def test_an_item_goes_and_what_is_under_it_stays(review: Review) -> None:
    review.delete("the farmer has")
    assert changed_lines(review.note, review.bring_in()) == ["-2. the farmer has been told, and"]


def test_a_new_list_and_a_new_topic(review: Review) -> None:
    review.add_behind("No red lines", "Nobody knows.")
    review.add_behind("No red lines", "What about eels?", "Heading 3")
    review.add_behind("No red lines", "Second point.", "List Bullet")
    review.add_behind("No red lines", "First point.", "List Bullet")
    assert changed_lines(review.note, review.bring_in()) == [
        "+- First point.",
        "+- Second point.",
        "+### What about eels?",
        "+Nobody knows.",
    ]


def test_a_quotation_goes_on(review: Review) -> None:
    review.add_behind("It came by night", "And was never found.")
    assert changed_lines(review.note, review.bring_in()) == ["+>", "+> And was never found."]


def test_a_moved_paragraph_keeps_every_character(review: Review) -> None:
    moved = review.paragraph("There was a long")._p
    review.paragraph("This paragraph stands")._p.addnext(moved)
    review.reword("There was a long", "harvest", "crop")
    lines = changed_lines(review.note, review.bring_in())
    added = [line[1:] for line in lines if line[0] == "+"]
    removed = [line[1:].replace("harvest", "crop") for line in lines if line[0] == "-"]
    assert added == removed
    assert added[0] == "{#long-talk .tighter}"


def test_figures_and_rows_are_taken_away(review: Review) -> None:
    (figure,) = [
        one
        for one in review.document.paragraphs
        if any(
            part.get("descr") == "Cattle on a flooded meadow." for part in one._p.iter("{*}docPr")
        )
    ]
    # With its caption, source and note.
    for part in (figure._p, *list(figure._p.itersiblings())[:3]):
        part.getparent().remove(part)
    table = review.document.tables[1]
    table._tbl.remove(table.rows[2]._tr)
    removed = changed_lines(review.note, review.bring_in())
    assert [line.partition("(")[0].partition("|  ")[0] for line in removed] == [
        '-{source="Own picture"}',
        "-![Cattle on a flooded meadow.]",
        "-| 1987 ",
        "-[^gauge]: By the gauge at the mill.",
    ]


def test_line_ends_and_the_end_of_a_file_stay_as_they_are(rich_note: Note) -> None:
    files = dict(rich_note.files)
    path = "text/2-fish.md"
    files[path] = files[path].rstrip(b"\n").replace(b"\n", b"\r\n")
    review = Review(load_files(rich_note.slug, files))
    review.add_behind("No red lines", "One more.")
    merged = review.bring_in()
    assert merged.files[path] == files[path] + b"\r\n\r\nOne more."

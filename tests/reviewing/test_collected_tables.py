"""The table of all recommendations in a Word file that comes back: it is ours."""

from __future__ import annotations

from typing import Any

import pytest
from docx.oxml.ns import qn
from word_review import Review, changed_lines, element

from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def table_of(review: Review) -> Any:
    """The table of recommendations, as python-docx has it."""
    (found,) = (one for one in review.document.tables if one.cell(0, 1).text == "Recommendation")
    return found


def test_a_reworded_recommendation_goes_into_its_own_place(review: Review) -> None:
    review.reword("Put up a siren", "siren", "bell")
    merged = review.bring_in()
    assert changed_lines(review.note, merged) == [
        "-Put up a siren in every village below the weir, and *test* it:",
        "+Put up a bell in every village below the weir, and *test* it:",
    ]
    assert merged.report.not_applied == ()


def test_words_changed_in_the_table_are_reported(review: Review) -> None:
    texts = table_of(review)._tbl.iter(qn("w:t"))
    (text,) = (one for one in texts if one.text and "siren" in one.text)
    text.text = text.text.replace("siren", "bell")
    merged = review.bring_in()
    (left,) = merged.report.not_applied
    assert merged.files == {}
    assert "a bell in every village" in left.text
    assert left.why == "notepress generates this table: change the recommendations themselves"


def test_a_paragraph_behind_the_table_stays_behind_it(review: Review) -> None:
    style = '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr>'
    fresh = element(f"<w:p>{style}<w:r><w:t>Nobody else was named.</w:t></w:r></w:p>")
    table_of(review)._tbl.addnext(fresh)
    text = review.bring_in().files["text/annex-a-measuring.md"].decode()
    assert "[](#recommendations)\n\nNobody else was named.\n\n" in text


def test_a_table_that_was_deleted_is_taken_out(review: Review) -> None:
    table = table_of(review)._tbl
    table.getparent().remove(table)
    assert changed_lines(review.note, review.bring_in()) == ["-[](#recommendations)"]

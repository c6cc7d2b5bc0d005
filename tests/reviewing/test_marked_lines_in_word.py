"""Captions, sources and notes with marks that a reviewer edits in Word."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from word_review import Review, changed_lines, element

from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.fixture
def review(rich_note: Note) -> Review:
    return Review(rich_note)


def test_words_beside_marks_are_reworded_where_they_stand(review: Review) -> None:
    review.reword("Flow at the", "staffs", "marks")
    review.reword("Flow at the", "Flow at", "“Water” at")
    review.reword("The wave of 2003", "by", "drawn by")
    review.reword("Counted at noon", "at noon", "at night")
    lines = changed_lines(review.note, review.bring_in())
    assert [line[0] for line in lines] == ["-", "+", "-", "+"]
    changed = lines[1] + lines[3]
    assert 'caption="“Water” at the *old* marks[^staffs], in m^3^ a second"' in changed
    assert 'note="Counted at night, as [the mill](https://example.org/mill) did."' in changed
    assert '"The wave of 2003[^drawn], drawn by **hand**"' in changed


def test_notes_of_lines_are_reworded_and_go_with_their_calls(review: Review) -> None:
    review.in_footnotes("two are left", "three are left")
    for call in list(review.paragraph("The wave of 2003")._p.iter(qn("w:footnoteReference"))):
        call.getparent().getparent().remove(call.getparent())
    text = review.bring_in().files["text/annex-a-measuring.md"].decode()
    assert "[^staffs]: Of oak; three are left." in text
    assert '"The wave of 2003, by **hand**"' in text
    assert "[^drawn]" not in text


def test_a_line_without_marks_gets_some(review: Review) -> None:
    run = review.cut_out("The wave of 2002", "wave")
    run.get_or_add_rPr().append(element("<w:i/>"))
    text = review.bring_in().files["text/annex-a-measuring.md"].decode()
    assert 'figures/wave.svg "The *wave* of 2002")' in text

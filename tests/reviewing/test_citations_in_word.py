"""Citations in a Word file that comes back from a reviewer."""

from __future__ import annotations

from pathlib import Path

import pytest
from numbered_notes import cited
from word_review import STYLE, Review, changed_lines

from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.press.word.word_document import write_word_file
from pipeline.reviewing import bring_review_in
from pipeline.reviewing.word.stand_in import stand_ins
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

FIRST = "The staffs are in two books"


def test_citations_stay_as_they_were_typed_and_what_was_edited_in_them_is_told(
    rich_note: Note,
) -> None:
    review = Review(rich_note)
    review.reword(FIRST, "drew them", "was the first to draw them")
    review.reword(FIRST, "1951, 3", "1951, 4")
    review.reword(FIRST, "counted their marks", "counted [@board2019]")
    review.in_footnotes("Not all of them", "Not all")
    review.in_footnotes("(Ford 1871, ch. 2)", "")
    review.reword("Ford, Thomas", "Mill Press", "Oak Press")

    merged = review.bring_in()

    lines = changed_lines(review.note, merged)
    assert [line for line in lines if line.startswith("+")] == [
        (
            "+The staffs are in two books: @ford1871 [p. 12] was the first to draw them, and others"
            r" counted \[\@board2019\] [see @brook1951, pp. 3-5; @board2019].[^marks]"
        ),
        "+[^marks]: Not all [compare @board2019, p. 7]; the oldest are gone .",
    ]
    work, typed, citation = merged.report.not_applied
    assert "Oak Press" in work.text
    assert work.why == "the references are made from the bibliography: change it there"
    assert typed.text == "[@board2019]"
    assert "delete the backslashes" in typed.why
    assert merged.files[typed.path].decode().split("\n")[typed.line - 1].startswith(FIRST)
    assert citation.text == "(see Brook and Lin 1951, 4–5; Water Board 2019)"
    assert "[see @brook1951, pp. 3-5; @board2019]" in citation.why


def test_nothing_changes_in_a_style_of_footnotes(rich_note: Note, tmp_path: Path) -> None:
    (tmp_path / "tokens.css").write_text(":root { --citation-style: chicago-notes; }", "utf-8")
    style = load_style(built_in_styles(), tmp_path)
    assert style != STYLE
    note = cited(rich_note, style)
    content = write_word_file(note, style, stand_ins(note))

    merged = bring_review_in(content, "edited.docx", rich_note, style, {})

    assert (merged.files, merged.report.not_applied) == ({}, ())

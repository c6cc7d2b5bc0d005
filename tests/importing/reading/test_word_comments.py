"""Comments of Word files come through whole, wherever they stand."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from imported import Importer

from pipeline.importing.reading.word_archive import W

pytestmark = pytest.mark.slow


def test_comments_of_several_paragraphs_and_on_a_place(bring_in: Importer, tmp_path: Path) -> None:
    document = docx.Document()
    document.add_heading("The limes", 1)
    runs = [document.add_paragraph(f"They were cut in 188{at}.").runs[0] for at in range(3)]
    first, second, third = (
        document.add_comment(run, text=f"Why {at}?", author=f"Reviewer {at}", initials="R")
        for at, run in enumerate(runs)
    )
    first.add_paragraph("And by whom?", style="List Bullet")
    body = document.element.body
    for mark in ("commentRangeStart", "commentRangeEnd"):
        for name in (second.comment_id, third.comment_id):
            (one,) = (x for x in body.iter(f"{W}{mark}") if x.get(f"{W}id") == str(name))
            one.getparent().remove(one)
    (call,) = (
        one
        for one in body.iter(f"{W}commentReference")
        if one.get(f"{W}id") == str(third.comment_id)
    )
    call.getparent().remove(call)
    path = tmp_path / "quay.docx"
    document.save(str(path))

    result = bring_in(path)

    told = [(one.author, one.text, one.line) for one in result.report.remarks]
    assert told == [("Reviewer 0", "Why 0? And by whom?", 9), ("Reviewer 1", "Why 1?", 11)]
    assert "comment of Reviewer 2 that has no place: Why 2?" in result.left_out

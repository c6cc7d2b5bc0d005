"""Titles of works stand between quotation marks of the note's language."""

from __future__ import annotations

import json

import pytest
from kept_in_memory import Memory

from pipeline.citing.answer import read_answer
from pipeline.citing.request import Request, answer_to, with_quotation_marks
from pipeline.citing.styles import read_built_in
from pipeline.note.citations import Cited
from pipeline.note.walk import plain

WORK = {
    "id": "brook",
    "type": "article-journal",
    "author": [{"family": "Brook", "given": "A."}],
    "title": "The last gate",
    "container-title": "Journal of Small Rivers",
    "issued": {"date-parts": [[2002]]},
}


@pytest.mark.parametrize(
    ("language", "expected"), [("ar", "«The last gate»"), ("en", "“The Last Gate”")]
)
def test_titles_have_the_marks_of_the_language(language: str, expected: str) -> None:
    style = read_built_in("chicago-author-date")
    files = {"works.json": json.dumps([WORK])}
    cited = [Cited(source="[@brook]", keys=("brook",), note=0)]
    answer = read_answer(answer_to(Request(cited, files, style, language), Memory()))
    assert expected in plain(answer.works[0].inlines).replace(".", "")


def test_a_style_keeps_what_it_says_of_the_language_itself() -> None:
    style = '<style><info/></info><locale xml:lang="ar-EG"></locale></style>'
    assert with_quotation_marks(style, "ar") == style

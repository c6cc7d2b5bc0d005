"""Which works an answer lists and gives: those that are cited, and no others of the files."""

from __future__ import annotations

import json

from kept_in_memory import Memory

from pipeline.citing.answer import read_answer
from pipeline.citing.request import Request, answer_to
from pipeline.citing.styles import read_built_in
from pipeline.note.citations import Cited
from pipeline.note.walk import plain

BIBTEX = """
@incollection{part, author = {Brook, Ada}, title = {Gates}, crossref = {whole}, pages = {3--9}}
@collection{whole, editor = {Berg, Max}, title = {All rivers}, date = {2001}, langid = {french}}
"""
CSL = [
    {"id": "board", "type": "report", "title": "Flow", "author": [{"literal": "Water Board"}]},
    {"id": "other", "type": "report", "title": "Ebb", "author": [{"literal": "Water Board"}]},
]


def test_works_that_only_others_refer_to_are_not_listed() -> None:
    """One is the parent of another and gives it its title; one is in the file and not cited."""
    request = Request(
        cited=[
            Cited(source="[@part, p. 4]", keys=("part",)),
            Cited(source="@board", keys=("board",), note=1, before=True),
        ],
        files={"works.bib": BIBTEX, "works.json": json.dumps(CSL)},
        style=read_built_in("vancouver"),
        language="en-GB",
    )

    answer = read_answer(answer_to(request, Memory()))

    assert [plain(one) for one in answer.citations] == ["(1)", "(2)"]
    assert [(work.number, work.key) for work in answer.works] == [("1.", "part"), ("2.", "board")]
    assert "All rivers" in plain(answer.works[0].inlines)
    assert set(answer.items) == {"part", "board"}

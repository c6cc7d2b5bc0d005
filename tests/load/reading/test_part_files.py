"""The hints for files of texts whose names are not those of parts."""

from __future__ import annotations

import pytest

from pipeline.languages import languages
from pipeline.load.reading.part_files import check_parts, hint_for_name
from pipeline.load.report import Report
from pipeline.part_kinds import place_of_file

ANNEX = "name it with a letter and a few words: text/annex-a-first-annex.md"


@pytest.mark.parametrize("word", [word for one in languages() for word in one.importing.annex])
def test_an_annex_is_known_by_its_name_in_every_language(word: str) -> None:
    assert hint_for_name(f"{word.capitalize()}-1.md") == ANNEX


def test_a_name_that_is_close_to_one_is_told_it() -> None:
    assert hint_for_name("forword.md") == "did you mean text/foreword.md?"
    assert hint_for_name("theme.md").endswith("text/1-first-theme.md")


def test_a_letter_that_is_left_out_is_found_with_the_name_to_take() -> None:
    report = Report()
    names = ("1-water.md", "annex-a-maps.md", "annex-d-my-letters.md")
    placed = {place: f"text/{name}" for name in names if (place := place_of_file(name))}

    check_parts(placed, report)

    (finding,) = report.findings
    assert finding.message == "there is no annex B before annex D"
    assert finding.hint == "rename it annex-b-my-letters.md, and those after it accordingly"

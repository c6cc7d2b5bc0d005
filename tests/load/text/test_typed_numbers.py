"""Numbers that are typed by hand, by the names that a language gives to figures and tables."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.languages import language_of
from pipeline.load import load_with_warnings
from pipeline.load.text import typed_numbers

MINIMAL = Path(__file__).parents[2] / "notes/minimal"
TEXT = """# Other points {#other-points}

Their time: 1 hour, as 1 figure and Table 1 say.

![A gate.](figures/river.svg "The upper gate")

{caption="Hours"}
| Village | Hours |
|---------|------:|
| Upper   |    12 |
"""


def test_a_number_before_its_name_makes_no_other_number_one_that_was_typed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    english = language_of("en")
    forms = ("figure_label", "figure_reference")
    behind = replace(english, words={**english.words, **dict.fromkeys(forms, "{number}. ábra")})
    monkeypatch.setattr(typed_numbers, "find_language", lambda _: behind)
    note = shutil.copytree(MINIMAL, tmp_path / "river")
    (note / "text/2-other-points.md").write_text(TEXT, "utf-8")

    warnings = load_with_warnings(note).warnings

    assert [one.message for one in warnings if one.code == "N172"] == ["“Table 1” is typed by hand"]


def test_numbers_in_the_digits_of_persian_are_typed_too(tmp_path: Path) -> None:
    note = shutil.copytree(MINIMAL.parent / "persian", tmp_path / "persian")
    text = (note / "text/summary.md").read_text("utf-8")
    (note / "text/summary.md").write_text(f"{text}\nجدول ۱ را ببینید.\n", "utf-8")

    warnings = load_with_warnings(note).warnings

    assert [one.message for one in warnings if one.code == "N172"] == ["“جدول ۱” is typed by hand"]

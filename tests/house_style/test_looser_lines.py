"""Lines of scripts with marks above and below: higher in one-pagers and on covers too."""

from __future__ import annotations

import pytest

from pipeline.house_style import load_style, with_scripts
from pipeline.workspace import built_in_styles


def test_all_lines_of_a_script_with_marks_are_higher() -> None:
    style = load_style(built_in_styles())
    arabic = with_scripts(style, "ar", {"Arab"})
    factor = arabic.length("line") / style.length("line")
    assert factor > 1.1
    for name in ("one-pager-leading-min", "one-pager-leading-max"):
        assert arabic.length(name) / style.length(name) == pytest.approx(factor, abs=0.03)
    assert float(arabic.tokens["line-scale"]) == pytest.approx(factor, abs=0.03)
    assert "--line-scale: " in arabic.files["tokens.css"]


def test_a_note_in_latin_letters_has_the_lines_of_the_style() -> None:
    style = load_style(built_in_styles())
    assert with_scripts(style, "en", frozenset()) is style

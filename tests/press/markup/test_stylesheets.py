"""Stylesheets of editions: imports are inlined, page rules get values, colours are tokens."""

from __future__ import annotations

import re

import pytest

from pipeline.house_style import Style, load_style
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.workspace import built_in_styles

PAGE = """@page { size: var(--trim); @top-left { color: var( --blue ) } }
.a { color: var(--blue) }
@page wide { margin: var(--unknown) }"""


def test_tokens_in_rules_for_pages_become_values_and_stay_names_elsewhere() -> None:
    style = Style(
        tokens={"trim": "210mm", "blue": "var(--ink)", "ink": "#14202b"},
        files={"editions/print.css": '@import "../parts/a.css";', "parts/a.css": PAGE},
    )
    assert stylesheet(style, "print") == (
        "@page { size: 210mm; @top-left { color: #14202b } }\n"
        ".a { color: var(--blue) }\n"
        "@page wide { margin: var(--unknown) }"
    )


@pytest.mark.parametrize("edition", ["print", "one_pager", "social_image"])
def test_every_colour_on_pages_is_a_token_so_that_a_style_can_change_it(edition: str) -> None:
    built_in = load_style(built_in_styles())
    changed = {
        name: "#abcdef" if re.fullmatch("#[0-9a-f]{6}", value) else value
        for name, value in built_in.tokens.items()
    }
    style = Style(changed, {**built_in.files, "tokens.css": ""})
    assert set(re.findall(r"#[0-9a-f]{6}\b", stylesheet(style, edition))) <= {"#abcdef"}

"""Rules for pages: mirrored for notes that are read from right to left."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.house_style.page_rules import mirrored, with_page_rules
from pipeline.workspace import built_in_styles


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("@page { margin-left: 2mm }", "@page { direction: rtl; margin-right: 2mm }"),
        (
            "@page {margin:1mm 2mm 3mm calc(4mm + 5mm)}",
            "@page { direction: rtl;margin:1mm calc(4mm + 5mm) 3mm 2mm}",
        ),
        ("@page { margin: 1mm 2mm 3mm }", "@page { direction: rtl; margin: 1mm 2mm 3mm }"),
        (
            "@page wide:left { @top-right-corner { text-align: right } }",
            "@page wide:right { direction: rtl; @top-left-corner { text-align: left } }",
        ),
        (
            "@page { @left-top { content: 'left' var(--left); color: bright } }",
            "@page { direction: rtl; @right-top { content: 'left' var(--left); color: bright } }",
        ),
    ],
)
def test_what_is_left_becomes_right(rule: str, expected: str) -> None:
    assert mirrored(rule) == expected
    assert mirrored(expected).replace(" direction: rtl;", "") == rule


def test_rules_that_are_not_for_pages_stay() -> None:
    css = "a { float: left } @page x { @top-left { color: red } margin: 0 } b { left: 0 }"
    assert with_page_rules(css, str.upper) == (
        "a { float: left } @PAGE X { @TOP-LEFT { COLOR: RED } MARGIN: 0 } b { left: 0 }"
    )


ALLOWED = {
    ".align-right": "the class of a column of numbers",
    "text-align: right": "numbers stand under numbers in every script",
    "left: 50%": "the middle of the window",
    "to right": "shadows at both edges of a table that scrolls",
    "to left": "the same",
}
"""Words for sides that are the same in every direction, with the reason."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SIDE = re.compile(r"[^;{}]*(?<![\w-])[a-z-]*\b(?:left|right)\b[^;{}]*")
_FOUR = re.compile(r"(?<![\w-])(?:margin|padding|inset|border-(?:width|style|color)): ([^;{}]+)")


def _sheets() -> list[Path]:
    return sorted(built_in_styles().rglob("*.css"))


@pytest.mark.parametrize("sheet", _sheets(), ids=lambda sheet: sheet.name)
def test_no_sheet_names_a_side_where_direction_matters(sheet: Path) -> None:
    css = with_page_rules(_COMMENT.sub("", sheet.read_text("utf-8")), lambda _: "")
    named = [found.strip() for found in _SIDE.findall(css)]
    assert [one for one in named if not any(allowed in one for allowed in ALLOWED)] == []


@pytest.mark.parametrize("sheet", _sheets(), ids=lambda sheet: sheet.name)
def test_values_for_four_sides_are_the_same_on_the_left_and_on_the_right(sheet: Path) -> None:
    css = with_page_rules(_COMMENT.sub("", sheet.read_text("utf-8")), lambda _: "")
    for value in _FOUR.findall(css):
        sides = re.findall(r"(?:[^\s()]|\((?:[^()]|\([^()]*\))*\))+", value)
        assert len(sides) < 4 or sides[1] == sides[3], value

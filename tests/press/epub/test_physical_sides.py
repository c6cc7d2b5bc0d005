"""Logical sides are replaced by physical ones, for reading systems that support no others."""

from __future__ import annotations

import pytest

from pipeline.house_style import load_style
from pipeline.press.epub.epub_style import epub_stylesheet
from pipeline.press.epub.physical_sides import with_physical_sides
from pipeline.press.fonts.font_sets import FontSet
from pipeline.workspace import built_in_styles


@pytest.mark.parametrize(
    ("logical", "physical"),
    [
        ("margin-inline-start: 1em", "margin-left: 1em"),
        ("padding-inline-end: calc(1em + 2px)", "padding-right: calc(1em + 2px)"),
        ("margin-block-start: 1em", "margin-top: 1em"),
        ("margin-inline: 1em", "margin-left: 1em; margin-right: 1em"),
        ("padding-inline: 1em max(2em, 3px)", "padding-left: 1em; padding-right: max(2em, 3px)"),
        ("margin-block:1em 0", "margin-top: 1em; margin-bottom: 0"),
        ("inset-inline-start: 0", "left: 0"),
        ("inset-inline: 0 auto", "left: 0; right: auto"),
        ("inset: 0", "inset: 0"),
        ("border-inline-start: 1px solid red", "border-left: 1px solid red"),
        ("border-inline-start-color: red", "border-left-color: red"),
        ("border-inline-width: 1px 0", "border-left-width: 1px; border-right-width: 0"),
        ("border-inline: 1px solid", "border-left: 1px solid; border-right: 1px solid"),
        ("inset-inline: 0 !important", "left: 0 !important; right: 0 !important"),
        ("border-end-start-radius: 3px", "border-bottom-left-radius: 3px"),
        ("max-inline-size: 100%", "max-width: 100%"),
        ("block-size: 1em", "height: 1em"),
        ("text-align: start", "text-align: left"),
        ("text-align: end !important", "text-align: right !important"),
        ("float: inline-start", "float: left"),
        ("clear:inline-end", "clear:right"),
        ("justify-content: start", "justify-content: start"),
        ("content: 'start'", "content: 'start'"),
        ("--margin-inline-start: 1em", "--margin-inline-start: 1em"),
        ("display: inline-block", "display: inline-block"),
        ("-webkit-margin-start: 0", "-webkit-margin-start: 0"),
    ],
)
@pytest.mark.parametrize("around", ["p {{{}}}", "p {{ color: red; {} }}", "p {{\n  {};\n}}"])
def test_each_has_its_physical_name(logical: str, physical: str, around: str) -> None:
    assert with_physical_sides(around.format(logical)) == around.format(physical)


def test_selectors_stay_as_they_are() -> None:
    css = ".margin-inline:hover, #inset-inline-start:target { margin-inline-end: 0 }"
    assert with_physical_sides(css) == css.replace("margin-inline-end", "margin-right")


def test_a_value_without_end_is_no_trouble() -> None:
    assert with_physical_sides("p { margin-inline:") == "p { margin-left: ; margin-right: "


def test_the_stylesheet_of_an_epub_has_no_logical_side_left() -> None:
    css = epub_stylesheet(load_style(built_in_styles()), FontSet(()))
    assert "border-left: 3px solid #bc4029" in css
    assert "padding: 0;\n  padding-left: 1.9em" in css
    css = css.replace("inline-block", "")
    assert [word for word in ("-inline", "-start:", ": start", "-block") if word in css] == []


@pytest.mark.parametrize(
    ("logical", "physical"),
    [
        ("margin-inline-start: 1em", "margin-right: 1em"),
        ("padding-inline: 1em 2em", "padding-right: 1em; padding-left: 2em"),
        ("inset-inline-end: 0", "left: 0"),
        ("border-end-start-radius: 3px", "border-bottom-right-radius: 3px"),
        ("margin-block:1em 0", "margin-top: 1em; margin-bottom: 0"),
        ("text-align: start", "text-align: right"),
        ("float: inline-end", "float: left"),
        ("text-align: right", "text-align: right"),
    ],
)
def test_a_text_from_right_to_left_begins_at_the_right(logical: str, physical: str) -> None:
    assert with_physical_sides(f"p {{ {logical} }}", "rtl") == f"p {{ {physical} }}"

"""Styles say start and end, not left and right, so that they turn with the direction of a text."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from physical_sides import IN_CODE, Said, in_attribute, in_markup, physical, style_rules, undone

from pipeline.workspace import built_in_styles

PACKAGE = Path(__file__).parents[2] / "pipeline"
STYLES = Path(str(built_in_styles()))

_FIGURES = "figures of any script go from left to right, and units stand under units"
_CENTRED = "what is centred does not turn, and half of its own width is always to the left"
_BOTH = "what is hidden at either side throws the same shadow"
_TURNED = "the head of a turned page is at the left in every direction"
_TURN = (
    "transform: translate(calc(var(--trim-height) - var(--margin-top) - var(--margin-bottom) - "
    "var(--trim-width) + var(--margin-outer) + var(--margin-inner)), "
    "calc(var(--trim-height) - var(--margin-top) - var(--margin-bottom))) rotate(-90deg)"
)
_SHADOWS = """background: linear-gradient(to right, var(--surface) 50%, transparent) left / 2rem 100% no-repeat local,
    linear-gradient(to left, var(--surface) 50%, transparent) right / 2rem 100% no-repeat local,
    linear-gradient(to right, var(--tint), transparent) left / 0.8rem 100% no-repeat scroll,
    linear-gradient(to left, var(--tint), transparent) right / 0.8rem 100% no-repeat scroll"""  # noqa: E501
DO_NOT_TURN = {
    ("parts/table.css", ":is(th, td).number", "text-align: right"): _FIGURES,
    ("parts/table.css", ".align-right", "text-align: right"): _FIGURES,
    ("parts/redline.css", ".counts th, .counts td", "text-align: right"): _FIGURES,
    (
        "editions/print/tables.css",
        '[dir="rtl"] .table-frame.turned',
        _TURN,
    ): _TURNED,
    ("editions/web.css", ".table-scroll", _SHADOWS): _BOTH,
    ("editions/web.css", ".status", "left: 50%"): _CENTRED,
    ("editions/web.css", ".status", "transform: translateX(-50%)"): _CENTRED,
}
"""The declarations that are the same in every direction, and why."""


def sheets() -> dict[str, str]:
    """The stylesheets of the house by their paths."""
    inside = {file.relative_to(STYLES).as_posix(): file for file in STYLES.rglob("*.css")}
    templates = (PACKAGE / "templates").rglob("*.css")
    others = {file.relative_to(PACKAGE).as_posix(): file for file in templates}
    return {path: file.read_text("utf-8") for path, file in {**inside, **others}.items()}


def test_stylesheets_say_start_and_end() -> None:
    found = {(path, *said) for path, css in sheets().items() for said in physical(css)}
    assert found == set(DO_NOT_TURN)


def test_enough_was_read() -> None:
    rules = [declarations for css in sheets().values() for _, declarations in style_rules(css)]
    read = [one.lower_name for declarations in rules for one in declarations]
    assert len(read) > 1000
    assert sum("inline" in name for name in read) >= 75


def test_templates_say_start_and_end() -> None:
    files = [
        file
        for file in (PACKAGE / "templates").rglob("*")
        if file.suffix in {".html", ".xhtml", ".svg", ".xml", ".opf"}
    ]
    assert len(files) > 25
    found = {file.name: [*in_markup(file.read_text("utf-8"))] for file in files}
    assert [name for name, said in found.items() if said] == []


def test_code_that_writes_css_says_start_and_end() -> None:
    said = [
        (file.relative_to(PACKAGE).as_posix(), text)
        for file in PACKAGE.rglob("*.py")
        if IN_CODE.search(file.read_text("utf-8"))
        for text in strings(file)
        if IN_CODE.search(text)
    ]
    scripts = [
        file.name for file in PACKAGE.rglob("*.js") if IN_CODE.search(file.read_text("utf-8"))
    ]
    assert (said, scripts) == ([], [])


def strings(file: Path) -> Iterator[str]:
    """Yield the strings of a module, and the pieces of those with values in them; no docstrings."""
    nodes = list(ast.walk(ast.parse(file.read_text("utf-8"))))
    alone = {node.value for node in nodes if isinstance(node, ast.Expr)}
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node not in alone:
            yield node.value


def test_no_shorthand_undoes_a_side_in_one_engine_only() -> None:
    found = [(path, *said) for path, css in sheets().items() for said in undone(css)]
    assert found == []
    assert [*undone("p { margin-inline-start: 1em; color: red; margin: 0 }")] == [
        Said("p", "margin")
    ]
    assert [*undone("p { margin: 0; margin-inline-start: 1em } p { margin: 0 }")] == []


@pytest.mark.parametrize(
    "declaration",
    [
        "margin-left: 1em",
        "padding-right: 1em",
        "border-left: 0",
        "border-top-left-radius: 1px",
        "left: 0",
        "text-align: right",
        "text-align: left !important",
        "float: left",
        "clear: right",
        "margin: 0 1mm 0 4mm",
        "margin: 0 auto 0 calc(1mm + 2mm)",
        "padding: 1px 2px 3px 4px !important",
        "inset: 0 0 0 auto",
        "border-width: 0 0 0 1px",
        "border-radius: 3px 0 0 3px",
        "border-radius: 3px 0",
        "border-radius: 3px / 1px 2px",
        "background: url(a.png) left top",
        "background: linear-gradient(to right, red, blue)",
        "transform: translateX(1em)",
        "translate: 1em",
    ],
)
def test_left_and_right_are_found(declaration: str) -> None:
    said = declaration.partition(" !")[0]
    assert [*physical(f"@media print {{ p {{ {declaration} }} }}")] == [Said("p", said)]
    assert [*in_attribute(declaration)] == [Said("", said)]
    assert [*in_markup(f'<p {{% if x %}} style="{declaration}"{{% endif %}}>')] == [Said("", said)]
    assert [*in_markup(f"<style>@page {{ margin: 0 }} p {{ {declaration} }}</style>")]


@pytest.mark.parametrize(
    "css",
    [
        "p { margin: 1em 2em 3em 2em; padding: 1px 2px 3px; inset: 0 }",
        "p { margin-top: 1em; margin-inline-start: 1em; text-align: start; float: inline-end }",
        "p { border-radius: 3px 3px 0 0; border-start-start-radius: 1px }",
        "p { content: 'left'; transform: scale(2) rotate(3deg); width: calc(100% - 1px) }",
        ".left > #right { color: red }",
        "@page { margin: 1mm 2mm 3mm 4mm; @top-left { text-align: left } }",
    ],
)
def test_what_is_the_same_at_both_sides_is_let_be(css: str) -> None:
    assert [*physical(css)] == []


@pytest.mark.parametrize(
    "text", ["p { margin-left: ", "float:left", "; left: 3mm", "margin: 0 1mm 0 4mm"]
)
def test_css_in_code_is_found(text: str) -> None:
    assert IN_CODE.search(text)


@pytest.mark.parametrize(
    "text",
    [
        "margin: 0 1mm 0 1mm",
        "margin: 0 1mm; padding: 0",
        "what is left: nothing",
        "margin-inline-start: 0",
    ],
)
def test_words_in_code_are_no_css(text: str) -> None:
    assert not IN_CODE.search(text)

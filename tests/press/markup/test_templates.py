"""Templates of a style replace the built-in ones, and their errors are reported."""

from __future__ import annotations

import pytest

from pipeline.errors import SourceError
from pipeline.findings import render_finding
from pipeline.house_style import Style
from pipeline.press.markup.templates import Templates
from pipeline.press.markup.writer import Dialect, Writer

WRITER = Writer(Dialect("web", "en"))


def style(**templates: str) -> Style:
    files = {f"templates/{name.replace('__', '/')}.html": text for name, text in templates.items()}
    return Style(tokens={}, files=files)


def finding_of(error: SourceError) -> str:
    (finding,) = error.findings
    return render_finding(finding)


def test_an_own_template_is_filled_in_and_escaped() -> None:
    templates = Templates(style(card="<p>{{ title }}</p>\n"))
    assert templates.render("card.html", WRITER, title="A & B") == "<p>A &amp; B</p>\n"


def test_an_own_template_may_take_macros_from_a_built_in_one() -> None:
    text = '{% from "parts/people.html" import wording %}ok'
    assert Templates(style(card=text)).render("card.html", WRITER) == "ok"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "<ul>\n{% for one in all %}\n</ul>\n",
            "styles/templates/card.html:3:1: N511 the template has a syntax error: Unexpected end",
        ),
        (
            "\n  {{ title | shuot }}",
            "styles/templates/card.html:2:3: N511 the template has a syntax error: No filter",
        ),
        (
            '\n{% extends "paged/parts.html" %}',
            "styles/templates/card.html:2:1: N511 the template uses paged/parts.html, which",
        ),
    ],
)
def test_a_template_that_cannot_be_read(text: str, expected: str) -> None:
    with pytest.raises(SourceError) as raised:
        Templates(style(card=text))
    assert finding_of(raised.value).startswith(expected)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("<p>\n{{ subtitle }}", "'subtitle' is undefined"),
        ("<p>\n{{ title.nothing }}", "has no attribute 'nothing'"),
        ("<p>\n{{ title + 1 }}", "can only concatenate str"),
        ("<p>\n{{ title.__class__.__mro__ }}", "is unsafe"),
    ],
)
def test_a_template_that_cannot_be_rendered(text: str, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        Templates(style(card=text)).render("card.html", WRITER, title="River")
    found = finding_of(raised.value)
    assert found.startswith("styles/templates/card.html:2:1: N511 the template cannot be rendered")
    assert said in found


def test_an_error_of_the_program_itself_is_no_finding() -> None:
    with pytest.raises(Exception, match="undefined") as raised:
        Templates(style()).render("paged/part.html", WRITER)
    assert not isinstance(raised.value, SourceError)

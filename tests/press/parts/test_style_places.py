"""A finding about a style gets its file and line."""

from __future__ import annotations

import pytest

from pipeline.findings import Finding, Place
from pipeline.house_style import Style
from pipeline.press.parts.style_places import look_up

STYLE = Style(
    tokens={},
    files={
        "parts/a.css": "p {\n  colour: red;\n  margin:0\n}\n",
        "editions/print.css": "h1 { color: #12AB56 }\n",
        "templates/x.html": "<p>colour: red</p>",
    },
)


@pytest.mark.parametrize(
    ("message", "told", "place"),
    [
        (
            "Ignored `colour: red` at 802:16, unknown property.",
            "Ignored `colour: red`, unknown property.",
            Place("styles/parts/a.css", 2, 3, "  colour: red;", 11),
        ),
        (
            "Ignored `margin: 0` at 9:1, invalid value.",
            "Ignored `margin: 0`, invalid value.",
            Place("styles/parts/a.css", 3, 3, "  margin:0", 8),
        ),
        (
            "the colour #12ab56 has no CMYK equivalent",
            "the colour #12ab56 has no CMYK equivalent",
            Place("styles/editions/print.css", 1, 13, "h1 { color: #12AB56 }", 7),
        ),
        ("Ignored `padding: 14pt` at 9:1.", "Ignored `padding: 14pt` at 9:1.", Place("styles")),
        ("nothing is quoted", "nothing is quoted", Place("styles")),
    ],
)
def test_the_line_is_found(message: str, told: str, place: Place) -> None:
    found = look_up(Finding("N521", message, Place("styles")), STYLE)
    assert (found.message, found.place) == (told, place)


def test_what_is_not_about_the_style_is_left_alone() -> None:
    finding = Finding("N391", "Ignored `colour: red` at 1:1", Place("fish"))
    assert look_up(finding, STYLE) == finding

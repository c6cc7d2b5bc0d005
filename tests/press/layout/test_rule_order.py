"""Of rules with equal specificity the later one wins, with logical or physical sides."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from part_jobs import lay_out, screen

from pipeline.press.engine.engine import Engine

PAGE = 20
"""The margin of the page in mm."""
BODY = 8 * 25.4 / 96
"""The margin in mm that the stylesheet of HTML gives to the body."""


@pytest.mark.parametrize(
    ("css", "margin"),
    [
        (".a { margin-inline-start: 20mm } .a { margin-left: 5mm }", 5),
        (".a { margin-left: 5mm } .a { margin-inline-start: 20mm }", 20),
        (".a { margin-inline-start: 20mm } .a { margin: 0 0 0 5mm }", 5),
        (".a { margin: 0; margin-inline-start: 20mm }", 20),
        ("p.a { margin-inline-start: 20mm } .a { margin-left: 5mm }", 20),
        ("p.a { margin-left: 5mm } .a { margin-inline-start: 20mm }", 5),
        (".a { margin-left: 5mm !important } p.a { margin-inline-start: 20mm }", 5),
        (".a { margin-inline-start: 20mm } @media print { .a { margin-left: 5mm } }", 5),
        (".a { position: absolute; inset-inline-start: 20mm } .a { left: 5mm }", 5),
        (".a { padding-inline-start: 20mm } .b { padding-left: 5mm }", 5),
    ],
)
def test_the_later_rule_has_the_last_word(engine: Engine, css: str, margin: int) -> None:
    part = lay_out(engine, '<p class="a b">Mill</p>', css)
    text = pypdfium2.PdfDocument(io.BytesIO(screen(part)))[0].get_textpage()
    assert text.get_text_range(0, 1) == "M"
    left = text.get_charbox(0, loose=True)[0] * 25.4 / 72
    edge = PAGE if "absolute" in css else PAGE + BODY
    assert left == pytest.approx(edge + margin, abs=0.1)

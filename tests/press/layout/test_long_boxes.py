"""Boxes on pages: never torn if shorter than half a page, else divided with three lines a side."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen
from pdf_reader import read_tagged

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import PartPages
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

PAGE = """
:root { --line: 14pt; --sans: "Note Sans"; --blue: #0d3b5c; --paper: #f4f1ea; --grey: #5c6670;
  --cinnabar: #bc4029; --teal: #1f6f6b; --rule: #c9c3b6 }
@page { size: 210mm 297mm; margin: 24mm 22mm 26mm 62mm; @bottom-center { content: none } }
html { font-size: 9.8pt; line-height: 14pt }
body { margin: 0 } p { margin: 0 }
"""
SHEETS = ("parts/box.css", "editions/print/boxes.css")
CSS = PAGE + "".join(built_in_styles().joinpath(name).read_text("utf-8") for name in SHEETS)


def lines_by_page(part: PartPages) -> list[list[str]]:
    document = pypdfium2.PdfDocument(BytesIO(screen(part)))
    return [page.get_textpage().get_text_range().split() for page in document]


def laid_out(engine: Engine, before: int, inside: int) -> PartPages:
    """Some lines of text, and a box that has a title and some lines."""
    text = "<br>".join(f"t{number}" for number in range(before))
    lines = "<br>".join(f"b{number}" for number in range(inside))
    box = f'<p class="box-title" id="b-heading">Title</p><p>{lines}</p>'
    aside = f'<aside id="b" class="box" aria-labelledby="b-heading">{box}</aside>'
    return lay_out(engine, f"<section><p>{text}</p>{aside}<p>after</p></section>", CSS)


def test_a_short_box_moves_to_the_next_page_whole(engine: Engine) -> None:
    first, second = lines_by_page(laid_out(engine, before=30, inside=18))
    assert first[-1] == "t29"
    assert second == ["Title", *(f"b{number}" for number in range(18)), "after"]


def test_a_long_box_is_divided_with_three_lines_on_each_side(engine: Engine) -> None:
    for before in range(14, 24):
        first, second = lines_by_page(laid_out(engine, before, inside=34))
        there = [word for word in first if word.startswith("b")]
        assert "Title" in first
        assert 3 <= len(there) <= 31
        assert second[0] == f"b{len(there)}"


def test_a_box_is_a_section_of_its_own_in_the_structure(engine: Engine) -> None:
    root = read_tagged(screen(laid_out(engine, before=3, inside=3))).root
    boxes = [one for one in root.all("Sect") if "Title" in one.text and "t0" not in one.text]
    assert len(boxes) == 1

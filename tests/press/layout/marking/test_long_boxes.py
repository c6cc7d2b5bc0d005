"""Boxes on pages: never torn if shorter than half a page, else divided with three lines a side."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, printed, screen
from pdf_reader import read_tagged

from pipeline.note.text import Box, Paragraph, Text
from pipeline.numbering import Label
from pipeline.press.engine.engine import Engine
from pipeline.press.markup.dialect import Dialect
from pipeline.press.markup.writer import Writer
from pipeline.press.parts.parts import PartPages
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

PAGE = """
:root { --line: 14pt; --sans: "Note Sans"; --blue: #0d3b5c; --paper: #f4f1ea; --grey: #5c6670;
  --cinnabar: #bc4029; --teal: #1f6f6b; --rule: #c9c3b6;
  --margin-column: 40mm; --text-measure: 126mm }
@page { size: 210mm 297mm; margin: 24mm 22mm 26mm 62mm; @bottom-center { content: none } }
html { font-size: 9.8pt; line-height: 14pt }
body { margin: 0 } p { margin: 0 }
"""
SHEETS = ("parts/box.css", "editions/print/boxes.css")
CSS = PAGE + "".join(built_in_styles().joinpath(name).read_text("utf-8") for name in SHEETS)

LABELS = {"b": Label("box", "Box", "1", "Box\u00a01")}


def lines_by_page(part: PartPages) -> list[list[str]]:
    """The words of each page but the labels, which are painted last."""
    document = pypdfium2.PdfDocument(BytesIO(screen(part)))
    texts = [page.get_textpage().get_text_range() for page in document]
    return [" ".join(text.split()).replace("Box 1", "").split() for text in texts]


def lines_of(letter: str, count: int) -> str:
    return "<br>".join(f"{letter}{number}" for number in range(count))


def a_box(*inside: str) -> str:
    """A box as the text is written for pages, in which each of these stands as a paragraph."""
    blocks = [Paragraph(id=f"b-{n}", inlines=(Text(text=f"#{n}"),)) for n in range(len(inside))]
    box = Box(id="b", title=(Text(text="Title"),), blocks=tuple(blocks))
    written = str(Writer(Dialect("paged", "en", labels=LABELS)).blocks((box,)))
    for n, one in enumerate(inside):
        written = written.replace(f"#{n}<", f"{one}<")
    return written


def laid_out(engine: Engine, before: int, *inside: str) -> PartPages:
    """Some lines of text, and a box with some paragraphs."""
    text = f"<p>{lines_of('t', before)}</p>"
    return lay_out(engine, f"<section>{text}{a_box(*inside)}<p>after</p></section>", CSS)


def test_a_short_box_moves_to_the_next_page_whole(engine: Engine) -> None:
    first, second = lines_by_page(laid_out(engine, 30, lines_of("b", 18)))
    assert first[-1] == "t29"
    assert second == ["Title", *(f"b{number}" for number in range(18)), "after"]


def test_a_long_box_is_divided_with_three_lines_on_each_side(engine: Engine) -> None:
    for before in range(14, 24):
        first, second = lines_by_page(laid_out(engine, before, lines_of("b", 34)))
        there = [word for word in first if word.startswith("b")]
        assert "Title" in first
        assert 3 <= len(there) <= 31
        assert second[:3] == ["Title", "(continued)", f"b{len(there)}"]


def test_a_box_is_a_section_of_its_own_in_the_structure(engine: Engine) -> None:
    root = read_tagged(screen(laid_out(engine, 3, lines_of("b", 3)))).root
    boxes = [one for one in root.all("Sect") if "Title" in one.text and "t0" not in one.text]
    assert len(boxes) == 1


def test_the_title_is_repeated_on_every_page_and_read_once(engine: Engine) -> None:
    part = laid_out(engine, 3, lines_of("b", 60), lines_of("c", 60), lines_of("d", 30))
    pages = lines_by_page(part)
    assert len(pages) >= 4
    assert [page[:2] for page in pages[1:]] == [["Title", "(continued)"]] * (len(pages) - 1)
    reading = read_tagged(screen(part))
    assert reading.root.text.count("Title") == 1
    assert "continued" not in reading.root.text
    titles = [page.artifacts.count("Title (continued)") for page in reading.pages]
    labels = [page.artifacts.count("Box\u00a01") for page in reading.pages]
    assert titles == labels == [0] + [1] * (len(pages) - 1)
    press = pypdfium2.PdfDocument(BytesIO(printed(part)))
    assert ["(continued)" in page.get_textpage().get_text_range() for page in press] == [
        bool(page) for page in titles
    ]


def test_nothing_is_lost_and_nothing_is_below_the_text_area(engine: Engine) -> None:
    for before in range(30, 44):
        part = laid_out(engine, before, lines_of("b", 3), lines_of("c", 33), lines_of("d", 2))
        words = [word for page in lines_by_page(part) for word in page]
        inside = [word for word in words if word[0] in "bcd"]
        assert inside == [*(f"b{n}" for n in range(3)), *(f"c{n}" for n in range(33)), "d0", "d1"]
        for number, page in enumerate(pypdfium2.PdfDocument(BytesIO(screen(part)))):
            text = page.get_textpage()
            lowest = min(text.get_rect(place)[1] for place in range(text.count_rects()))
            assert lowest > 26 / 25.4 * 72, number


def test_a_picture_as_tall_as_the_page_has_no_title_above_it(engine: Engine) -> None:
    tall = '<span style="display: block; height: 246mm; background: #0d3b5c">x</span>'
    part = laid_out(engine, 30, lines_of("b", 12), tall, lines_of("c", 3))
    first, *others = lines_by_page(part)
    assert first[-1] == "b11"
    assert others == [["x"], ["Title", "(continued)", "c0", "c1", "c2", "after"]]


def test_a_box_that_is_not_divided_says_nothing(engine: Engine) -> None:
    part = laid_out(engine, 0, lines_of("b", 40))
    assert ["(continued)" in page for page in lines_by_page(part)] == [False]


def test_repeated_titles_are_no_paragraph_that_page_breaks_divide(engine: Engine) -> None:
    part = laid_out(engine, 3, lines_of("b", 60), lines_of("c", 60))
    assert len(lines_by_page(part)) == 3
    assert {one.kind for one in part.remarks} == {"short last word"}

"""Facing pages end on the same line, by lines of space above headings and around displays."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from part_jobs import lay_out, screen

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

LINE = 15
# Pages of 22 lines.
CSS = """
html { --line: 15pt }
body { margin: 0 }
section { break-before: auto }
p { hyphens: manual; text-align: left; orphans: 1; widows: 1 }
figure { margin: 30pt 0; break-inside: avoid }
h4 { margin: 30pt 0 0; font: 11pt/15pt "Note Serif"; break-after: avoid }
h4:first-child { margin: 0 }
.topic { margin-top: 30pt }
.footnote { font: 11pt/15pt "Note Serif" }
::footnote-call { line-height: 0 }
"""
VERSO, RECTO = 2, 3


def text(lines: int, word: str = "words") -> str:
    """A paragraph of so many lines."""
    return f"<p>{'<br>'.join([word] * lines)}</p>"


def topic(lines: int, more: str = "") -> str:
    """A topic with a paragraph: two empty lines, a heading, so many lines, and more."""
    heading = '<h4 class="topic-title" id="topic"><a href="#topic">topic</a></h4>'
    return f'<section class="topic">{heading}{text(lines)}{more}</section>'


def figure(lines: int) -> str:
    """A figure of so many lines, with two empty ones on either side."""
    return f'<figure class="titled" style="height: {lines * LINE}pt"></figure>'


def lines_of(part: PartPages, word: str = "words") -> list[list[float]]:
    """Where on each page a word stands, in lines below the first one of the page."""
    found = []
    head = None
    for page in pypdfium2.PdfDocument(BytesIO(screen(part))):
        read = page.get_textpage()
        words = read.get_text_range()
        tops = [read.get_charbox(at, loose=True)[3] for at in places(words, word)]
        head = max(read.get_charbox(0, loose=True)[3], head or 0)
        found.append([round((head - top) / LINE, 2) for top in tops])
    return found


def places(words: str, word: str) -> list[int]:
    """Where a word begins in others."""
    return [at for at in range(len(words)) if words.startswith(word, at)]


def last_lines(part: PartPages) -> list[float]:
    """The last line of each page, counted from 0."""
    return [max(lines) for lines in lines_of(part)]


def topic_top(page: Any) -> float:
    """How far the heading of a topic stands above the foot of a page, in pt."""
    read = page.get_textpage()
    return float(read.get_charbox(read.get_text_range().index("topic"), loose=True)[3])


def link_top(page: Any) -> float:
    """How far the only link of a page reaches up, in pt."""
    place, link, area = pdfium.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
    assert pdfium.FPDFLink_Enumerate(page.raw, place, link)
    assert pdfium.FPDFLink_GetAnnotRect(link, area)
    return float(area.top)


# The figure begins the second page, on which it is four lines high with the space below it.
A_LINE_LESS = text(9) + topic(9) + figure(2) + text(30)


def test_a_page_that_is_a_line_shorter_has_one_more_above_a_heading(engine: Engine) -> None:
    part = lay_out(engine, A_LINE_LESS, CSS, folio=VERSO)
    assert last_lines(part)[:2] == [21, 21]
    assert lines_of(part, "topic")[0] == [12]


def test_links_go_with_the_lines_that_they_are_in(engine: Engine) -> None:
    moved, kept = (
        pypdfium2.PdfDocument(BytesIO(screen(lay_out(engine, A_LINE_LESS, CSS, folio=folio))))[0]
        for folio in (VERSO, RECTO)
    )
    assert topic_top(kept) - topic_top(moved) == pytest.approx(LINE)
    assert link_top(kept) - link_top(moved) == pytest.approx(LINE)


def test_pages_that_do_not_face_each_other_end_where_they_do(engine: Engine) -> None:
    part = lay_out(engine, A_LINE_LESS, CSS, folio=RECTO)
    assert last_lines(part)[:2] == [20, 21]


def test_space_is_given_around_what_stands_between_the_lines(engine: Engine) -> None:
    shown = text(6) + figure(2) + text(8)
    part = lay_out(engine, shown + figure(2) + text(30), CSS, folio=VERSO)
    assert last_lines(part)[:2] == [21, 21]
    # Two empty lines above and below the figure, and one more on either side.
    assert lines_of(part)[0][5:7] == [5, 14]


def test_where_a_page_has_no_space_to_give_the_other_one_has_less(engine: Engine) -> None:
    part = lay_out(engine, text(21) + figure(2) + topic(15) + text(9), CSS, folio=VERSO)
    assert last_lines(part)[:2] == [20, 20]


def test_a_page_ends_at_its_footnotes(engine: Engine) -> None:
    noted = '<p>words<span class="footnote">note</span></p>'
    shorter = noted + text(24) + topic(13) + figure(2) + text(30)
    assert last_lines(lay_out(engine, shorter, CSS, folio=VERSO))[1] == 21
    shorter = text(8) + topic(8, noted) + figure(2) + text(30)
    part = lay_out(engine, shorter, CSS, folio=VERSO)
    assert (lines_of(part, "topic")[0], last_lines(part)[:2]) == ([10], [19, 21])


def test_pages_that_cannot_be_level_stay_as_they_are(engine: Engine) -> None:
    body = text(6) + topic(9) + figure(4) + text(30)
    assert last_lines(lay_out(engine, body, CSS, folio=VERSO))[:2] == [17, 21]


def test_the_page_on_which_a_text_ends_is_as_long_as_it_is(engine: Engine) -> None:
    part = lay_out(engine, text(9) + topic(9) + figure(2) + text(9), CSS, folio=VERSO)
    assert last_lines(part) == [20, 12]

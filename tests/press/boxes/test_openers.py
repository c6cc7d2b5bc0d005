"""Titles of openers and one-pagers move up for what is below them, and numerals stay."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen

from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

CSS = """
@page { size: 400pt 600pt; margin: 0 }
html { font: 10pt/20pt "Note Serif" }
body, h2, ol { margin: 0 }
h2 { font-size: 20pt; line-height: 20pt }
.opener { position: relative; height: 600pt }
.opener-words { position: absolute; top: 200pt }
.opener-numeral { position: absolute; top: -160pt }
.opener-list { position: absolute; bottom: 0; list-style: none }
"""


def places(engine: Engine, count: int) -> tuple[list[int], list[str]]:
    """From the foot in pt: numeral, title and the first of some lines; and what is remarked."""
    items = "".join(f"<li>line{number}</li>" for number in range(count))
    html = (
        '<html lang="en"><body><header class="opener"><div class="opener-words">'
        '<h2 class="opener-title" id="a-heading"><span class="opener-numeral">IV</span> Title</h2>'
        f'</div><ol class="opener-list">{items}</ol></header></body></html>'
    )
    part = lay_out(engine, html, CSS)
    text = pypdfium2.PdfDocument(BytesIO(screen(part)))[0].get_textpage()
    words = text.get_text_range()
    found = [text.get_charbox(words.index(one))[1] for one in ("IV", "Title", "line0")]
    return [round(one) for one in found], [f"{one.kind} {one.anchor}" for one in part.remarks]


def test_the_title_gives_way_to_the_list(engine: Engine) -> None:
    (numeral, title, first), none = places(engine, 10)
    assert places(engine, 17) == ([numeral, title, first + 140], none)
    # The twenty lines leave 200 pt: 24 of them between title and list.
    (same, moved, high), remarks = places(engine, 20)
    assert (same, high) == (numeral, first + 200)
    assert moved == title + 44
    assert remarks == none
    _, remarks = places(engine, 27)
    assert "crowded opener a" in remarks


BAND = """
.band-art { position: absolute; top: 0; width: 400pt; height: 200pt }
.band-series { position: absolute; top: 0; margin: 0 }
.band-words { position: absolute; top: 80pt }
"""


def test_a_long_title_moves_up_in_its_band(engine: Engine) -> None:
    def title_at(lines: int) -> tuple[int, list[str]]:
        title = "<br>".join(["Title", *["more"] * (lines - 1)])
        html = (
            '<html lang="en"><body><header class="band"><div class="band-art"></div>'
            '<p class="band-series">Series</p><div class="band-words">'
            f'<h1 class="band-title">{title}</h1></div></header><p>text</p></body></html>'
        )
        part = lay_out(
            engine, html, f"{CSS}{BAND} h1 {{ margin: 0; font: 20pt/20pt 'Note Serif' }}"
        )
        text = pypdfium2.PdfDocument(BytesIO(screen(part)))[0].get_textpage()
        place = text.get_charbox(text.get_text_range().index("Title"))[1]
        return round(place), [one.kind for one in part.remarks]

    usual, none = title_at(2)
    assert title_at(5) == (usual, none)
    # Six lines end nine points above the edge of the band, where they were to end on it.
    assert title_at(6) == (usual + 9, none)
    assert "crowded band" in title_at(9)[1]

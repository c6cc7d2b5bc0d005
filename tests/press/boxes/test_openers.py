"""The title of an opener gives way to a long list, and its numeral stays."""

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

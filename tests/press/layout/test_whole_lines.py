"""Text below figures, tables and boxes stands on the lines of the text above them."""

from __future__ import annotations

from io import BytesIO

import pypdfium2
import pytest
from part_jobs import lay_out, screen

from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

LINE = 14
CSS = """
@page { size: 400pt 700pt; margin: 15pt 50pt; @bottom-center { content: none } }
html { font: 10pt/14pt "Note Serif" }
body, p { margin: 0 }
figure, .table-frame, .box, .recommendation { display: block; margin: 28pt 0 }
.box { padding: 12.5pt 0 14pt; border-top: 1.5pt solid black }
.small { font-size: 8pt; line-height: 10.5pt }
"""
SMALL = '<p class="small">small</p>'
PARTS = (
    f"<figure>{SMALL * 3}</figure>",
    f'<div class="table-frame">{SMALL}</div>',
    f'<aside class="box"><p>text</p>{SMALL}<figure>{SMALL}</figure></aside>',
    f'<div class="recommendation">{SMALL * 2}</div>',
)


def tops_of(engine: Engine, inside: str, body: str = "text") -> dict[str, float]:
    """How far below the first line of the page each marked line stands, in lines of text."""
    html = f'<html lang="en"><body class="{body}"><p>first</p>{inside}</body></html>'
    pdf = pypdfium2.PdfDocument(BytesIO(screen(lay_out(engine, html, CSS))))
    text = pdf[0].get_textpage()
    words = text.get_text_range()
    marks = [mark for mark in ("first", "after0", "after1", "after2", "after3") if mark in words]
    found = {mark: text.get_charbox(words.index(mark), loose=True)[1] for mark in marks}
    return {mark: (found["first"] - y) / LINE for mark, y in found.items()}


def test_what_follows_is_on_the_lines_of_the_text(engine: Engine) -> None:
    inside = "".join(f"{part}<p>after{at}</p>" for at, part in enumerate(PARTS))
    tops = tops_of(engine, inside)
    assert len(tops) == 5
    assert [round(top, 2) % 1 for top in tops.values()] == [0.0] * 5
    # Three small lines are rounded to two of the text, between two empty ones above and below.
    assert round(tops["after0"], 2) == 1 + 2 + 2 + 2


def test_a_one_pager_has_no_grid(engine: Engine) -> None:
    tops = tops_of(engine, f"{PARTS[0]}<p>after0</p>", "one-pager theme-a")
    assert round(tops["after0"] * LINE, 1) == LINE + 28 + 31.5 + 28

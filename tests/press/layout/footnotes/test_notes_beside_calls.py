"""No paragraph drives a footnote from the page of its call."""

from __future__ import annotations

import io
from itertools import pairwise

import pypdfium2
import pytest
from part_jobs import SENTENCE, lay_out, screen

from pipeline.press.engine.engine import Engine

pytestmark = pytest.mark.slow

CSS = "p { orphans: 2; widows: 2 } .footnote { footnote-policy: line }"
KEPT = ".unparted { orphans: 99 }"


def pages_of(engine: Engine, lines: int, css: str) -> list[str]:
    """The text of the pages of a text with a note at its head and a paragraph after some lines."""
    noted = 'Called<span class="footnote" id="note">The noted words.</span> here.'
    body = f"<p>{noted}</p><p>{'x<br>' * lines}x</p><p>{SENTENCE * 6}</p><p>{SENTENCE * 30}</p>"
    part = lay_out(engine, body, css)
    document = pypdfium2.PdfDocument(io.BytesIO(screen(part)))
    return [page.get_textpage().get_text_range() for page in document]


def test_notes_stand_on_the_page_of_their_call(engine: Engine) -> None:
    driven = 0
    for lines in range(14, 20):
        driven += "noted words" not in pages_of(engine, lines, CSS)[0]
        first, *others = pages_of(engine, lines, CSS + KEPT)
        assert "noted words" in first
        assert not any("noted words" in page for page in others)
        assert all(page.strip() for page, _ in pairwise([first, *others]))
    assert driven > 0

"""Footnotes that are carried over to the next page stand there in their order."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdfium2
import pytest
from part_jobs import SENTENCE, lay_out, screen
from weasyprint import HTML

from pipeline.press.engine.engine import Engine
from pipeline.press.layout.footnotes.carried_notes import notes_in_order

pytestmark = pytest.mark.slow

LINES = "<br>".join("x" * 7)
BODY = f"""<style>
    @page {{ size: 300px 200px; margin: 0 }}
    html {{ font-size: 10px; line-height: 20px }} p {{ margin: 0; orphans: 2; widows: 2 }}
    ::footnote-call {{ line-height: 0; font-size: 1px }}
    .note {{ float: footnote; footnote-policy: auto }}
    </style><p>{LINES}</p>
    <p>a<i class="note">first</i> b<i class="note">second<br>goes<br>on</i>
    <br>x<br>x<br>x<br>x</p>"""
"""The second note has no room; then the first one gives way to the second line."""


def notes_of(document: HTML) -> Sequence[str]:
    """The first words of the notes, page by page, as they are laid out."""
    return [
        box.text
        for page in document.render().pages
        for box in page._page_box.descendants()
        if getattr(box, "text", "") in ("first", "second")
    ]


def test_weasyprint_turns_their_order_and_the_fix_does_not() -> None:
    document = HTML(string=BODY)
    assert notes_of(document) == ["second", "first"]
    with notes_in_order(document.etree_element):
        assert notes_of(document) == ["first", "second"]
    assert notes_of(document) == ["second", "first"]


def note(name: str, more: str = "") -> str:
    return f'{name}<span class="footnote" id="{name}">of {name}.{more}</span> '


def test_their_order_is_that_of_the_calls_in_the_pdf(engine: Engine) -> None:
    css = "p { text-align: left; orphans: 2; widows: 2 } .footnote { footnote-policy: auto }"
    lines = "<br>".join(["of two notes", "x", "x", "x", "x"])
    for count in (18, 19):
        body = f"<p>{'x<br>' * count}x</p><p>{note('a')}{note('b', SENTENCE)}{lines}</p>"
        part = lay_out(engine, f"{body}<p>{SENTENCE * 3}{note('c')}</p>", css)
        pages = pypdfium2.PdfDocument(io.BytesIO(screen(part)))
        texts = [page.get_textpage().get_text_range() for page in pages]
        shown = [re.findall(r"\d\. +of [abc]", text) for text in texts]
        assert [one for page in shown for one in page] == ["1. of a", "2. of b", "3. of c"]

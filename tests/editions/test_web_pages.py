"""Pages of the PDF in the web edition: they begin with the words they begin with on paper."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pypdfium2
import pytest
from kept_in_memory import LAID_OUT
from lxml import html
from web_site import OTHERS, text_of

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.note import Note

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def bench(real_note: Note) -> Workbench:
    bench = Workbench(real_note, load_style(built_in_styles()), LAID_OUT)
    for name in OTHERS:
        bench._results[name] = ()
    return bench


@pytest.fixture(scope="module")
def page(bench: Workbench) -> html.HtmlElement:
    (content,) = (one.content for one in bench.artefacts("web") if one.path == "web/index.html")
    return html.document_fromstring(content.decode())


def letters(text: str) -> str:
    """Return the letters and digits of a text, which hyphens and line ends do not change."""
    return re.sub(r"\W", "", text)


def test_every_page_of_text_is_an_anchor_in_order(bench: Workbench, page: html.HtmlElement) -> None:
    marked = [
        int(marker.get("aria-label")) for marker in page.xpath("//main//*[@role='separator']")
    ]
    assert marked == sorted(set(marked))
    first = bench.paged.pages[bench.view.parts[0].id]
    last = bench.paged.pages["observers"]
    assert set(range(first, last + 1)) <= set(marked)


def test_pages_begin_with_the_words_they_begin_with_in_the_pdf(
    bench: Workbench, page: html.HtmlElement
) -> None:
    texts: dict[int, str] = {}
    for part in bench.paged.parts:
        for number, sheet in enumerate(pypdfium2.PdfDocument(part.screen), part.folio):
            texts[number] = letters(sheet.get_textpage().get_text_range())
    checked = 0
    for marker in page.xpath("//main//p//span[@role='separator']"):
        (paragraph,) = marker.xpath("ancestor::p")
        number = int(marker.get("aria-label"))
        marker.text = "|"
        before, after = map(letters, text_of(paragraph, "footnote-call").split("|"))
        marker.text = None
        assert after[:20] in texts[number]
        assert before[-20:] in texts[number - 1]
        checked += 1
    assert checked > 5

"""Pages of the preview are in English; what is the note's runs as the note does."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest
from lxml import html

from pipeline.house_style import load_style
from pipeline.press.markup.templates import Templates
from pipeline.preview.pages import Pages
from pipeline.preview.state import File, Shown
from pipeline.workspace import built_in_styles

TITLE = {"ar": "المياه الجوفية", "en": "Groundwater"}


@pytest.mark.parametrize("language", ["ar", "en"])
def test_titles_and_pages_have_the_direction_of_the_note(language: str, tmp_path: Path) -> None:
    document = pypdfium2.PdfDocument.new()
    document.new_page(10, 10)
    (tmp_path / "wells").mkdir()
    document.save(tmp_path / "wells/wells.pdf")
    pages = Pages(Templates(load_style(built_in_styles())), tmp_path, {}, "")
    outputs = (File("wells.pdf", "pdf", "application/pdf", "0" * 64),)
    shown = Shown("wells", TITLE[language], outputs=outputs, language=language)
    turned = "rtl" if language == "ar" else None

    page = html.fromstring(pages.note(shown, "pages") or "")
    assert (page.get("lang"), page.get("dir")) == ("en", None)
    (title,) = page.xpath("//h1/bdi")
    assert (title.text, title.get("lang"), title.get("dir")) == (TITLE[language], language, turned)
    (main,) = page.xpath("//main[.//img]")
    assert main.get("dir") == turned
    assert page.xpath("//figcaption/@dir") == ["ltr"]

    (title,) = html.fromstring(pages.index((shown,))).xpath("//li/a/bdi")
    assert (title.text, title.get("dir")) == (TITLE[language], turned)

"""The EPUB edition before the outside validators, and open in two reading engines."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest
from epub_book import NAMES, XHTML, Book, text_of
from kept_in_memory import LAID_OUT
from PIL import Image
from validators.ace import check_accessibility
from validators.epubcheck import check_epub
from validators.reading_engines import Engine, open_epub

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=["rich_note", "real_note", "arabic_note"])
def bench(request: pytest.FixtureRequest) -> Workbench:
    note: Note = request.getfixturevalue(request.param)
    return Workbench(note, load_style(built_in_styles()), LAID_OUT)


@pytest.fixture(scope="module")
def path(bench: Workbench, tmp_path_factory: pytest.TempPathFactory) -> Path:
    (artefact,) = bench.artefacts("epub")
    path = tmp_path_factory.mktemp("epub") / artefact.path
    path.write_bytes(artefact.content)
    return path


@pytest.mark.validator
def test_epubcheck_finds_nothing(path: Path) -> None:
    assert check_epub(path) == []


@pytest.mark.validator
def test_ace_finds_nothing(path: Path) -> None:
    assert check_accessibility(path) == []


@pytest.mark.browser
@pytest.mark.parametrize("bench", ["real_note", "arabic_note"], indirect=True, scope="module")
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("engine", ["foliate", "epubjs"])
def test_reading_engine_opens_it(
    engine: Engine, scheme: Literal["light", "dark"], path: Path, tmp_path: Path
) -> None:
    book = Book(path.read_bytes())
    contents = [text_of(link) for link in book.nav("toc").iter(f"{XHTML}a")]
    pages = [link.text for link in book.nav("page-list").iter(f"{XHTML}a")]
    reading = open_epub(path, engine, tmp_path, screens=3, scheme=scheme)
    assert reading.errors == ()
    assert ["".join(label.split()) for label in reading.contents] == contents
    assert list(reading.pages) == pages
    for screenshot in reading.screenshots:
        assert len(Image.open(screenshot).convert("RGB").getcolors(600 * 800)) > 2


def letters(text: str) -> str:
    """Return the letters and digits of a text, which hyphens and line ends do not change."""
    return re.sub(r"\W", "", text)


# Readers of PDF find Arabic words in the order of pages, which is no order of letters.
@pytest.mark.parametrize("bench", ["rich_note", "real_note"], indirect=True, scope="module")
def test_pages_begin_with_the_words_they_begin_with_in_the_pdf(
    bench: Workbench, path: Path
) -> None:
    texts: dict[str, str] = {}
    for part in bench.paged.parts:
        pdf = pypdfium2.PdfDocument(part.screen)
        for number, page in enumerate(pdf, part.folio):
            texts[str(number)] = letters(page.get_textpage().get_text_range())
    book = Book(path.read_bytes())
    checked = 0
    for root in book.documents.values():
        for marker in root.xpath("//h:p//h:span[@role='doc-pagebreak']", namespaces=NAMES):
            (paragraph,) = marker.xpath("ancestor::h:p", namespaces=NAMES)
            label = marker.get("aria-label")
            marker.text = "|"
            before, after = map(letters, text_of(paragraph).split("|"))
            marker.text = None
            assert after[:40] in texts[label]
            assert before[-40:] in texts[str(int(label) - 1)]
            assert not before or (before[-20:] + after[:20]) not in texts[label]
            checked += 1
    assert checked > 0

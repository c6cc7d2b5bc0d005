"""What has been circled in red on finished pages, each so that it cannot come back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml.html import HtmlElement, document_fromstring
from page_lines import Word, words_of
from PIL.Image import Image
from pypdfium2 import raw

from pipeline.house_style import load_style
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def words(circled: Path) -> list[Word]:
    """The text of the pages of a note, piece by piece."""
    return list(words_of(only_pdf(circled).read_bytes()))


def only_pdf(folder: Path) -> Path:
    """The PDF of the note itself."""
    return folder / f"{folder.name}.pdf"


def themes(words: list[Word]) -> Mapping[int, list[Word]]:
    """The text of each theme: one begins with a page that has a numeral of 150 pt."""
    starts = [word.page for word in words if word.roles[-1] == "H2" and word.size > 100]
    assert len(starts) == 4
    ends = [*starts[1:], min(word.page for word in words if word.page > starts[-1] + 1)]
    return {
        place: [word for word in words if start < word.page < end]
        for place, (start, end) in enumerate(zip(starts, ends, strict=True))
    }


def test_the_colour_of_a_theme_is_kept_through_it(words: list[Word]) -> None:
    tokens = load_style(built_in_styles()).tokens
    for place, inside in themes(words).items():
        named = tokens[f"theme-{place + 1}"].removeprefix("var(--").removesuffix(")")
        headings = [word for word in inside if word.roles[-1] in ("H3", "H4")]
        marked = [word for word in headings if word.size in (10.6, 28)]
        assert marked
        assert {word.colour for word in marked} == {tokens[named]}


def test_the_number_of_a_page_stands_behind_its_title_in_the_contents(words: list[Word]) -> None:
    numbers = [word for word in words if "TOCI" in word.roles and word.text.strip().isdecimal()]
    titles = [word for word in words if "TOCI" in word.roles and len(word.text) > 8]
    assert len(numbers) > 20
    for number in numbers:
        beside = [one for one in titles if abs(one.baseline - number.baseline) < 1]
        if beside and number.left > min(one.left for one in beside):
            assert 0 < number.left - max(one.right for one in beside) < 20


def test_a_numeral_keeps_clear_of_the_panel_below_it(words: list[Word]) -> None:
    numerals = [word for word in words if word.roles[-1] == "H3" and word.size > 20]
    assert len(numerals) >= 12
    for numeral in numerals:
        titles = [
            word.baseline
            for word in words
            if word.page == numeral.page and word.roles[-1] == "H3" and word.size < 20
        ]
        title = min(titles, key=lambda baseline: abs(baseline - numeral.baseline))
        # A panel begins 19 pt below the last line of the title.
        assert numeral.baseline - title < 10


def grounds_of_words(page: pypdfium2.PdfPage) -> Iterator[Image]:
    """Yield what is painted behind each line of words on a coloured ground."""
    height, found = page.get_height(), []
    for one in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=1)):
        left, bottom, right, top = one.get_bounds()
        found.append((left, height - top, right, height - bottom))
        page.remove_obj(one)
    page.gen_content()
    picture = page.render(scale=2).to_pil().convert("RGB")
    for left, top, right, bottom in found:
        if picture.getpixel((0, round(top + bottom))) != (255, 255, 255):
            yield picture.crop(
                (round(2 * left), round(2 * top), round(2 * right), round(2 * bottom))
            )


def test_no_art_runs_through_type(circled: Path) -> None:
    checked = 0
    for path in (only_pdf(circled), *circled.glob("one-pagers/*[!t].pdf")):
        with pypdfium2.PdfDocument(path) as pdf:
            for page in pdf:
                grounds = list(grounds_of_words(page))
                assert all(ground.getcolors(1) for ground in grounds), path.name
                checked += len(grounds)
    assert checked > 60


def chapters(circled: Path) -> Iterator[HtmlElement]:
    """Yield the documents of the note on the web and in its EPUB."""
    (page,) = circled.glob("*.html")
    yield document_fromstring(page.read_bytes())
    (book,) = circled.glob("*.epub")
    with ZipFile(book) as files:
        for name in files.namelist():
            if name.endswith(".xhtml"):
                yield document_fromstring(files.read(name))


def test_a_key_message_is_said_once_on_screens(circled: Path) -> None:
    seen = 0
    for document in chapters(circled):
        for panel in document.find_class("key-messages"):
            (message,) = (one.text_content() for one in panel.find_class("key-message"))
            below = next((one for one in panel.itersiblings()), None)
            if below is not None:
                first = next((one for one in below.iter("p")), below)
                assert not first.text_content().strip().startswith(message.strip())
                seen += 1
    assert seen > 20


def test_no_sentence_is_printed_twice_in_a_row(words: list[Word]) -> None:
    panel = [word for word in words if word.roles[-2:] == ("Sect", "P") and word.size == 12]
    assert panel
    for page in {word.page for word in panel}:
        said = "".join(word.text for word in panel if word.page == page).split(". ")[0]
        text = "".join(
            word.text for word in words if word.page == page and abs(word.size - 9.8) < 0.1
        )
        first = "".join(said.split())[:60]
        assert not "".join(text.split()).startswith(first)

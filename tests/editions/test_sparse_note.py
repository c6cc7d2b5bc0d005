"""A note that says little of itself: every edition is whole, and nothing stands for what is not."""

from __future__ import annotations

import json
import os
import re
import uuid
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from outside_checkers import without_epubcheck
from validators.ace import check_accessibility
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cli import main
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.metadata import Licence
from pipeline.views.imprint.imprint_page import imprint
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions of the note, the Word file among them."""
    out = tmp_path_factory.mktemp("sparse")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with without_epubcheck():
            assert (
                main(["build", "tests/notes/sparse", "--out", str(out), "-q", "--preflight"]) == 0
            )
        assert (
            main(["build", "tests/notes/sparse", "--out", str(out), "-q", "--edition", "docx"]) == 0
        )
    finally:
        os.chdir(before)
    return out / "sparse"


@pytest.fixture(scope="module")
def brief(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions of a brief of two pages, by one author, without introduction or publisher."""
    out = tmp_path_factory.mktemp("brief")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with without_epubcheck():
            assert main(["build", "tests/notes/brief", "--out", str(out), "-q", "--preflight"]) == 0
    finally:
        os.chdir(before)
    return out / "brief"


def test_no_element_of_the_page_is_empty(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    empty = [
        element.tag
        for element in page.iter("p", "li", "ul", "ol", "h1", "h2", "h3", "section", "details")
        if not element.text_content().strip() and element.get("role") != "status"
    ]
    assert empty == []
    assert page.xpath("//details[@id='ui-overview']") == []


def test_nothing_is_said_of_what_is_not_there(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    words = page.xpath("//body//text()[not(ancestor::script or ancestor::style)]")
    for text in (" ".join(words), (outputs / "sparse.md").read_text("utf-8")):
        assert not re.search(r"\bNone\b|\(\)|\[\]", text)
        assert "A crossing costs the same" in text


def test_references_leave_no_hole(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    apa = page.xpath("string(//*[@id='ui-cite-apa'])")
    assert apa == "How a Ferry Pays for Itself. (2025, March 3)."
    chicago = page.xpath("string(//*[@id='ui-cite-chicago'])")
    assert chicago == "How a Ferry Pays for Itself. 3 March 2025."
    harvard = page.xpath("string(//*[@id='ui-cite-harvard'])")
    assert harvard == "How a Ferry Pays for Itself (2025)."


def test_its_name_follows_from_its_folder(outputs: Path) -> None:
    with ZipFile(outputs / "sparse.epub") as book:
        package = book.read("EPUB/package.opf").decode()
    assert f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, 'urn:notepress:sparse')}" in package
    assert "<dc:publisher>" not in package
    assert "<dc:creator" not in package
    assert "belongs-to-collection" not in package
    assert "<dc:rights>" not in package


def test_no_address_is_made_up(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    assert page.xpath("//link[@rel='canonical']") == []
    assert page.xpath("//meta[@property='og:url' or @property='og:image']") == []
    assert page.xpath("//meta[@name='citation_public_url']") == []
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert not {"@id", "url", "author", "publisher"} & set(data)
    with pikepdf.open(outputs / "one-pagers/1-the-fares.pdf") as pdf:
        assert "/Annots" not in pdf.pages[0]
        assert "/Author" not in pdf.docinfo
    feed = etree.parse(outputs.parent / "feed.xml")
    links = feed.xpath("//*[local-name() = 'entry']/*[local-name() = 'link']/@href")
    assert links[0] == "sparse/web/index.html"
    assert all((outputs.parent / link).is_file() for link in links)
    assert "(sparse/sparse.md): A crossing" in (outputs.parent / "llms.txt").read_text("utf-8")


def test_there_is_no_introduction(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    links = page.xpath("//nav[@id='ui-contents']//a/@href")
    assert links == ["#the-fares", "#imprint"]
    with ZipFile(outputs / "sparse.epub") as book:
        assert not any("introduction" in name for name in book.namelist())
    with pikepdf.open(outputs / "sparse.pdf") as pdf, pdf.open_outline() as outline:
        assert "Introduction" not in [item.title for item in outline.root]
    assert "Introduction" not in (outputs / "sparse.md").read_text("utf-8")


def test_only_faces_that_are_used_are_named(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    assert page.xpath("string(//*[@id='imprint-colophon']/p)") == (
        "Text in a cut of Source Serif 4, headings in Source Sans 3, "
        "both under the SIL Open Font License."
    )


def test_a_long_name_of_a_licence_is_no_label(authored_note: Note) -> None:
    name = "The terms of the Board of Small Rivers for texts that are copied and taught in schools"
    licence = Licence(name=name, statement="Copy it.")
    metadata = authored_note.metadata.model_copy(update={"licence": licence})
    note = authored_note.model_copy(update={"metadata": metadata})
    section = imprint(note, load_style(built_in_styles()).words("en")).sections[-1]
    assert (section.title, section.paragraphs) == ("Terms of use", (name, "Copy it."))


def test_the_one_pager_says_how_the_theme_begins(outputs: Path) -> None:
    with pikepdf.open(outputs / "one-pagers/1-the-fares.pdf") as pdf:
        assert str(pdf.docinfo["/Subject"]) == (
            "A crossing costs the same for everyone. Who crosses every day pays half."
        )
    text = pypdfium2.PdfDocument(outputs / "one-pagers/1-the-fares.pdf")[0].get_textpage()
    assert "It lasts for twenty." in " ".join(text.get_text_bounded().split())


def test_a_brief_writes_its_abbreviations_out(brief: Path) -> None:
    page = html.fromstring((brief / "web/index.html").read_bytes())
    text = page.xpath("string(//main)")
    assert text.count("Night Ferry Committee (NFC)") == 1
    titles = page.xpath("//main//abbr[. = 'NFC']/@title")
    assert titles == ["Night Ferry Committee"] * 2
    document = pypdfium2.PdfDocument(brief / "brief.pdf")
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert sum(page.count("Night Ferry Committee (NFC)") for page in pages) == 1
    with ZipFile(brief / "brief.epub") as book:
        theme = next(name for name in book.namelist() if "lights" in name)
        assert '<abbr title="Night Ferry Committee">NFC</abbr>' in book.read(theme).decode()


def test_the_text_of_a_brief_begins_below_its_title(brief: Path) -> None:
    document = pypdfium2.PdfDocument(brief / "brief.pdf")
    pages = [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]
    assert len(pages) == 5  # cover, imprint, two of text, back cover
    assert pages[2].startswith("Lights for the night ferry The last ferry leaves at ten")
    assert not any("Contents" in page for page in pages)
    with pikepdf.open(brief / "brief.pdf") as pdf, pdf.open_outline() as outline:
        assert "Lights for the night ferry" in [item.title for item in outline.root]


def test_the_band_of_a_brief_fills_the_bleed(brief: Path) -> None:
    page = pypdfium2.PdfDocument(brief / "brief-print.pdf")[2]
    picture = page.render().to_pil()
    from_left, _, _, from_top = page.get_mediabox()
    left, bottom, right, top = page.get_bleedbox()
    ends = [round(left - from_left) + 2, round(right - from_left) - 2]
    head = {picture.getpixel((x, round(from_top - top) + y)) for x in ends for y in (2, 100)}
    foot = {picture.getpixel((x, round(from_top - bottom) - 2)) for x in ends}
    assert (len(head), foot) == (1, {(255, 255, 255)})
    assert head.isdisjoint(foot)


def test_a_brief_has_contents_where_they_are_the_way_through(brief: Path) -> None:
    page = html.fromstring((brief / "web/index.html").read_bytes())
    assert "#empty-nights" in page.xpath("//nav[@id='ui-contents']//a/@href")
    with ZipFile(brief / "brief.epub") as book:
        assert b"empty-nights" in book.read("EPUB/text/contents.xhtml")


@pytest.mark.validator
def test_validators_find_nothing_in_the_brief(brief: Path) -> None:
    assert check_epub(brief / "brief.epub") == []
    assert check_pdf(brief / "brief.pdf", "ua1") == []
    with serve(brief) as address:
        assert check_html(f"{address}web/") == []


@pytest.mark.validator
def test_validators_find_nothing(outputs: Path) -> None:
    assert check_epub(outputs / "sparse.epub") == []
    assert check_accessibility(outputs / "sparse.epub") == []
    assert check_pdf(outputs / "sparse.pdf", "ua1") == []
    assert check_pdf(outputs / "one-pagers/1-the-fares.pdf", "ua1") == []
    with serve(outputs) as address:
        assert check_html(f"{address}web/") == []

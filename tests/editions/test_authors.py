"""The authors that a note names: who they are, in every edition and every catalogue."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pypdfium2
import pytest
from lxml import etree, html
from outside_checkers import without_epubcheck
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
NAMES = ("Ana María Ferreira", "Liu Wei", "Jan-Peter van der Brook", "Working Group on Fares")
BYLINE = "Ana María Ferreira, Liu Wei, Jan-Peter van der Brook and Working Group on Fares"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions of a note by four authors, the Word file and the index among them."""
    out = tmp_path_factory.mktemp("authored")
    note = "tests/notes/authored"
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        with without_epubcheck():
            assert main(["build", note, "--out", str(out), "-q", "--preflight"]) == 0
        assert main(["build", note, "--out", str(out), "-q", "--edition", "docx"]) == 0
    finally:
        os.chdir(before)
    return out


def _text(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_bounded().split()) for page in document]


def test_they_stand_on_the_cover_and_in_the_imprint(outputs: Path) -> None:
    cover, imprint, *_ = _text(outputs / "authored/authored.pdf")
    assert BYLINE in cover
    assert "lead author, Institute of Small Rivers, River School" in imprint
    assert "Corresponding author: ana.ferreira@rivers.example" in imprint
    assert "https://orcid.org/0000-0001-5109-3700" in imprint


def test_identifiers_are_linked(outputs: Path) -> None:
    page = html.fromstring((outputs / "authored/web/index.html").read_bytes())
    links = page.xpath("//section[@id='imprint-authors']//a/@href")
    assert links == [
        "https://ror.org/05mkxyz10",
        "https://orcid.org/0000-0002-1825-0097",
        "mailto:ana.ferreira@rivers.example",
        "https://orcid.org/0000-0001-5109-3700",
        "mailto:jp.brook@rivers.example",
    ]
    assert page.xpath("string(//*[@class='note-authors'])") == ", ".join(NAMES)


def test_the_one_pager_names_the_first_of_many(outputs: Path) -> None:
    (page,) = _text(outputs / "authored/one-pagers/1-the-fares.pdf")
    assert "Ana María Ferreira et al." in page


def test_pdf_and_word_properties_name_them(outputs: Path) -> None:
    with pikepdf.open(outputs / "authored/authored.pdf") as pdf:
        assert str(pdf.docinfo["/Author"]) == ", ".join(NAMES)
        with pdf.open_metadata() as metadata:
            assert tuple(metadata["dc:creator"]) == NAMES
    with ZipFile(outputs / "authored/authored.docx") as docx:
        core = etree.fromstring(docx.read("docProps/core.xml"))
        text = docx.read("word/document.xml").decode()
    assert core.xpath("string(//*[local-name() = 'creator'])") == "; ".join(NAMES)
    assert core.xpath("string(//*[local-name() = 'description'])") == (
        "Fares, subsidies and the people who cross"
    )
    assert all(name in text for name in (*NAMES, "刘伟", "水务局", "River School"))


def test_the_package_files_them_by_family_name(outputs: Path) -> None:
    with ZipFile(outputs / "authored/authored.epub") as book:
        package = etree.fromstring(book.read("EPUB/package.opf"))
        title_page = book.read("EPUB/text/title-page.xhtml").decode()
    meta = package.xpath("//*[local-name() = 'meta'][@property = 'file-as']/text()")
    assert meta == ["Ferreira, Ana María", "Liu, Wei", "van der Brook, Jan-Peter"]
    assert package.xpath("//*[@property = 'alternate-script']/text()") == ["刘伟"]
    assert "Institute of Small Rivers" in title_page


def test_catalogues_get_what_they_take(outputs: Path) -> None:
    page = html.fromstring((outputs / "authored/web/index.html").read_bytes())
    named = [
        (one.get("name").removeprefix("citation_author"), one.get("content"))
        for one in page.xpath("//meta[starts-with(@name, 'citation_author')]")
    ]
    assert named[:5] == [
        ("", "Ferreira, Ana María"),
        ("_institution", "Institute of Small Rivers"),
        ("_institution", "River School"),
        ("_orcid", "https://orcid.org/0000-0002-1825-0097"),
        ("_email", "ana.ferreira@rivers.example"),
    ]
    first, *_, last = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))[
        "author"
    ]
    assert (first["@type"], first["familyName"]) == ("Person", "Ferreira")
    assert first["identifier"] == "https://orcid.org/0000-0002-1825-0097"
    assert first["affiliation"][0]["@id"] == "https://ror.org/05mkxyz10"
    assert last == {"@type": "Organization", "name": "Working Group on Fares"}


def test_lists_of_all_notes_name_them(outputs: Path) -> None:
    feed = etree.parse(outputs / "feed.xml")
    assert feed.xpath("//*[local-name() = 'entry']/*/*[local-name() = 'name']/text()") == [*NAMES]
    catalogue = json.loads((outputs / "opds.json").read_bytes())
    author = catalogue["publications"][0]["metadata"]["author"]
    assert author[1]["sortAs"] == "Liu, Wei"
    assert author[3] == "Working Group on Fares"
    assert f"({BYLINE})" in (outputs / "llms.txt").read_text("utf-8")
    assert BYLINE in (outputs / "index.html").read_text("utf-8")
    assert (outputs / "authored/authored.md").read_text("utf-8").splitlines()[2] == f"{BYLINE}\\"


@pytest.mark.validator
def test_validators_find_nothing(outputs: Path) -> None:
    assert check_epub(outputs / "authored/authored.epub") == []
    assert check_pdf(outputs / "authored/authored.pdf", "ua1") == []
    with serve(outputs / "authored") as address:
        assert check_html(f"{address}web/") == []

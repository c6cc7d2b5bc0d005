"""A note that says little of itself: every edition is whole, and nothing stands for what is not."""

from __future__ import annotations

import os
import re
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import html
from validators.ace import check_accessibility
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions of the note, the Word file among them."""
    out = tmp_path_factory.mktemp("sparse")
    before = Path.cwd()
    os.chdir(ROOT)
    try:
        assert main(["build", "tests/notes/sparse", "--out", str(out), "-q", "--preflight"]) == 0
        assert (
            main(["build", "tests/notes/sparse", "--out", str(out), "-q", "--edition", "docx"]) == 0
        )
    finally:
        os.chdir(before)
    return out / "sparse"


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
        assert "forty times a day" in text


def test_references_leave_no_hole(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    apa = page.xpath("string(//*[@id='ui-cite-apa'])")
    assert apa == (
        "River Press. (2025, March 3). How a Ferry Pays for Itself. https://rivers.example/ferry/"
    )
    harvard = page.xpath("string(//*[@id='ui-cite-harvard'])")
    assert harvard.startswith("River Press (2025) How a Ferry Pays for Itself. Available at: ")


def test_its_name_follows_from_its_address(outputs: Path) -> None:
    with ZipFile(outputs / "sparse.epub") as book:
        package = book.read("EPUB/package.opf").decode()
    assert "urn:uuid:c8a3bae5-c059-542a-97b5-d238dcc93098" in package
    assert "belongs-to-collection" not in package
    assert "<dc:rights>" not in package


def test_the_one_pager_says_how_the_theme_begins(outputs: Path) -> None:
    with pikepdf.open(outputs / "one-pagers/1-the-fares.pdf") as pdf:
        assert str(pdf.docinfo["/Subject"]) == (
            "A crossing costs the same for everyone. Who crosses every day pays half."
        )


@pytest.mark.validator
def test_validators_find_nothing(outputs: Path) -> None:
    assert check_epub(outputs / "sparse.epub") == []
    assert check_accessibility(outputs / "sparse.epub") == []
    assert check_pdf(outputs / "sparse.pdf", "ua1") == []
    assert check_pdf(outputs / "one-pagers/1-the-fares.pdf", "ua1") == []
    with serve(outputs) as address:
        assert check_html(f"{address}web/") == []

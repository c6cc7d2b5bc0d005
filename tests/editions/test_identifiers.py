"""Each edition has its own ISBN, and that of no other, where catalogues look for it."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest
from lxml import etree, html
from validators.epubcheck import check_epub
from validators.verapdf import check_pdf

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
PRISM = "{http://prismstandard.org/namespaces/basic/2.0/}"
DC = "{http://purl.org/dc/elements/1.1/}"
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("identified")
    before = Path.cwd()
    os.chdir(ROOT)
    wanted = [part for name in ("pdf", "print", "epub", "web") for part in ("--edition", name)]
    try:
        assert main(["build", "tests/notes/rich", "--out", str(out), "-q", *wanted]) == 0
    finally:
        os.chdir(before)
    return out / "rich"


@pytest.mark.parametrize(
    ("name", "isbn", "issn"),
    [("rich.pdf", "9780306406157", "eIssn"), ("rich-print.pdf", "9781861978769", "issn")],
)
def test_each_pdf_has_its_own(outputs: Path, name: str, isbn: str, issn: str) -> None:
    with pikepdf.open(outputs / name) as document:
        packet = etree.fromstring(document.Root.Metadata.read_bytes())
    stated = {str(one.tag): one.text for one in packet.iter() if str(one.tag).startswith(PRISM)}
    assert stated.keys() == {f"{PRISM}doi", f"{PRISM}isbn", f"{PRISM}{issn}"}
    assert stated[f"{PRISM}isbn"] == isbn


def test_the_epub_has_its_own_and_names_the_book_whose_pages_it_marks(outputs: Path) -> None:
    with ZipFile(outputs / "rich.epub") as book:
        name = next(name for name in book.namelist() if name.endswith(".opf"))
        package = etree.fromstring(book.read(name))
    named = [one.text for one in package.iter(f"{DC}identifier")]
    assert "urn:isbn:9783161484100" in named
    assert [one for one in named if "urn:isbn" in str(one)] == ["urn:isbn:9783161484100"]
    assert "urn:isbn:9781861978769" in [one.text for one in package.iter(f"{DC}source")]


def test_the_web_page_has_its_own_and_lists_all(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    undivided = {one.text_content() for one in page.iterfind(".//span[@class='number']")}
    assert {"978-1-86197-876-9", "978-0-306-40615-7", "1050-124X"} <= undivided
    meta = {one.get("name"): one.get("content") for one in page.iter("meta")}
    assert meta["citation_isbn"] == "978-0-8044-2957-3"
    assert meta["citation_issn"] == "1050-124X"
    assert meta["citation_doi"] == "10.5555/rivers.7"
    assert meta["citation_technical_report_number"] == "RP/RIVERS/2024/7"
    data = json.loads(page.xpath("//script[@type='application/ld+json']")[0].text)
    assert data["reportNumber"] == "RP/RIVERS/2024/7"
    assert [(one["isbn"], one["bookFormat"].rpartition("/")[2]) for one in data["workExample"]] == [
        ("9781861978769", "Paperback"),
        ("9780306406157", "EBook"),
        ("9783161484100", "EBook"),
        ("9780804429573", "EBook"),
    ]
    assert data["isPartOf"]["issn"] == ["0317-8471", "1050-124X"]
    assert data["funding"][0]["identifier"] == "RF-2023-17"
    assert [one["name"] for one in data["funder"]] == ["River Foundation", "Water Board"]
    links = page.xpath("//section[@id='imprint-identifiers']//a/@href")
    assert links == ["https://doi.org/10.5555/rivers.7"]


@pytest.mark.validator
def test_validators_find_nothing(outputs: Path) -> None:
    for profile in ("ua1", "3a"):
        assert check_pdf(outputs / "rich.pdf", profile) == []
    assert check_epub(outputs / "rich.epub") == []

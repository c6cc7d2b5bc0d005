"""The revisions that a note lists: in the text of every edition, and in the dates of each file."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from zipfile import ZipFile

import docx
import pikepdf
import pypdfium2
import pytest
from lxml import etree, html

from pipeline.cli import main

NOTES = Path(__file__).parents[1] / "notes"
LISTED = """\
date_precision: month
revisions:
  - {number: 1, date: 2024-05-17, changes: First published}
  - {number: 2, date: 2024-09-01, changes: Figures of 2023 added}
"""
NEWEST = "Revision 2, 1 September 2024"
UNBROKEN = NEWEST.replace("1 September", "1\N{NO-BREAK SPACE}September")
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of a note in its second revision."""
    root = tmp_path_factory.mktemp("dated")
    folder = root / "source/notes/minimal"
    shutil.copytree(NOTES / "minimal", folder)
    (folder / "note.yaml").write_text((folder / "note.yaml").read_text("utf-8") + LISTED, "utf-8")
    names = ("pdf", "one-pagers", "epub", "web", "markdown", "docx")
    editions = [word for name in names for word in ("--edition", name)]
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        assert main(["build", "-q", "--preflight", *editions]) == 0
    return root / "build/minimal"


def test_the_imprint_lists_them_the_newest_first(outputs: Path) -> None:
    document = pypdfium2.PdfDocument(outputs / "minimal.pdf")
    words = " ".join(document[1].get_textpage().get_text_bounded().split())
    assert f"{NEWEST}: Figures of 2023 added Revision 1, May 2024: First" in words


def test_the_web_page_says_which_one_it_is(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    (shown,) = page.xpath("//ul[@class='note-facts']//a")
    assert (shown.text, shown.get("href")) == (UNBROKEN, "#imprint-revisions")
    lines = page.xpath("//section[@id='imprint-revisions']//li")
    assert [" ".join(line.text_content().split()) for line in lines] == [
        f"{NEWEST}: Figures of 2023 added",
        "Revision 1, May 2024: First published",
    ]


def test_the_other_editions_say_it(outputs: Path) -> None:
    book = ZipFile(outputs / "minimal.epub")
    assert UNBROKEN in book.read("EPUB/text/title-page.xhtml").decode()
    assert f"{UNBROKEN}: Figures of 2023 added" in book.read("EPUB/text/imprint.xhtml").decode()
    head, *_ = (outputs / "minimal.md").read_text("utf-8").split("\n## ")
    assert NEWEST in head
    word = "\n".join(one.text for one in docx.Document(str(outputs / "minimal.docx")).paragraphs)
    assert "Figures of 2023 added" in word


@pytest.mark.parametrize("path", ["minimal.pdf", "one-pagers/1-sharing.pdf"])
def test_a_pdf_was_last_changed_by_its_revision(outputs: Path, path: str) -> None:
    with pikepdf.open(outputs / path) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20240517000000Z"
        assert str(document.docinfo["/ModDate"]) == "D:20240901000000Z"
        with document.open_metadata() as found:
            assert found["xmp:CreateDate"] == "2024-05-17T00:00:00Z"
            assert found["xmp:ModifyDate"] == "2024-09-01T00:00:00Z"
            assert found["xmp:MetadataDate"] == "2024-09-01T00:00:00Z"
            assert list(found["dc:date"]) == ["2024-05-17"]


def test_catalogues_learn_both_dates(outputs: Path) -> None:
    package = etree.fromstring(ZipFile(outputs / "minimal.epub").read("EPUB/package.opf"))
    texts = {one.get("property"): one.text for one in package.iter("{*}meta")}
    assert texts["dcterms:modified"] == "2024-09-01T00:00:01Z"
    assert package.findtext(".//{*}date") == "2024-05-17"
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    data = json.loads(page.xpath("string(//script[@type='application/ld+json'])"))
    assert (data["datePublished"], data["dateModified"]) == ("2024-05", "2024-09-01")
    assert page.xpath("string(//meta[@name='dcterms.modified']/@content)") == "2024-09-01"
    assert page.xpath("string(//meta[@property='article:modified_time']/@content)") == "2024-09-01"
    word = docx.Document(str(outputs / "minimal.docx")).core_properties
    assert f"{word.created:%Y-%m-%d} {word.modified:%Y-%m-%d}" == "2024-05-17 2024-09-01"


def test_the_feed_says_when_the_note_was_revised(outputs: Path) -> None:
    feed = etree.parse(str(outputs.parent / "feed.xml")).getroot()
    entry = feed.find("{*}entry")
    assert entry.findtext("{*}published") == "2024-05-17T00:00:00Z"
    assert entry.findtext("{*}updated") == "2024-09-01T00:00:01Z"

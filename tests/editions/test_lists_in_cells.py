"""Lists and paragraphs in cells, and notes of captions, in every edition and for validators."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from drawn_note import drawn_files, drawn_note
from lxml import etree, html
from outside_checkers import without_epubcheck
from pdf_reader import read_tagged
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cli import main
from pipeline.comparing import compare_notes

pytestmark = pytest.mark.slow

TABLE = """
{#costs caption="CO~2~ and *costs*[^caption]" source="[Board](https://board.example/)[^source]"}
+-------------------+-------------------+
| Village           | Duties            |
+===================+===================+
| Upper             | - opens the gates |
|                   | - counts[^cell]   |
| and its mill      |   1. hours        |
|                   |   2. water        |
|                   +-------------------+
|                   | 1. *reads*        |
+-------------------+-------------------+

![The river.](figures/river.svg "Drawn **by hand**[^drawn]"){#drawn source="the mill"}

[^caption]: Of the caption.
[^source]: Of the source.
[^cell]: Of a cell.
[^drawn]: Of the figure.
"""
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of the note."""
    work = tmp_path_factory.mktemp("lists")
    for path, content in drawn_files(TABLE).items():
        file = work / "source/notes/lists" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    before = Path.cwd()
    os.chdir(work)
    try:
        with without_epubcheck():
            assert main(["build", "lists", "-q", "--preflight"]) == 0
        assert main(["build", "lists", "-q", "--edition", "docx"]) == 0
    finally:
        os.chdir(before)
    return work / "build/lists"


def test_the_tags_of_the_pdf_have_lists_and_notes(outputs: Path) -> None:
    root = read_tagged((outputs / "lists.pdf").read_bytes()).root
    table = next(one for one in root.all("Table") if "opens the gates" in one.text)
    cells = [(one.role, [len(each.all("LI")) for each in one.all("L")]) for one in table.all("TD")]
    assert cells == [("TD", [4, 2]), ("TD", [1])]
    (head,) = (one for one in table.all("TH") if "mill" in one.text)
    assert [one.text.strip() for one in head.all("P")] == ["Upper", "and its mill"]
    captions = [one for one in root.all("Caption") if one.all("Reference")]
    assert [len(one.all("Link")) for one in captions] == [1, 1]
    notes = [one for one in root.all("Note") if one.text.strip()[:1] in "abc"]
    assert [one.text.strip()[:1] for one in notes] == ["a", "b", "c", "a"]
    assert all(one.keys.get("/ID") for one in notes)


def _pages(outputs: Path) -> list[html.HtmlElement]:
    """The web page, and the page of the EPUB with the table."""
    with ZipFile(outputs / "lists.epub") as book:
        names = [name for name in book.namelist() if name.endswith(".xhtml")]
        found = [html.fromstring(book.read(name)) for name in names]
    web = html.fromstring((outputs / "web/index.html").read_bytes())
    return [web, *(page for page in found if page.xpath("//*[@id='costs']"))]


def test_the_web_and_the_book_have_lists_and_notes(outputs: Path) -> None:
    pages = _pages(outputs)
    assert len(pages) == 2
    for page in pages:
        (table,) = page.xpath("//*[@id='costs']")
        assert len(table.xpath(".//td/ul/li")) == 2
        assert len(table.xpath(".//td/ul/li/ol/li")) == 2
        assert [one.text for one in table.xpath(".//tbody/tr[1]/th/p")] == ["Upper", "and its mill"]
        calls = table.xpath(".//a[@role='doc-noteref']")
        notes = table.xpath(".//*[@role='doc-footnote']")
        assert [one.text_content() for one in calls] == ["a", "b", "c"]
        assert [one.get("href").lstrip("#") for one in calls] == [one.get("id") for one in notes]
        assert ["".join(one.text_content().split()) for one in notes] == [
            "aOfthecaption.", "bOfacell.", "cOfthesource.",
        ]  # fmt: skip
        assert [one.text_content() for one in table.xpath(".//caption//sub")] == ["2"]
        (figure,) = page.xpath("//figure[@id='drawn']")
        assert figure.xpath(".//figcaption//strong")
        assert len(figure.xpath("./*[@role='doc-footnote']")) == 1


def test_in_markdown_the_items_stand_under_each_other(outputs: Path) -> None:
    text = (outputs / "lists.md").read_text("utf-8")
    cell = "– opens the gates<br>– counts[^3]<br>1. hours<br>2. water"
    assert f"| Upper<br>and its mill | {cell} |" in text
    assert "and *costs*[^2]" in text
    assert "[Board](https://board.example/)[^4]" in text


def test_word_has_lists_in_cells_and_footnotes_in_captions(outputs: Path) -> None:
    document = etree.fromstring(ZipFile(outputs / "lists.docx").read("word/document.xml"))
    cells = document.iter(f"{W}tc")
    (cell,) = (one for one in cells if "opens the gates" in "".join(one.itertext()))
    styles = [one.get(f"{W}val") for one in cell.iter(f"{W}pStyle")]
    assert styles == ["TableListBullet"] * 2 + ["TableListNumber"] * 2
    assert len(list(cell.iter(f"{W}numPr"))) == 4
    captions = [one for one in document.iter(f"{W}p") if _style(one) == "Caption"]
    calls = [len(list(one.iter(f"{W}footnoteReference"))) for one in captions]
    assert sorted(calls)[-2:] == [1, 1]


def _style(paragraph: etree._Element) -> str:
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val", "")


def test_a_comparison_tells_notes_of_captions_and_items() -> None:
    later = TABLE.replace("Of the caption.", "Of the title.").replace("*costs*", "costs")
    changes = compare_notes(drawn_note(TABLE), drawn_note(later)).changes
    assert [(one.kind, one.what) for one in changes] == [
        ("table", ("reformatted",)),
        ("footnote", ("reworded",)),
    ]
    later = TABLE.replace("opens the", "shuts the").replace("**by hand**", "by hand")
    changes = compare_notes(drawn_note(TABLE), drawn_note(later)).changes
    assert [(one.kind, one.what) for one in changes] == [
        ("table", ("reworded",)),
        ("figure", ("reformatted",)),
    ]


@pytest.mark.validator
def test_no_validator_finds_anything(outputs: Path) -> None:
    assert check_pdf(outputs / "lists.pdf", "ua1") == []
    assert check_epub(outputs / "lists.epub") == []
    with serve(outputs) as address:
        assert check_html(f"{address}web/") == []

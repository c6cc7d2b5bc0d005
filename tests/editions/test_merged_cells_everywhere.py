"""A table with merged cells in every edition, and what validators say of it."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pytest
from drawn_note import drawn_files
from lxml import html
from outside_checkers import without_epubcheck
from pdf_reader import Element, read_tagged
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cli import main

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The editions of the note."""
    work = tmp_path_factory.mktemp("merged")
    for path, content in drawn_files().items():
        file = work / "source/notes/drawn" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
    before = Path.cwd()
    os.chdir(work)
    try:
        with without_epubcheck():
            assert main(["build", "drawn", "-q", "--preflight"]) == 0
    finally:
        os.chdir(before)
    return work / "build/drawn"


def test_the_tags_of_the_pdf_have_the_spans(outputs: Path) -> None:
    root = read_tagged((outputs / "drawn.pdf").read_bytes()).root
    table = next(one for one in root.all("Table") if "What each village paid" in one.text)
    spans = {
        cell.text: tuple(_attribute(cell, name) for name in ("/ColSpan", "/RowSpan", "/Scope"))
        for cell in (*table.all("TH"), *table.all("TD"))
    }
    assert spans["Paid, in thousands"] == ("2", "", "/Column")
    assert spans["Village"] == ("", "2", "/Column")
    assert spans["Upper"] == ("", "2", "/Row")
    assert spans["not yet counted"] == ("2", "", "")
    assert spans["2023"] == ("", "", "/Column")


def _attribute(cell: Element, name: str) -> str:
    return next((str(one[name]) for one in cell.keys.get("/A", ()) if name in one), "")


def test_the_web_and_the_book_have_the_spans(outputs: Path) -> None:
    pages = [(outputs / "web/index.html").read_bytes()]
    with ZipFile(outputs / "drawn.epub") as book:
        pages += [book.read(name) for name in book.namelist() if name.endswith(".xhtml")]
    found = [
        (cell.get("colspan"), cell.get("rowspan"))
        for page in pages
        for cell in html.fromstring(page).xpath("//*[@id='costs']//*[@colspan or @rowspan]")
    ]
    assert found[: len(found) // 2] == found[len(found) // 2 :]
    assert len(found) == 2 * 9


def test_in_markdown_it_is_a_table_of_full_rows(outputs: Path) -> None:
    text = (outputs / "drawn.md").read_text("utf-8")
    rows = [line for line in text.split("\n") if line.startswith("| Upper | ")]
    assert rows[0].startswith("| Upper | Gates | 412.5 |")
    assert text.count("By hand.") == 1
    assert "| **All** | Canals | 101.25 |" in text


def test_the_data_have_full_rows(outputs: Path) -> None:
    text = (outputs / "web/data/costs.csv").read_text("utf-8-sig").splitlines()
    assert text == [
        'Village,Purpose,"Paid, in thousands 2023","Paid, in thousands 2024","Change, in %"',
        "Upper,Gates,412.5,1204,-17",
        'Upper,"Canals, dug anew",96.25,-,+3.5',
        "Middle,Gates,not yet counted,,4",
        "Lower,Gates,3,4,4",
        "Lower,Canals,5,6,1",
        "All,Gates,415.5,1208,-",
        "All,Canals,101.25,6,-",
    ]


@pytest.mark.validator
def test_no_validator_finds_anything(outputs: Path) -> None:
    assert check_pdf(outputs / "drawn.pdf", "ua1") == []
    assert check_epub(outputs / "drawn.epub") == []
    with serve(outputs) as address:
        assert check_html(f"{address}web/") == []

"""Words that their author divides by soft hyphens, in every edition."""

from __future__ import annotations

import os
from pathlib import Path
from zipfile import ZipFile

import pypdfium2
import pytest
from lxml import etree, html
from pdf_reader import read_tagged

from pipeline.cli import main

ROOT = Path(__file__).parents[2]
BRIEF = ROOT / "tests/notes/brief"
SOFT = "\N{SOFT HYPHEN}"
WORD = SOFT.join(("Night", "ferry", "guests"))
TEXT = f"""# Lights for the night ferry {{#lights}}

## What would lights cost? {{#cost}}

{f"{WORD} and representative organisations met. " * 12}

That is international communication of the {WORD}.

[Not all can be paid by the {WORD}.]{{.pull}} Who says so?
"""
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def outputs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All editions of a brief with a word that may be divided, the Word file among them."""
    folder = tmp_path_factory.mktemp("divided")
    note = folder / "brief"
    (note / "text").mkdir(parents=True)
    (note / "note.yaml").write_bytes((BRIEF / "note.yaml").read_bytes())
    (note / "text/1-lights.md").write_text(TEXT, "utf-8")
    before = Path.cwd()
    os.chdir(folder)
    try:
        assert main(["build", "brief", "--out", str(folder / "out"), "-q", "--preflight"]) == 0
        arguments = ["build", "brief", "--out", str(folder / "out"), "-q", "--edition", "docx"]
        assert main(arguments) == 0
    finally:
        os.chdir(before)
    return folder / "out/brief"


def _lines(path: Path) -> list[str]:
    document = pypdfium2.PdfDocument(path)
    return [line for page in document for line in page.get_textpage().get_text_range().split("\n")]


def test_on_pages_the_word_is_divided_there_and_nowhere_else(outputs: Path) -> None:
    # pdfium puts U+FFFE for the hyphen at the end of a line, and goes on in the same line.
    text = "".join(_lines(outputs / "brief.pdf"))
    divided = {part for part in text.split() if "\ufffe" in part and part.startswith("Night")}
    assert divided
    assert {one.rstrip(".").replace("\ufffe", SOFT) for one in divided} <= {
        f"{WORD[:at].replace(SOFT, '')}{SOFT}{WORD[at + 1 :].replace(SOFT, '')}"
        for at, sign in enumerate(WORD)
        if sign == SOFT
    }
    # Others are hyphenated by the rules, although there are soft hyphens in their paragraph.
    assert any("\ufffe" in part and not part.startswith("Night") for part in text.split())
    assert "thatisinternationalcommunication" in text.replace(" ", "").replace("\ufffe", "").lower()


def test_text_of_the_pdf_has_soft_hyphens_at_the_ends_of_lines_alone(outputs: Path) -> None:
    text = read_tagged((outputs / "brief.pdf").read_bytes()).root.text
    whole = WORD.replace(SOFT, "")
    assert text.replace(SOFT, "").count(whole) == TEXT.count(WORD)
    assert text.count(whole) > 5


def test_web_and_epub_keep_them(outputs: Path) -> None:
    page = html.fromstring((outputs / "web/index.html").read_bytes())
    assert page.xpath("string(//main)").count(WORD) >= TEXT.count(WORD)
    assert SOFT not in "".join(page.xpath("//head//text() | //head//@content | //@id | //@href"))
    with ZipFile(outputs / "brief.epub") as book:
        theme = etree.fromstring(book.read("EPUB/text/theme-lights.xhtml"))
    assert theme.xpath("string(.)").count(WORD) >= TEXT.count(WORD)


def test_word_has_its_own_and_the_markdown_has_none(outputs: Path) -> None:
    with ZipFile(outputs / "brief.docx") as file:
        document = file.read("word/document.xml").decode()
    assert document.count("<w:softHyphen/>") == TEXT.count(SOFT)
    assert SOFT not in document
    plain = (outputs / "brief.md").read_text("utf-8")
    assert SOFT not in plain
    assert "shy;" not in plain
    assert plain.count(WORD.replace(SOFT, "")) >= 5

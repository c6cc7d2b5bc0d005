"""The redline of two revisions: a page of the web, and pages with change bars."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from validators.nu import check_html
from validators.verapdf import Profile, check_pdf

from pipeline.cache import NoCache
from pipeline.comparing import Comparison, compare_notes
from pipeline.editions.redline import make_redline_page, make_redline_pdf
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.press.engine.engine import Engine
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

STYLE = load_style(built_in_styles())


@pytest.fixture(scope="module")
def revised(rich_note: Note) -> Note:
    """The rich note with a word changed, a paragraph gone and the next revision."""
    files = dict(rich_note.files)
    text = files["text/1-floods.md"].decode()
    text = text.replace("The saying is", "The proverb is")
    text = text.replace("This paragraph stands directly under the theme.\n", "")
    files["text/1-floods.md"] = text.encode()
    files["note.yaml"] = files["note.yaml"].replace(b"revision: 3", b"revision: 4")
    return load_files(rich_note.slug, files)


@pytest.fixture(scope="module")
def comparison(rich_note: Note, revised: Note) -> Comparison:
    return compare_notes(rich_note, revised)


@pytest.fixture(scope="module")
def page(comparison: Comparison, revised: Note) -> str:
    return make_redline_page(comparison, revised, STYLE, NoCache()).decode()


def test_the_page_shows_what_went_and_what_came(page: str) -> None:
    assert "<del>saying</del><ins>proverb</ins>" in page
    assert "<del>This paragraph stands directly under the theme.</del>" in page


def test_every_change_is_listed_and_can_be_gone_to(page: str, comparison: Comparison) -> None:
    anchors = re.findall(r'<div class="change[^"]*" id="([^"]+)"', page)
    assert len(anchors) == len(comparison.changes)
    assert re.findall(r'<a href="#(change-\d+)"', page) == anchors


def test_the_text_that_stayed_is_there_too(page: str) -> None:
    assert "A warning that comes at night must wake people up." in page
    assert '<span lang="zh-Hans">水往低处流</span>' in page


def test_the_page_is_whole_and_lets_nothing_in(page: str) -> None:
    assert "default-src &#39;none&#39;" in page
    assert not re.search(r'(src|href)="(?!#|data:)', page)


def test_no_row_shows_the_source_of_a_table_of_recommendations(rich_note: Note) -> None:
    path = "text/annex-a-measuring.md"
    text = rich_note.files[path].replace(b"[](#recommendations)\n", b"")
    without = load_files(rich_note.slug, {**rich_note.files, path: text})
    for old, new in ((rich_note, without), (without, rich_note)):
        page = make_redline_page(compare_notes(old, new), new, STYLE, NoCache()).decode()
        assert "Table of recommendations" in page
        assert "[](#" not in page


def test_nothing_changed_is_said(rich_note: Note) -> None:
    page = make_redline_page(compare_notes(rich_note, rich_note), rich_note, STYLE, NoCache())
    assert b"Nothing has changed." in page


@pytest.fixture(scope="module")
def pages(comparison: Comparison, rich_note: Note, revised: Note) -> bytes:
    with Engine() as engine:
        return make_redline_pdf(comparison, (rich_note, revised), STYLE, NoCache(), engine)


def test_the_pages_carry_the_changes(pages: bytes) -> None:
    document = pypdfium2.PdfDocument(pages)
    text = " ".join(one.get_textpage().get_text_bounded() for one in document)
    assert "proverb" in text
    assert "This paragraph stands directly under the theme." in text.replace("\r\n", " ")
    with pikepdf.open(io.BytesIO(pages)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.docinfo.Title).startswith("Changes: ")


@pytest.mark.validator
def test_the_page_is_valid(page: str, tmp_path: Path) -> None:
    (tmp_path / "redline.html").write_text(page, "utf-8")
    assert check_html(tmp_path / "redline.html") == []


@pytest.mark.validator
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_the_pages_conform(pages: bytes, profile: Profile, tmp_path: Path) -> None:
    (tmp_path / "redline.pdf").write_bytes(pages)
    assert check_pdf(tmp_path / "redline.pdf", profile) == []

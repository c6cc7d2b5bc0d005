"""The list of abbreviations, in its place in every edition, and in what leads to it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import docx
import pikepdf
import pytest
from epub_book import NAMES, OPS, Book, text_of
from kept_in_memory import LAID_OUT
from lxml import html
from pdf_reader import read_tagged
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

COUNT = 100
SHORTS = [f"A{chr(65 + n // 26)}{chr(65 + n % 26)}" for n in range(COUNT)]
LONGS = [f"thing {n}, called by its letters" for n in range(COUNT)]


@pytest.fixture(scope="module")
def note(minimal_note: Note) -> Note:
    """A note with a foreword, a summary and so many abbreviations that they need two pages."""
    listed = "".join(f"{short}: {long}\n" for short, long in zip(SHORTS, LONGS, strict=True))
    texts = {
        "abbreviations.yaml": listed,
        "text/foreword.md": "# Foreword\n\nWe thank all.\n",
        "text/summary.md": f"# Summary\n\nIn short: {', '.join(SHORTS)}.\n",
    }
    return load_files(
        "letters", {**minimal_note.files, **{path: text.encode() for path, text in texts.items()}}
    )


@pytest.fixture(scope="module")
def bench(note: Note) -> Iterator[Workbench]:
    made = Workbench(note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


def file_of(bench: Workbench, edition: str, path: str) -> bytes:
    return next(one.content for one in bench.artefacts(edition) if one.path == path)


@pytest.fixture(scope="module")
def book(bench: Workbench) -> Book:
    return Book(file_of(bench, "epub", "letters.epub"))


def test_pages_have_it_after_the_foreword(bench: Workbench) -> None:
    names = [part.name for part in bench.paged.parts]
    assert names[:4] == ["front matter", "foreword", "list of abbreviations", "summary"]
    assert bench.paged.parts[2].page_count == 2
    assert bench.paged.findings == ()
    content = file_of(bench, "pdf", "letters.pdf")
    with pikepdf.open(io.BytesIO(content)) as pdf, pdf.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles.index("Abbreviations") == titles.index("Foreword") + 1
    root = read_tagged(content).root
    entry = next(one for one in root.all("TOCI") if one.text.startswith("Abbreviations"))
    assert entry.text.endswith("5")


def test_its_tags_are_those_of_a_list_of_labels(bench: Workbench) -> None:
    root = read_tagged(file_of(bench, "pdf", "letters.pdf")).root
    section = next(one for one in root.all("Sect") if one.text.startswith("Abbreviations"))
    (listed,) = section.all("L")
    assert {kid.outline() for kid in listed.kids} == {("LI", "Lbl", "LBody")}
    assert [one.text for one in listed.all("Lbl")] == SHORTS
    assert [one.text for one in listed.all("LBody")] == LONGS


def test_the_web_has_it_in_contents_and_text(bench: Workbench) -> None:
    page = html.fromstring(file_of(bench, "web", "web/index.html"))
    links = page.xpath("//nav[@id='ui-contents']/ol/li/a/@href")
    assert links[:3] == ["#foreword", "#list-of-abbreviations", "#summary"]
    (listed,) = page.xpath("//section[@id='list-of-abbreviations']/dl")
    assert [dt.text_content() for dt in listed.iter("dt")] == SHORTS
    assert [dd.text_content() for dd in listed.iter("dd")] == LONGS


def test_pages_say_what_each_use_stands_for_as_the_web_does(bench: Workbench) -> None:
    page = html.fromstring(file_of(bench, "web", "web/index.html"))
    pairs = [(one.text_content(), one.get("title")) for one in page.xpath("//main//abbr")]
    assert pairs == list(zip(SHORTS, LONGS, strict=True))
    for edition, path in (("pdf", "letters.pdf"), ("one-pagers", "one-pagers/0-summary.pdf")):
        spans = read_tagged(file_of(bench, edition, path)).root.all("Span")
        found = [(span.text, str(span.keys["/E"])) for span in spans if "/E" in span.keys]
        assert found == pairs[: len(found)]
        assert found
    assert b"/E (" not in file_of(bench, "print", "letters-print.pdf")


def test_the_book_has_it_as_a_document_of_its_own(book: Book) -> None:
    types = [a.get(f"{OPS}type") for a in book.nav("landmarks").iter("{*}a")]
    assert types[3:7] == ["toc", "foreword", "glossary", "abstract"]
    toc = [text_of(a) for a in book.nav("toc").iter("{*}a")]
    assert toc[1:4] == ["Foreword", "Abbreviations", "Summary"]
    document = book.document("abbreviations")
    (section,) = document.xpath("//h:section[@role='doc-glossary']", namespaces=NAMES)
    assert [dt.xpath("string()") for dt in section.iter("{*}dt")] == SHORTS
    pages = {a.text: a.get("href") for a in book.nav("page-list").iter("{*}a")}
    assert pages["5"] == "abbreviations.xhtml#page-5"
    assert pages["6"] == "abbreviations.xhtml#page-6"
    (marker,) = document.xpath("//*[@id='page-6']")
    assert marker.getparent().tag.endswith("}dt")


def test_markdown_and_word_have_it_in_the_same_place(bench: Workbench) -> None:
    text = file_of(bench, "markdown", "letters.md").decode()
    assert f"## Abbreviations\n\n- **AAA**: {LONGS[0]}\n" in text
    assert text.index("## Foreword") < text.index("## Abbreviations") < text.index("## Summary")
    paragraphs = docx.Document(io.BytesIO(file_of(bench, "docx", "letters.docx"))).paragraphs
    texts = [one.text for one in paragraphs]
    start = texts.index("Abbreviations")
    assert paragraphs[start].style.name == "Heading 1"
    pairs = [f"{short}\t{long}" for short, long in zip(SHORTS, LONGS, strict=True)]
    assert texts[start + 1 : start + 1 + COUNT] == pairs
    assert texts.index("Foreword") < start < texts.index("Summary")


def test_a_note_with_few_abbreviations_has_no_list(note: Note, minimal_note: Note) -> None:
    short = note.model_copy(update={"abbreviations": dict(list(note.abbreviations.items())[:7])})
    for one in (short, minimal_note):
        view = Workbench(one, load_style(built_in_styles()), NoCache()).view
        assert view.abbreviations is None
        assert view.in_order == view.parts


@pytest.mark.validator
def test_validators_find_nothing(bench: Workbench, tmp_path: Path) -> None:
    for edition, name in (("epub", "letters.epub"), ("pdf", "letters.pdf")):
        (tmp_path / name).write_bytes(file_of(bench, edition, name))
    assert check_epub(tmp_path / "letters.epub") == []
    assert check_pdf(tmp_path / "letters.pdf", "ua1") == []
    (tmp_path / "web").mkdir()
    for one in bench.artefacts("web"):
        (tmp_path / one.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one.path).write_bytes(one.content)
    with serve(tmp_path) as address:
        assert check_html(f"{address}web/") == []

"""Parts that share pages and themes that open in a band, in a note with every kind of part."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT, Memory
from numbered_notes import numbered
from pdf_reader import read_tagged
from validators.verapdf import check_pdf

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.load import load_files
from pipeline.note import Note
from pipeline.note.walk import plain
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

FRONT, BACK = "foreword to introduction", "conclusion to references"


def bench_with(note: Note, **tokens: str) -> Workbench:
    built_in = load_style(built_in_styles())
    changed = {name.replace("_", "-"): value for name, value in tokens.items()}
    style = Style({**built_in.tokens, **changed}, built_in.files, built_in.languages)
    return Workbench(note, style, LAID_OUT)


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    made = bench_with(rich_note, part_start="together", opener="band", imposition="booklet")
    yield made
    made.engine.close()


@pytest.fixture(scope="module")
def screen(bench: Workbench) -> bytes:
    return next(one.content for one in bench.artefacts("pdf"))


def squeezed(text: str) -> str:
    return re.sub(r"[\s\xad\u2010\ufffe]+", "", text)


def read_pages(content: bytes) -> list[str]:
    """The words of each page, without spaces."""
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [squeezed(page.get_textpage().get_text_range()) for page in document]


def heads_of(content: bytes) -> list[str]:
    """The running head of each page: what stands above the text, beside the numeral."""
    heads = []
    for page in pypdfium2.PdfDocument(io.BytesIO(content)):
        width, height = page.get_size()
        text = page.get_textpage().get_text_bounded(0, height - 24 * 72 / 25.4, width, height)
        heads.append(squeezed(text))
    return heads


def test_parts_that_follow_one_another_are_laid_out_as_one(bench: Workbench) -> None:
    themes = [theme.id for theme in bench.view.themes]
    assert [part.name for part in bench.paged.parts] == [
        *("front matter", FRONT, *themes, BACK, "back matter")
    ]


def test_short_parts_share_pages(bench: Workbench) -> None:
    spans = bench.paged.spans([part.id for part in bench.view.in_order])
    assert spans["foreword"] == spans["acknowledgements"]
    assert spans["summary"] == spans["introduction"]
    first, last = spans["measuring"]
    assert spans["conclusion"] == (first, first)
    assert last > first
    assert spans["letters"][0] >= last


def test_each_part_is_on_the_page_that_contents_and_bookmarks_name(
    bench: Workbench, screen: bytes
) -> None:
    pages = read_pages(screen)
    contents = pages[bench.paged.pages["contents"] - 1]
    marks = _bookmarks(screen)
    for part in bench.view.parts:
        page = bench.paged.pages[part.id]
        title = squeezed(plain(part.title))
        assert title in pages[page - 1]
        assert f"{title}{page}" in contents
        assert any(title in squeezed(mark) and at == page for mark, at in marks)
    assert [at for _, at in marks] == sorted(at for _, at in marks)


def _bookmarks(content: bytes) -> list[tuple[str, int]]:
    document = pypdfium2.PdfDocument(io.BytesIO(content))
    return [(mark.get_title(), mark.get_dest().get_index() + 1) for mark in document.get_toc()]


def test_the_running_head_is_the_part_in_which_a_page_begins(
    bench: Workbench, screen: bytes
) -> None:
    heads = heads_of(screen)
    paged = bench.paged
    begun = {start.anchor for start in paged.starts}
    for part in bench.view.parts:
        first, last = paged.spans([one.id for one in bench.view.in_order])[part.id]
        own = squeezed(f"{part.running_head}{part.numeral}")
        assert part.role == "theme" or part.id not in begun or heads[first - 1] == ""
        assert all(heads[page - 1] == own for page in range(first + 1, last + 1))


def test_headings_are_read_in_the_order_of_the_parts(bench: Workbench, screen: bytes) -> None:
    headings = [squeezed(one.text) for one in read_tagged(screen).root.all("H2")]
    titles = [squeezed(plain(part.title)) for part in bench.view.parts]
    found = [next((h for h in headings if title in h), "") for title in titles]
    assert all(found)
    assert found == [h for h in headings if h in found]


def test_a_theme_opens_above_its_text(bench: Workbench, screen: bytes) -> None:
    pages = read_pages(screen)
    for theme in bench.view.themes:
        page = bench.paged.pages[theme.id]
        if theme.questions:
            assert bench.paged.pages[theme.questions[0].id] == page
        assert pages[page - 1].startswith(squeezed(plain(theme.title)))
        assert f"{page}{squeezed(bench.view.cover.title)}" in pages[page - 1]


def test_the_imprint_stands_below_the_contents(bench: Workbench, screen: bytes) -> None:
    assert bench.paged.pages["contents"] == 2
    assert bench.paged.pages["imprint"] in (2, 3)
    lists = [bench.paged.pages[roll.id] for roll in bench.view.rolls]
    assert len(lists) == 2
    assert len(set(lists)) == 1


def test_nothing_is_stranded(bench: Workbench) -> None:
    kinds = {remark.kind for part in bench.paged.parts for remark in part.remarks}
    assert not kinds & {"stranded heading", "near-empty page", "overfull page", "lost footnote"}


def test_print_has_the_same_pages(bench: Workbench, screen: bytes) -> None:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    made = {one.path: one.content for one in bench.artefacts("print")}
    printed = made[f"{bench.note.slug}-print.pdf"]
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        assert len(pdf.pages) == len(read_pages(screen))
    # On right-hand pages words stand on the other side, and are read in another order.
    # Capitals that were not typed are read as such in the tagged one alone.
    on_paper, on_screen = (
        [sorted(page.casefold()) for page in read_pages(pdf)] for pdf in (printed, screen)
    )
    assert on_paper == on_screen
    assert f"{bench.note.slug}-booklet.pdf" in made


def test_parts_can_share_pages_while_themes_have_openers(rich_note: Note) -> None:
    made = bench_with(rich_note, part_start="together")
    try:
        theme = made.view.themes[0]
        assert made.paged.pages[theme.questions[0].id] > made.paged.pages[theme.id]
        assert made.paged.pages["foreword"] == made.paged.pages["acknowledgements"]
    finally:
        made.engine.close()


def test_an_edit_lays_out_the_parts_that_share_pages_and_no_other(
    rich_note: Note, bench: Workbench, screen: bytes
) -> None:
    kept = Memory()
    first = Workbench(rich_note, bench.style, kept, bench.engine)
    assert next(one.content for one in first.artefacts("pdf")) == screen

    path = "text/acknowledgements.md"
    changed = {**rich_note.files, path: rich_note.files[path] + b"\nThanks again.\n"}
    edited = numbered(load_files(rich_note.slug, changed))
    again = Workbench(edited, bench.style, kept, bench.engine)
    clean = Workbench(edited, bench.style, NoCache(), bench.engine)
    assert again.paged.laid_out == {FRONT}
    content = next(one.content for one in again.artefacts("pdf"))
    assert content == next(one.content for one in clean.artefacts("pdf"))
    assert content != screen


@pytest.mark.validator
def test_it_is_accessible(screen: bytes, tmp_path: Path) -> None:
    (tmp_path / "rich.pdf").write_bytes(screen)
    assert check_pdf(tmp_path / "rich.pdf", "ua1") == []

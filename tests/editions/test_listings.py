"""The lists of figures and of tables, with their pages, on the web and in the EPUB."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from epub_book import OPS, Book, text_of
from kept_in_memory import LAID_OUT
from lxml import html
from note_text import squeezed
from numbered_notes import numbered
from pdf_reader import Element, read_tagged
from validators.epubcheck import check_epub
from validators.nu import check_html
from validators.site_server import serve
from validators.verapdf import check_pdf

from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.note.repeating import unlinked
from pipeline.note.walk import plain
from pipeline.views.listings import Listing
from pipeline.workspace import built_in_styles

ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.slow


def bench_with(note: Note, **tokens: str) -> Workbench:
    built_in = load_style(built_in_styles())
    changed = {name.replace("_", "-"): value for name, value in tokens.items()}
    style = Style({**built_in.tokens, **changed}, built_in.files, built_in.languages)
    return Workbench(note, style, LAID_OUT)


@pytest.fixture(scope="module")
def bench(rich_note: Note) -> Iterator[Workbench]:
    made = bench_with(rich_note, list_of_figures="always", list_of_tables="from 2")
    yield made
    made.engine.close()


def file_of(bench: Workbench, edition: str, path: str) -> bytes:
    return next(one.content for one in bench.artefacts(edition) if one.path == path)


def shown(listing: Listing, between: str = "") -> list[str]:
    return [
        squeezed(f"{one.label}{between}{plain(unlinked(one.title))}") for one in listing.entries
    ]


def test_what_has_a_number_is_listed(bench: Workbench) -> None:
    figures, tables = bench.view.listings
    for listing, series in ((figures, "figure"), (tables, "table")):
        numbered = [n for n, label in bench.labels.items() if label.series == series]
        assert [one.id for one in listing.entries] == numbered
        assert len(numbered) > 1


def test_a_style_decides_from_how_many_on(rich_note: Note, bench: Workbench) -> None:
    assert bench_with(rich_note).view.listings == ()
    many = f"from {len(bench.view.listings[1].entries) + 1}"
    assert bench_with(rich_note, list_of_tables=many).view.listings == ()
    unnumbered = bench_with(rich_note, figure_numerals="none", list_of_figures="always")
    assert unnumbered.view.listings == ()


def test_pages_list_them_behind_the_contents(bench: Workbench) -> None:
    assert bench.paged.findings == ()
    root = read_tagged(file_of(bench, "pdf", f"{bench.note.slug}.pdf")).root
    found = [squeezed(item.text) for toc in _listings(root) for item in toc.all("TOCI")]
    pages = bench.paged.pages
    wanted = [
        f"{text}{pages[one.id]}"
        for listing in bench.view.listings
        for text, one in zip(shown(listing), listing.entries, strict=True)
    ]
    assert [sorted(one) for one in found] == [sorted(one) for one in wanted]


def test_pages_of_a_brief_have_them_as_well() -> None:
    """It has no contents before them."""
    brief = load_note(ROOT / "tests/notes/brief")
    text = "text/1-lights.md"
    tables = "".join(
        f'\n{{#n-{n} caption="Night {n}"}}\n\n| Day |\n|--:|\n| 1 |\n\nSee [](#n-{n}).\n'
        for n in (1, 2)
    )
    note = load_files("brief", {**brief.files, text: brief.files[text] + tables.encode()})
    made = bench_with(numbered(note), list_of_tables="from 2")
    try:
        assert made.view.is_brief
        root = read_tagged(file_of(made, "pdf", f"{note.slug}.pdf")).root
    finally:
        made.engine.close()
    (listed,) = _listings(root)
    pages = [made.paged.pages[one.id] for one in made.view.listings[0].entries]
    assert [squeezed(item.text) for item in listed.all("TOCI")] == [
        f"Table1Night1{pages[0]}",
        f"Table2Night2{pages[1]}",
    ]


def _listings(root: Element) -> list[Element]:
    """The lists below the headings of figures and tables."""
    sections = (one for one in root.all("Sect") if one.text.startswith(("Figures", "Tables")))
    return [toc for section in sections for toc in section.all("TOC")]


def test_the_web_links_to_them(bench: Workbench) -> None:
    page = html.fromstring(file_of(bench, "web", "web/index.html"))
    for listing in bench.view.listings:
        (listed,) = page.xpath(f"//details[@id='ui-{listing.id}']/ul")
        assert [squeezed(item.text_content()) for item in listed.iter("li")] == shown(listing)
        links = [link.get("href") for link in listed.iter("a")]
        assert links == [f"#{one.id}" for one in listing.entries]
        assert all(page.xpath(f"//*[@id='{link[1:]}']") for link in links)


def test_the_book_has_them_in_its_navigation(bench: Workbench) -> None:
    book = Book(file_of(bench, "epub", f"{bench.note.slug}.epub"))
    for listing in bench.view.listings:
        entries = list(book.nav(listing.type).iter("{*}a"))
        assert [text_of(entry) for entry in entries] == shown(listing, ".")
        for entry, one in zip(entries, listing.entries, strict=True):
            target = book.target("EPUB/text/contents.xhtml", entry.get("href"))
            assert target.get("id") == one.id
    assert [nav.get(f"{OPS}type") for nav in book.document("contents").iter("{*}nav")][:3] == [
        *("toc", "loi", "lot")
    ]


@pytest.mark.validator
def test_validators_find_nothing(bench: Workbench, tmp_path: Path) -> None:
    slug = bench.note.slug
    for edition, name in (("epub", f"{slug}.epub"), ("pdf", f"{slug}.pdf")):
        (tmp_path / name).write_bytes(file_of(bench, edition, name))
    assert check_epub(tmp_path / f"{slug}.epub") == []
    assert check_pdf(tmp_path / f"{slug}.pdf", "ua1") == []
    for one in bench.artefacts("web"):
        (tmp_path / one.path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / one.path).write_bytes(one.content)
    with serve(tmp_path) as address:
        assert check_html(f"{address}web/") == []

"""The index of all notes: its page, its feed, its catalogue."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

import pytest
from lxml import etree, html
from validators.browser import audit_page
from validators.nu import check_html
from validators.site_server import serve
from web_site import build_site

from pipeline.cache import NoCache
from pipeline.editions.series.one_page import make_series_index
from pipeline.editions.table import LABELS
from pipeline.house_style import load_style
from pipeline.views.downloads import Output
from pipeline.views.full_note import view_note
from pipeline.views.series.entries import IndexEntry, index_entry
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.editions.edition import Artefact
    from pipeline.note import Note

pytestmark = pytest.mark.slow

ATOM = {"a": "http://www.w3.org/2005/Atom"}
PDF, EPUB = "application/pdf", "application/epub+zip"
MARKDOWN = "text/markdown"


def entry_of(note: Note) -> IndexEntry:
    style = load_style(built_in_styles())
    view = view_note(note, style.words(note.metadata.language))
    outputs = (
        Output("pdf", f"{note.slug}.pdf", 1_100_000, PDF),
        Output("print", f"{note.slug}-print.pdf", 2_300_000, PDF),
        *(
            Output("one-pagers", f"one-pagers/{theme.number}-{theme.id}.pdf", 56_000, PDF)
            for theme in note.themes
        ),
        Output("epub", f"{note.slug}.epub", 180_000, EPUB),
        Output("markdown", f"{note.slug}.md", 60_000, MARKDOWN),
        Output("web", "web/index.html", 150_000, "text/html"),
        Output("web", f"{note.slug}.html", 270_000, "text/html"),
    )
    return index_entry(note, view, outputs, LABELS)


def make(*entries: IndexEntry) -> dict[str, Artefact]:
    return {
        one.path: one
        for one in make_series_index(entries, load_style(built_in_styles()), NoCache())
    }


@pytest.fixture(scope="module")
def entries(minimal_note: Note, rich_note: Note, real_note: Note) -> list[IndexEntry]:
    return [entry_of(note) for note in (real_note, minimal_note, rich_note)]


@pytest.fixture(scope="module")
def index(entries: list[IndexEntry]) -> dict[str, Artefact]:
    return make(*entries)


@pytest.fixture(scope="module")
def page(index: dict[str, Artefact]) -> html.HtmlElement:
    return html.document_fromstring(index["index.html"].content.decode())


def test_notes_stand_by_series_the_newest_first(page: html.HtmlElement) -> None:
    assert [heading.text_content() for heading in page.xpath("//h2")] == [
        "Notes on Small Rivers",
        "UNDP-CAITEC Informal Discussion Series on Development Cooperation",
    ]
    covers = page.xpath("//article/a/@href")
    slugs = [href.partition("/")[0] for href in covers]
    assert slugs == ["minimal", "rich", "global-development-cooperation"]


def test_every_edition_and_every_one_pager_can_be_fetched(
    page: html.HtmlElement, entries: list[IndexEntry]
) -> None:
    linked = set(page.xpath("//article//a/@href"))
    for entry in entries:
        assert {f"{entry.slug}/{one.path}" for one in entry.downloads.all} < linked
        assert f"{entry.slug}/web/index.html" in linked
    assert "1.1 MB" in page.xpath("string(//article)")


def test_every_link_leads_to_a_file(
    index: dict[str, Artefact], page: html.HtmlElement, entries: list[IndexEntry]
) -> None:
    files = set(index)
    for entry in entries:
        files |= {f"{entry.slug}/{one.path}" for one in entry.downloads.all}
        files |= {f"{entry.slug}/web/index.html", f"{entry.slug}/web/cover.png"}
    named = page.xpath("//a/@href | //img/@src | //link[@rel!='canonical']/@href")
    assert {unquote(one) for one in named if one != "data:,"} <= files


def test_the_feed_has_every_note_once_with_its_files(
    index: dict[str, Artefact], entries: list[IndexEntry]
) -> None:
    feed = etree.fromstring(index["feed.xml"].content)
    assert index["feed.xml"].media_type == "application/atom+xml"
    ids = feed.xpath("a:entry/a:id/text()", namespaces=ATOM)
    assert sorted(ids) == sorted(entry.urn for entry in entries)
    assert feed.findtext("a:updated", namespaces=ATOM) == max(one.updated for one in entries)
    for address in feed.xpath("//a:link/@href", namespaces=ATOM):
        assert address.startswith("https://")
    lengths = feed.xpath(
        "//a:link[@rel='enclosure'][@type=$type]/@length", namespaces=ATOM, type=EPUB
    )
    assert lengths == ["180000"] * 3


def test_a_revision_is_news_to_readers_of_the_feed(entries: list[IndexEntry]) -> None:
    revised = [entry.updated for entry in entries if entry.slug == "rich"]
    assert revised == ["2024-05-17T00:00:02Z"]


def test_the_catalogue_has_every_epub(
    index: dict[str, Artefact], entries: list[IndexEntry]
) -> None:
    catalogue = json.loads(index["opds.json"].content)
    assert index["opds.json"].media_type == "application/opds+json"
    assert [link["rel"] for link in catalogue["links"]] == ["self", "alternate"]
    found = {one["metadata"]["identifier"]: one for one in catalogue["publications"]}
    assert found.keys() == {entry.urn for entry in entries}
    for entry in entries:
        publication = found[entry.urn]
        (link,) = [one for one in publication["links"] if one["type"] == EPUB]
        assert link["rel"] == "http://opds-spec.org/acquisition/open-access"
        assert link["href"] == entry.address_of(f"{entry.slug}.epub")
        assert publication["metadata"]["title"] == entry.title
        assert publication["images"]
        assert "null" not in json.dumps(publication)


def test_machines_find_the_markdown_of_every_note(entries: list[IndexEntry]) -> None:
    bare = replace(entries[0].downloads, editions=())
    first = replace(entries[0], title="A *b*", full_title="A *b* [c]", downloads=bare)
    made = make(first, replace(first, slug="none", has_page=False), *entries[1:])["llms.txt"]
    lines = made.content.decode().splitlines()
    assert lines[0].startswith("# ")
    assert lines[2].startswith("> ")
    listed = [line for line in lines if line.startswith("- ")]
    assert len(listed) == len(entries)
    assert any(line.startswith(f"- [A \\*b\\* \\[c\\]]({first.address}): ") for line in listed)
    for entry in entries[1:]:
        assert any(f"]({entry.address_of(f'{entry.slug}.md')}): " in line for line in listed)
    assert {f"## {entry.series}" for entry in entries} <= set(lines)


def test_the_index_speaks_the_language_of_the_newest_note(entries: list[IndexEntry]) -> None:
    newest = replace(entries[0], language="fr", day="2031-01-01")
    page = html.document_fromstring(make(*entries[1:], newest)["index.html"].content.decode())
    assert page.get("lang") == "fr"
    assert page.findtext(".//h1") == "Toutes les notes"
    assert page.xpath("//article/@lang") == ["en-GB", "en-GB"]


def test_an_index_holds_notes_of_both_directions(
    entries: list[IndexEntry], arabic_note: Note
) -> None:
    arabic = entry_of(arabic_note)
    made = make(*entries, replace(arabic, day="2031-01-01"))
    page = html.document_fromstring(made["index.html"].content.decode())
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    assert page.xpath("//article/@dir") == ["ltr"] * len(entries)
    assert page.xpath("//article[@lang='en-GB']//h4/@dir") == ["rtl"] * len(entries)
    catalogue = json.loads(made["opds.json"].content)
    turned = {
        one["metadata"]["language"]: one["metadata"].get("readingProgression")
        for one in catalogue["publications"]
    }
    assert turned == {"en-GB": None, "ar": "rtl"}

    made = make(*entries, replace(arabic, day="1931-01-01"))
    page = html.document_fromstring(made["index.html"].content.decode())
    assert (page.get("lang"), page.get("dir")) == ("en-GB", None)
    assert page.xpath("//article[@lang='ar']/@dir") == ["rtl"]


def test_the_index_of_a_work_speaks_the_language_of_its_original(
    entries: list[IndexEntry],
) -> None:
    first, *_ = entries
    original = replace(first, work="work", slug="work/en", day="1931-01-01")
    french = replace(first, work="work", slug="work/fr", language="fr", is_original=False)
    page = html.document_fromstring(make(french, original)["index.html"].content.decode())
    assert page.get("lang") == "en-GB"
    assert page.findtext(".//h1") == "All notes"


@pytest.mark.slow
def test_the_order_of_the_notes_given_does_not_matter(entries: list[IndexEntry]) -> None:
    assert make(*entries) == make(*reversed(entries))


def test_without_notes_there_is_no_index() -> None:
    assert make_series_index((), load_style(built_in_styles()), NoCache()) == ()


@pytest.fixture(scope="module")
def folder(
    index: dict[str, Artefact], minimal_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    folder = tmp_path_factory.mktemp("build")
    cover = build_site(minimal_note).files["web/cover.png"]
    covers = {
        f"{slug}/web/cover.png": cover
        for slug in ("minimal", "rich", "global-development-cooperation")
    }
    for path, content in {**covers, **{path: one.content for path, one in index.items()}}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


@pytest.mark.validator
def test_the_nu_checker_finds_nothing(folder: Path) -> None:
    with serve(folder) as address:
        assert check_html(address) == []


@pytest.mark.browser
def test_axe_finds_nothing(folder: Path) -> None:
    with serve(folder) as address:
        for look in audit_page(address):
            assert look.violations == look.console == look.elsewhere == look.failures == ()
            assert look.overflow == 0

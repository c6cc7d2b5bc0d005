"""The text of the web edition: nothing is lost, and what the page says of it is true."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

import brotli
import pytest
from epub_book import bench_with_pages
from note_text import below_panels, footnotes_written, squeezed, written
from numbered_notes import cited
from web_site import Site, build_site, text_of

from pipeline.editions.photos import published_pictures
from pipeline.editions.web.web_edition import draw_cover, prepare_fonts
from pipeline.editions.web.web_writer import PageWriter
from pipeline.note.recommendations import recommendations_of
from pipeline.note.text import Lifted
from pipeline.note.walk import headings_in, headings_of, inlines_of, key_messages, plain
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.parts.page_start import PageStart
from pipeline.views.spreadsheets.table_data import tables_as_csv

if TYPE_CHECKING:
    from lxml import html

    from pipeline.note import Note

pytestmark = pytest.mark.slow

BESIDE_THE_TEXT = (
    "theme-numeral",
    "theme-brief",
    "question-number",
    "key-messages",
    "pull-quote",
    "footnote-call",
    "footnote-back",
    "letter-call",
    "letter-note",
    "recommendation-number",
    "recommendation-facts",
    "table-data",
    "label",
)
WIRE = 150_000
"""How many bytes the note with its fonts may take over the wire."""


@pytest.fixture(scope="module", params=["minimal_note", "rich_note", "real_note"])
def note(request: pytest.FixtureRequest) -> Note:
    return cited(request.getfixturevalue(request.param))


@pytest.fixture(scope="module")
def site(note: Note) -> Site:
    return build_site(note)


def by_id(page: html.HtmlElement, anchor: str) -> html.HtmlElement:
    (found,) = page.xpath(f"//*[@id='{anchor}']")
    return found


def by_class(page: html.HtmlElement, name: str) -> list[html.HtmlElement]:
    return page.xpath(f"//*[contains(concat(' ', @class, ' '), ' {name} ')]")


def test_what_was_prepared_is_not_made_again(note: Note) -> None:
    class Memory(dict[str, bytes]):
        def put(self, key: str, content: bytes) -> None:
            self[key] = content

    bench = bench_with_pages(note)
    bench.cache = cache = Memory()
    prepare_fonts(bench)
    draw_cover(bench, bench.paged)
    prepared = set(cache)
    assert {"font", "picture"} <= {key.partition("-")[0] for key in prepared}
    draw_cover(bench, bench.paged)
    # The marks where pages begin, which are not known yet, need no further characters.
    pictures = published_pictures(bench.pictures, bench.paged.photos)
    writer = PageWriter(bench, pictures, bench.paged.starts_by_anchor())
    fonts_of_page(writer.draft(()).html, bench.view.words, cache, bench.typefaces)
    assert set(cache) == prepared


def test_introduction_is_complete_and_in_order(note: Note, site: Site) -> None:
    expected = (
        squeezed(plain(note.part("introduction").title))
        + written(note.part("introduction").blocks)
        + footnotes_written(note.part("introduction").blocks)
    )
    assert text_of(by_id(site.page, note.part("introduction").id), *BESIDE_THE_TEXT) == expected


def test_themes_are_complete_and_in_order(note: Note, site: Site) -> None:
    for theme in note.themes:
        expected = ""
        for heading, below in below_panels(theme):
            expected += squeezed(plain(heading.title))
            if heading is theme:
                expected += squeezed(theme.subtitle or "")
            expected += written(below)
        blocks = [block for heading in headings_of(theme) for block in heading.blocks]
        expected += footnotes_written(blocks)
        assert text_of(by_id(site.page, theme.id), *BESIDE_THE_TEXT) == expected


def test_parts_stand_in_order_before_the_people(note: Note, site: Site) -> None:
    sections = [section.get("id") for section in by_id(site.page, "ui-text").findall("section")]
    people = ["participants"] if note.people.participants else []
    people += ["observers"] if note.people.observers else []
    assert sections == [*(part.id for part in note.parts), *people]


def test_headings_have_the_level_of_what_they_head(note: Note, site: Site) -> None:
    for theme in note.themes:
        levels = {theme.id: "h2"}
        levels |= {topic.id: "h3" for topic in theme.topics}
        levels |= {question.id: "h3" for question in theme.questions}
        levels |= {topic.id: "h4" for q in theme.questions for topic in q.topics}
        for anchor, level in levels.items():
            headings = by_id(site.page, anchor).xpath("./h1 | ./h2 | ./h3 | ./h4 | ./hgroup/h2")
            assert [heading.tag for heading in headings] == [level]


def test_key_messages_stand_under_their_questions_and_in_the_overview(
    note: Note, site: Site
) -> None:
    overview = [text_of(link) for link in site.page.xpath("//details[@id='ui-overview']//li/a")]
    expected = []
    for theme in note.themes:
        for heading in (theme, *theme.questions):
            messages = [squeezed(plain(one.inlines)) for one in key_messages(heading)]
            panel = by_id(site.page, heading.id).xpath(
                "./div[starts-with(@class, 'key-messages')]/p"
            )
            assert [text_of(one) for one in panel[1:]] == messages
            expected += messages
    assert overview == expected


def test_pull_quotes_are_said_once_to_those_who_listen(note: Note, site: Site) -> None:
    quotes = by_class(site.page, "pull-quote")
    blocks = [block for heading in headings_in(note) for block in heading.blocks]
    pulls = [one for one in inlines_of(blocks) if isinstance(one, Lifted) and one.role == "pull"]
    assert [text_of(quote) for quote in quotes] == [squeezed(plain(one.inlines)) for one in pulls]
    assert all(quote.get("aria-hidden") == "true" for quote in quotes)


def test_everybody_is_named_in_every_language(note: Note, site: Site) -> None:
    people = [*note.people.participants]
    people += [person for group in note.people.observers for person in group.people]
    assert [one.get("id") for one in by_class(site.page, "person")] == [one.id for one in people]
    for person in people:
        text = text_of(by_id(site.page, person.id))
        named = (*person.name.values(), *person.role.values())
        named += tuple((person.affiliation or {}).values())
        assert [one for one in named if squeezed(one) not in text] == []
    for group in note.people.observers:
        heading = by_id(site.page, group.id)[0]
        assert all(squeezed(name) in text_of(heading) for name in group.organisation.values())


def test_what_is_in_another_language_says_so(site: Site) -> None:
    for element in site.page.iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style"}:
            continue
        for text, owner in ((element.text, element), (element.tail, element.getparent())):
            if text and any("\u4e00" <= character <= "\u9fff" for character in text):
                languages = owner.xpath("ancestor-or-self::*[@lang]/@lang")
                assert languages[-1].startswith("zh"), text


def test_imprint_is_complete(note: Note, site: Site) -> None:
    text = text_of(by_id(site.page, "imprint"))
    parts = [*note.publisher.statement, *note.metadata.disclaimer, note.metadata.licence.statement]
    if note.metadata.original:
        parts += [note.metadata.original.statement, note.metadata.original.copyright]
    curly = str.maketrans("“”‘’", "\"\"''")
    assert [
        part for part in parts if squeezed(part).translate(curly) not in text.translate(curly)
    ] == []


def test_every_id_is_given_once(site: Site) -> None:
    for page in (site.page, site.alone):
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids))


def test_every_reference_inside_leads_somewhere(site: Site) -> None:
    for page in (site.page, site.alone):
        ids = set(page.xpath("//@id"))
        wanted = {href[1:] for href in page.xpath("//a/@href") if href.startswith("#")}
        wanted |= set(page.xpath("//@popovertarget | //label/@for | //@aria-controls"))
        wanted |= set(page.xpath("//@aria-labelledby | //@data-copies"))
        assert wanted - ids == set()


def test_every_file_that_the_page_names_is_there(site: Site) -> None:
    named = site.page.xpath("//a/@href | //img/@src | //link/@href")
    files = [one for one in named if ":" not in one and not one.startswith("#")]
    assert f"../{site.slug}.pdf" in files
    assert f"../{site.slug}.html" in files
    for file in files:
        assert unquote(urljoin("web/index.html", file)) in site.files


def test_every_paragraph_question_topic_and_theme_links_to_itself(site: Site) -> None:
    linked = {href[1:] for href in site.page.xpath("//a[@class='permalink']/@href")}
    wanted = set(site.page.xpath("//main//p[@id and not(starts-with(@id, 'ui-'))]/@id"))
    wanted |= {
        section.get("id")
        for name in ("theme", "question", "topic")
        for section in by_class(site.page, name)
    }
    assert linked >= wanted
    assert all(link.get("tabindex") == "-1" for link in by_class(site.page, "permalink"))


def test_contents_name_every_theme_and_question(note: Note, site: Site) -> None:
    linked = site.page.xpath("//nav//a/@href")
    expected = []
    for part in note.parts:
        questions = part.questions if part.role == "theme" else ()
        expected += [part.id, *(question.id for question in questions)]
    assert linked[: len(expected)] == [f"#{anchor}" for anchor in expected]


def test_downloads_are_named_with_their_sizes(note: Note, site: Site) -> None:
    buttons = site.page.xpath("//header//ul[@class='downloads']/li/a")
    shown = {one.get("href"): one.find("span").text for one in buttons}
    assert shown[f"../{note.slug}.pdf"] == "1.1 MB"
    assert shown[f"../{note.slug}-print.pdf"] == "2.3 MB"
    assert shown[f"../{note.slug}.epub"] == "180 KB"
    briefs = site.page.xpath("//div[@id='ui-one-pagers']//a/@href")
    assert briefs == [f"../one-pagers/{theme.number}-{theme.id}.pdf" for theme in note.themes]


def test_the_page_in_one_file_leads_to_the_published_editions(note: Note, site: Site) -> None:
    buttons = site.alone.xpath("//header//ul[@class='downloads']/li/a/@href")
    folder = urljoin(note.metadata.web_address.rstrip("/") + "/", "../")
    assert buttons == [
        f"{folder}{note.slug}{end}" for end in (".pdf", "-print.pdf", ".epub", ".md")
    ]


def test_without_an_address_the_page_in_one_file_leads_to_the_files_beside_it(
    rich_note: Note,
) -> None:
    metadata = rich_note.metadata.model_copy(update={"web_address": None})
    site = build_site(rich_note.model_copy(update={"metadata": metadata}))
    links = site.alone.xpath("//a[@download]/@href")
    files = [one for one in links if not one.startswith("data:")]
    assert "web/data/recommendations.csv" in files
    assert set(files) <= set(site.files)


def test_the_data_of_tables_can_be_downloaded(note: Note, site: Site) -> None:
    offered = [name for name in site.files if name.startswith("web/data/")]
    found = {one.rpartition("/")[2]: site.files[one] for one in offered}
    named = {f"{name}.csv": content for name, content in tables_as_csv(note).items()}
    of_tables = {name for name in found if not name.startswith(("recommendations.", "references."))}
    assert of_tables == named.keys()
    assert bool(of_tables) == (note.slug == "rich")
    links = "//*[contains(@class, 'table-frame')]//a[@download]"
    for link in (*site.page.xpath(links), *site.alone.xpath(links)):
        (frame,) = link.xpath("ancestor::*[contains(@class, 'table-frame')]")
        name, address = link.get("download"), link.get("href")
        assert name == f"{frame.get('id')}.csv"
        content = found[name]
        if address.startswith("data:text/csv;charset=utf-8;base64,"):
            assert b64decode(address.partition(",")[2]) == content
        else:
            assert address == f"data/{name}"
    for page in (site.page, site.alone):
        assert {link.get("download") for link in page.xpath(links)} == of_tables


def test_citations_can_be_downloaded(note: Note, site: Site) -> None:
    links = site.page.xpath("//div[@id='ui-cite']//a[@download]")
    names = {link.get("download"): unquote(link.get("href").partition(",")[2]) for link in links}
    assert names[f"{note.slug}.bib"].startswith("@techreport{")
    assert names[f"{note.slug}.ris"].startswith("TY  - RPRT\r\n")


def test_catalogues_find_what_they_look_for(note: Note, site: Site) -> None:
    named = {meta.get("name"): meta.get("content") for meta in site.page.xpath("//meta[@name]")}
    said = {
        meta.get("property"): meta.get("content") for meta in site.page.xpath("//meta[@property]")
    }
    data = note.metadata
    title = f"{data.title}: {data.subtitle}" if data.subtitle else data.title
    assert site.page.findtext(".//title") == title
    assert named["citation_title"] == named["dcterms.title"] == title
    assert named["citation_pdf_url"].endswith(f"/{note.slug}.pdf")
    assert named["dcterms.issued"] == named["citation_publication_date"].replace("/", "-")
    assert said["og:image"] == f"{said['og:url']}social.png"
    assert site.page.xpath("//link[@rel='canonical']/@href") == [said["og:url"]]
    assert site.page.get("lang") == data.language


def test_linked_data_describe_the_note(note: Note, site: Site) -> None:
    (script,) = site.page.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert data["@type"] == "Report"
    assert data["headline"] == note.metadata.title
    assert [part["url"].partition("#")[2] for part in data["hasPart"]] == [
        *(theme.id for theme in note.themes),
        *(one.id for one in recommendations_of(note)),
    ]
    sizes = {
        part["contentUrl"].rpartition("/")[2]: part["contentSize"] for part in data["encoding"]
    }
    assert sizes[f"{note.slug}.pdf"] == "1100000"
    assert ("isBasedOn" in data) == (note.metadata.original is not None)


def test_the_whole_note_with_its_fonts_is_small(site: Site) -> None:
    fonts = sum(len(data) for path, data in site.files.items() if path.startswith("web/fonts/"))
    assert len(brotli.compress(site.files["web/index.html"])) + fonts <= WIRE
    assert len(brotli.compress(site.files[f"{site.slug}.html"])) <= WIRE


def test_the_picture_for_link_previews_has_the_size_they_ask_for(site: Site) -> None:
    content = site.files["web/social.png"]
    assert content.startswith(b"\x89PNG\r\n")
    assert (int.from_bytes(content[16:20]), int.from_bytes(content[20:24])) == (1200, 630)
    assert len(content) < 120_000


def test_pages_of_the_pdf_are_anchors(minimal_note: Note) -> None:
    paragraph = minimal_note.part("introduction").blocks[0]
    heading = minimal_note.themes[0]
    site = build_site(
        minimal_note,
        (PageStart(paragraph.id, 13, "12"), PageStart(heading.id, 0, "13")),
    )
    inside = by_id(site.page, "page-12")
    assert inside.getparent() is by_id(site.page, paragraph.id)
    before = "".join(inside.xpath("preceding-sibling::node()/descendant-or-self::text()"))
    assert len(squeezed(before)) == 13
    title = by_id(site.page, "page-13").getparent()
    assert "theme-title" in title.get("class")
    assert by_id(site.page, heading.id) in title.iterancestors()
    assert by_class(site.page, "page-marks")


def test_without_pages_there_is_no_word_of_them(minimal_note: Note) -> None:
    page = build_site(minimal_note).page
    assert by_class(page, "page-start") == by_class(page, "page-marks") == []


def test_the_same_note_makes_the_same_bytes(minimal_note: Note) -> None:
    assert build_site(minimal_note).files == build_site(minimal_note).files

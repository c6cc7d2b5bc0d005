"""The ways through the EPUB edition: links, contents, landmarks, page numbers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from epub_book import NAMES, OPS, XHTML, Book, build, text_of
from note_text import squeezed

from pipeline.note import Note
from pipeline.note.text import Figure, Paragraph, Table
from pipeline.note.walk import blocks_below, headings_in, plain
from pipeline.numerals import letters, roman
from pipeline.press.parts.page_start import PageStart

pytestmark = pytest.mark.slow


def test_every_link_leads_somewhere(epub_book: Book) -> None:
    names = set(epub_book.archive.namelist())
    for path, reference in epub_book.links():
        if re.match(r"(https?|mailto):", reference):
            continue
        if reference.endswith((".css", ".png", ".svg", ".jpg")):
            assert f"EPUB/{reference.removeprefix('../')}" in names
        else:
            assert epub_book.target(path, reference) is not None


def test_nothing_is_fetched_from_elsewhere(epub_book: Book) -> None:
    for root in epub_book.documents.values():
        for element in root.iter():
            if element.tag != f"{XHTML}a":
                for name in ("src", "href", "data", "poster", "srcset"):
                    assert not (element.get(name) or "").startswith(("http", "//"))
            assert element.tag not in {f"{XHTML}script", f"{XHTML}iframe", f"{XHTML}object"}
    assert set(re.findall(r'url\("?([^")]+)', epub_book.css)) == {
        f"../fonts/{Path(name).name}"
        for name in epub_book.archive.namelist()
        if name.startswith("EPUB/fonts/")
    }


def tree_of(ordered_list) -> list:
    """Return the entries of a list as ``[words, [entries below]]``."""
    found = []
    for item in ordered_list.findall(f"{XHTML}li"):
        below = item.find(f"{XHTML}ol")
        words = text_of(item.find(f"{XHTML}a"))
        found.append([words, tree_of(below) if below is not None else []])
    return found


def test_contents_go_down_to_the_topics(epub_note: Note, epub_book: Book) -> None:
    def entry(heading, numeral: str = "", below=()) -> list:
        return [squeezed(f"{numeral}{plain(heading.title)}"), list(below)]

    def topics(heading) -> list:
        return [entry(topic) for topic in heading.topics]

    parts = []
    for part in epub_note.parts:
        before = {"theme": f"{roman(part.number)}.", "annex": f"Annex {letters(part.number)}."}
        questions = [
            entry(q, f"{q.number}." if q.number else "", topics(q)) for q in part.questions
        ]
        parts.append(entry(part, before.get(part.role, ""), [*topics(part), *questions]))
    tree = tree_of(epub_book.nav("toc").find(f"{XHTML}ol"))
    assert tree[0] == ["Imprint", []]
    assert tree[1 : 1 + len(parts)] == parts
    people = (epub_note.people.participants, epub_note.people.observers)
    assert len(tree) == 1 + len(parts) + sum(map(bool, people))


def test_contents_hold_no_link_inside_a_link(rich_note: Note) -> None:
    assert not build(rich_note).nav("toc").xpath(".//h:a//h:a", namespaces=NAMES)


def test_landmarks_name_the_main_parts(epub_note: Note, epub_book: Book) -> None:
    types = [a.get(f"{OPS}type") for a in epub_book.nav("landmarks").iter(f"{XHTML}a")]
    front = {"foreword": "foreword", "acknowledgements": "acknowledgments", "summary": "abstract"}
    back = {"conclusion": "conclusion", "annex": "appendix"}
    back["references"] = "bibliography"
    roles = [part.role for part in epub_note.parts]
    assert types == [
        *("cover", "titlepage", "copyright-page", "toc"),
        *(front[role] for role in roles if role in front),
        "bodymatter",
        *(back[role] for role in roles if role in back),
        "appendix",
    ]


def test_marker_stands_before_the_word_that_begins_the_page(real_note: Note) -> None:
    paragraph = real_note.themes[0].questions[0].topics[0].blocks[0]
    assert isinstance(paragraph, Paragraph)
    words = plain(paragraph.inlines).split()
    offset = len("".join(words[:40]))
    book = build(real_note, [PageStart(paragraph.id, offset, "9")])
    (marker,) = book.document(f"theme-{real_note.themes[0].id}").xpath("//*[@id='page-9']")
    (owner,) = marker.xpath("ancestor::h:p", namespaces=NAMES)
    assert owner.get("id") == paragraph.id
    marker.text = "|"
    before, after = text_of(owner).split("|")
    assert before == "".join(words[:40])
    assert after == "".join(words[40:])


def test_every_place_a_page_can_begin_at_carries_its_marker(rich_note: Note) -> None:
    anchors = [
        "cover",
        "imprint",
        "imprint-colophon",
        "contents",
        rich_note.part("introduction").id,
    ]
    for heading in headings_in(rich_note):
        anchors.append(heading.id)
        anchors += [
            block.id
            for block in blocks_below(heading.blocks)
            if isinstance(block, Paragraph | Figure | Table)
        ]
    anchors += ["participants", "observers"]
    anchors += [person.id for person in rich_note.people.participants]
    for delegation in rich_note.people.observers:
        anchors += [delegation.id, *(person.id for person in delegation.people)]
    starts = [PageStart(anchor, 0, str(n)) for n, anchor in enumerate(dict.fromkeys(anchors), 1)]
    book = build(rich_note, starts)
    entries = list(book.nav("page-list").iter(f"{XHTML}a"))
    assert [entry.text for entry in entries] == [start.label for start in starts]
    for entry, start in zip(entries, starts, strict=True):
        marker = book.target("EPUB/text/contents.xhtml", entry.get("href"))
        assert (marker.get("role"), marker.get(f"{OPS}type")) == ("doc-pagebreak", "pagebreak")
        assert marker.get("aria-label") == start.label


def test_book_without_pages_claims_none(epub_book: Book) -> None:
    assert epub_book.nav("page-list") is None
    features = epub_book.metadata("schema:accessibilityFeature")
    assert not {"pageBreakMarkers", "pageNavigation"} & set(features)
    assert epub_book.metadata("pageBreakSource") == []
    roles = {e.get("role") for root in epub_book.documents.values() for e in root.iter()}
    assert "doc-pagebreak" not in roles


def test_book_with_pages_says_whose_they_are(minimal_note: Note) -> None:
    book = build(minimal_note, [PageStart("cover", 0, "1"), PageStart("introduction", 0, "4")])
    features = book.metadata("schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
    (source,) = book.metadata("pageBreakSource")
    assert minimal_note.metadata.title in source
    assert "page numbers" in book.metadata("schema:accessibilitySummary")[0]


def test_page_that_begins_nowhere_in_the_text_is_not_listed(minimal_note: Note) -> None:
    starts = [PageStart("back-cover", 0, "8"), PageStart("introduction", 0, "4")]
    book = build(minimal_note, starts)
    assert [entry.text for entry in book.nav("page-list").iter(f"{XHTML}a")] == ["4"]

"""The text of the EPUB edition: nothing is lost, and each part is what it says it is."""

from __future__ import annotations

import re

import pytest
from epub_book import NAMES, OPS, XHTML, Book, text_of
from note_text import below_panels, footnotes_written, squeezed, written

from pipeline.note import Note
from pipeline.note.text import Lifted
from pipeline.note.walk import footnotes_of, headings_of, inlines_of, key_messages, plain

pytestmark = pytest.mark.slow

NOT_RUNNING_TEXT = (
    "theme-numeral",
    "question-number",
    "key-messages",
    "footnote-call",
    "footnote-number",
    "label",
    "letter-call",
    "letter-note",
    "recommendation-number",
    "recommendation-facts",
)
HAN = re.compile("[\u4e00-\u9fff]")


def without_quotes(text: str) -> str:
    """Return text without quotation marks, which metadata may have straight."""
    return re.sub("[“”‘’\"']", "", text)


def test_introduction_is_complete_and_in_order(epub_note: Note, epub_book: Book) -> None:
    section = epub_book.document("introduction").find(f".//{XHTML}section")
    expected = (
        squeezed(plain(epub_note.part("introduction").title))
        + written(epub_note.part("introduction").blocks)
        + footnotes_written(epub_note.part("introduction").blocks)
    )
    assert text_of(section, *NOT_RUNNING_TEXT) == expected


def test_themes_are_complete_and_in_order(epub_note: Note, epub_book: Book) -> None:
    for theme in epub_note.themes:
        section = epub_book.document(f"theme-{theme.id}").find(f".//{XHTML}section")
        expected = ""
        for heading, below in below_panels(theme):
            expected += squeezed(plain(heading.title))
            if heading is theme:
                expected += squeezed(theme.subtitle or "")
            expected += written(below)
        blocks = [block for heading in headings_of(theme) for block in heading.blocks]
        assert text_of(section, *NOT_RUNNING_TEXT) == expected + footnotes_written(blocks)


def test_key_messages_stand_under_their_questions(epub_note: Note, epub_book: Book) -> None:
    for theme in epub_note.themes:
        root = epub_book.document(f"theme-{theme.id}")
        for question in theme.questions:
            (section,) = root.xpath(f"//*[@id='{question.id}']")
            panels = section.xpath("h:div[starts-with(@class, 'key-messages')]", namespaces=NAMES)
            shown = [
                text_of(message)
                for panel in panels
                for message in panel.xpath("h:p[@class='key-message']", namespaces=NAMES)
            ]
            assert shown == [squeezed(plain(key.inlines)) for key in key_messages(question)]


def test_a_sentence_that_is_a_pull_quote_elsewhere_is_said_once(
    epub_note: Note, epub_book: Book
) -> None:
    seen = 0
    for theme in epub_note.themes:
        root = epub_book.document(f"theme-{theme.id}")
        assert not root.xpath("//*[@role='doc-pullquote']")
        blocks = [block for heading in headings_of(theme) for block in heading.blocks]
        for inline in inlines_of(blocks):
            if isinstance(inline, Lifted) and inline.role == "pull":
                assert text_of(root).count(squeezed(plain(inline.inlines))) == 1
                seen += 1
    assert seen


def test_people_are_complete_and_in_order(epub_note: Note, epub_book: Book) -> None:
    listed = [
        *epub_note.people.participants,
        *(p for d in epub_note.people.observers for p in d.people),
    ]
    items = epub_book.document("people").xpath("//h:li[@class='person']", namespaces=NAMES)
    assert [item.get("id") for item in items] == [person.id for person in listed]
    for item, person in zip(items, listed, strict=True):
        text = text_of(item)
        for words in (person.name, person.role, person.affiliation or {}):
            assert all(squeezed(word) in text for word in words.values())
    for delegation in epub_note.people.observers:
        (section,) = epub_book.document("people").xpath(f"//*[@id='{delegation.id}']")
        assert len(section.findall(f".//{XHTML}li")) == len(delegation.people)


def test_imprint_says_what_the_metadata_says(epub_note: Note, epub_book: Book) -> None:
    data = epub_note.metadata
    said = [data.title, data.licence.statement, *data.disclaimer, *epub_note.publisher.statement]
    if data.original:
        said += [data.original.statement, data.original.copyright]
    text = without_quotes(text_of(epub_book.document("imprint")))
    assert all(without_quotes(squeezed(words)) in text for words in said)


def test_every_document_says_its_language_twice(epub_note: Note, epub_book: Book) -> None:
    language = epub_note.metadata.language
    for root in epub_book.documents.values():
        assert root.get("lang") == language
        for element in root.iter():
            xml_language = element.get("{http://www.w3.org/XML/1998/namespace}lang")
            assert element.get("lang") == xml_language


def test_chinese_is_marked_as_chinese(epub_note: Note, epub_book: Book) -> None:
    found = 0
    for root in epub_book.documents.values():
        for element in root.iter():
            texts = [(element, element.text)]
            if element.getparent() is not None:
                texts.append((element.getparent(), element.tail))
            for owner, text in texts:
                if text and HAN.search(text):
                    languages = owner.xpath("ancestor-or-self::*/@lang")
                    assert languages[-1].startswith("zh"), text
                    found += 1
    assert found > 0 or "zh-Hans" not in epub_book.metadata("dc:language")


def test_sections_are_named_by_their_headings(epub_book: Book) -> None:
    for root in epub_book.documents.values():
        ids = {element.get("id") for element in root.iter() if element.get("id")}
        for element in root.iter():
            label = element.get("aria-labelledby")
            assert label is None or label in ids


def test_ids_are_unique_in_each_document(epub_book: Book) -> None:
    for root in epub_book.documents.values():
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(ids) == len(set(ids))


def test_roles_say_what_the_parts_are(epub_note: Note, epub_book: Book) -> None:
    def roles(name: str) -> list[str]:
        return [e.get("role") for e in epub_book.document(name).iter() if e.get("role")]

    assert roles("cover") == ["doc-cover"]
    assert "doc-introduction" in roles("introduction")
    assert "doc-toc" in roles("contents")
    assert "doc-appendix" in roles("people")
    for theme in epub_note.themes:
        assert roles(f"theme-{theme.id}").count("doc-chapter") == 1


def test_footnotes_are_asides_that_their_calls_lead_to(epub_note: Note, epub_book: Book) -> None:
    parts = [(f"theme-{theme.id}", headings_of(theme)) for theme in epub_note.themes]
    for name, headings in [("introduction", [epub_note.part("introduction")]), *parts]:
        path = f"EPUB/text/{name}.xhtml"
        root = epub_book.documents[path]
        notes = [note for h in headings for note in footnotes_of(h.blocks)]
        calls = root.xpath("//h:a[@class='footnote-call']", namespaces=NAMES)
        assert [text_of(call) for call in calls] == [str(note.number) for note in notes]
        for call in calls:
            aside = epub_book.target(path, call.get("href"))
            assert aside.tag == f"{XHTML}aside"
            assert (aside.get(f"{OPS}type"), aside.get("role")) == ("footnote", "doc-footnote")
            back = aside.find(f".//{XHTML}a[@role='doc-backlink']")
            assert epub_book.target(path, back.get("href")) is call

"""Nothing is lost: one build of the note, and every piece of its text in each edition, in order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from kept_in_memory import LAID_OUT
from lxml import etree, html
from note_text import below_panels, footnotes_written, squeezed, written
from pdf_reader import Element, read_tagged

from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.walk import headings_in, plain
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

OPF = "{http://www.idpf.org/2007/opf}"
# What is not running text: copies of it, marks of pages, calls of footnotes, footnotes.
BESIDE = (
    ".//*[@aria-hidden='true' or @role='doc-pagebreak' or @role='separator'"
    " or @role='doc-noteref' or @role='doc-footnote' or @role='doc-endnotes'"
    " or self::script or self::style or self::title]"
)


@dataclass(frozen=True)
class Edition:
    """The running text of an edition and the text of its footnotes, without white space."""

    text: str
    footnotes: str


@pytest.fixture(scope="module")
def bench(real_note: Note) -> Iterator[Workbench]:
    made = Workbench(real_note, load_style(built_in_styles()), LAID_OUT)
    yield made
    made.engine.close()


@pytest.fixture(scope="module", params=["pdf", "epub", "web", "page in one file"])
def edition(request: pytest.FixtureRequest, bench: Workbench) -> Edition:
    readers = {"pdf": read_pdf, "epub": read_epub, "web": read_web, "page in one file": read_alone}
    return readers[request.param](bench)


def file_of(bench: Workbench, name: str, path: str) -> bytes:
    return next(one.content for one in bench.artefacts(name) if one.path == path)


def read_pdf(bench: Workbench) -> Edition:
    root = read_tagged(file_of(bench, "pdf", f"{bench.note.slug}.pdf")).root

    def text(element: Element, left_out: tuple[str, ...]) -> str:
        return "".join(
            text(kid, left_out) if isinstance(kid, Element) else kid
            for kid in element.kids
            if isinstance(kid, str) or (isinstance(kid, Element) and kid.role not in left_out)
        ).replace("\xad", "")

    notes = "".join(text(note, ("Lbl",)) for note in root.all("Note"))
    return Edition(squeezed(text(root, ("Note", "Reference", "Lbl"))), squeezed(notes))


def read_epub(bench: Workbench) -> Edition:
    with zipfile.ZipFile(io.BytesIO(file_of(bench, "epub", f"{bench.note.slug}.epub"))) as book:
        (package,) = [name for name in book.namelist() if name.endswith(".opf")]
        tree = etree.fromstring(book.read(package))
        names = {item.get("id"): item.get("href") for item in tree.iter(f"{OPF}item")}
        spine = [names[item.get("idref")] for item in tree.iter(f"{OPF}itemref")]
        folder = package.rpartition("/")[0]
        pages = [html.document_fromstring(book.read(f"{folder}/{name}")) for name in spine]
    editions = [read_html(page) for page in pages]
    return Edition(
        "".join(one.text for one in editions), "".join(one.footnotes for one in editions)
    )


def read_web(bench: Workbench) -> Edition:
    return read_html(html.document_fromstring(file_of(bench, "web", "web/index.html").decode()))


def read_alone(bench: Workbench) -> Edition:
    content = file_of(bench, "web", f"{bench.note.slug}.html").decode()
    return read_html(html.document_fromstring(content))


def read_html(page: html.HtmlElement) -> Edition:
    noted = "".join(
        note.text_content()
        for note in page.xpath("//*[@role='doc-footnote'] | //*[@role='doc-endnotes']")
    )
    for element in page.xpath(BESIDE):
        if element.getparent() is not None:
            element.drop_tree()
    return Edition(squeezed(page.text_content()), squeezed(noted))


def test_every_heading_and_paragraph_is_there_in_order(bench: Workbench, edition: Edition) -> None:
    note = bench.note
    place = 0
    pieces = 0
    for heading, below in (pair for part in note.parts for pair in below_panels(part)):
        for piece in (squeezed(plain(heading.title)), *(written((block,)) for block in below)):
            assert piece in edition.text[place:], piece
            place = edition.text.index(piece, place) + len(piece)
            pieces += 1
    assert pieces > 100


def test_every_lifted_sentence_is_there(bench: Workbench, edition: Edition) -> None:
    lifted = [one for theme in bench.view.themes for one in (*theme.all_key_messages, *theme.pulls)]
    assert len(lifted) >= 23
    for one in lifted:
        assert squeezed(plain(one.inlines)) in edition.text


def test_everybody_is_named_in_order(bench: Workbench, edition: Edition) -> None:
    place = 0
    people = [
        person for roll in bench.view.rolls for group in roll.groups for person in group.people
    ]
    assert len(people) == 14 + 18
    for person in people:
        for wording in (*person.names, *person.details):
            piece = squeezed(wording.text)
            assert piece in edition.text[place:], piece
        place = edition.text.index(squeezed(person.names[0].text), place)


def test_every_footnote_is_there_in_order(bench: Workbench, edition: Edition) -> None:
    note = bench.note
    place = 0
    for part in headings_in(note):
        piece = footnotes_written(part.blocks)
        assert piece in edition.footnotes[place:]
        place = edition.footnotes.index(piece, place) + len(piece)
    assert place


def test_one_pagers_hold_the_key_messages_of_their_themes(bench: Workbench) -> None:
    for theme in bench.view.themes:
        content = file_of(bench, "one-pagers", f"one-pagers/{theme.number}-{theme.id}.pdf")
        text = squeezed(read_tagged(content).root.text.replace("\xad", ""))
        assert theme.all_key_messages
        for message in theme.all_key_messages:
            assert squeezed(plain(message.inlines)) in text

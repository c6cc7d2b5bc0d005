"""Joined parts are one document: pages, structure, bookmarks, destinations, fonts, source."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pikepdf
import pypdfium2
import pytest
from part_jobs import HAN, SENTENCE, lay_out, metadata, programs, screen
from pdf_reader import read_tagged
from validators.verapdf import check_pdf

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.parts import ADDRESS, PartPages
from pipeline.press.pdf.joining.join import PressDocument, join_for_press, join_for_screen
from pipeline.press.pdf.joining.standards import UA1_AND_A3A
from pipeline.press.pdf.printing.settings import CONDITIONS, Job

pytestmark = pytest.mark.slow

RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
DC = "{http://purl.org/dc/elements/1.1/}"
SOURCE = {"note.yaml": b"title: Rivers\n", "text/1-bridges.md": b"# Bridges\n"}


def chapter(number: int, topics: int) -> str:
    inside = "".join(
        f'<section style="break-before: auto" id="t{number}-{n}"><h3 id="t{number}-{n}-heading">'
        f'Topic {number}.{n}</h3><p id="p{number}-{n}">{SENTENCE}<span class="footnote" '
        f'id="n{number}-{n}">Note {n}.</span></p></section>'
        for n in range(topics)
    )
    other = number % 3 + 1
    return (
        f'<section id="c{number}"><h2 id="c{number}-heading">Chapter {number}</h2>'
        f'<p>See <a href="{ADDRESS}#c{other}">chapter {other}</a>. '
        f'<span lang="zh-Hans">{HAN}</span></p>{inside}</section>'
    )


@pytest.fixture(scope="module")
def parts(engine: Engine) -> tuple[PartPages, ...]:
    title = '<section id="title"><h1 id="title-heading">Rivers</h1></section>'
    made = [lay_out(engine, title, name="title")]
    for number in (1, 2, 3):
        folio = 1 + sum(part.page_count for part in made)
        body = chapter(number, 3 * number)
        made.append(lay_out(engine, body, name=f"chapter {number}", folio=folio))
    return tuple(made)


@pytest.fixture(scope="module")
def pdf(parts: tuple[PartPages, ...]) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(screen(*parts, source=SOURCE))) as opened:
        yield opened


def outline(items: Any) -> list[Any]:
    """Bookmarks as (title, page index, children), checking the chain both ways."""
    found = []
    item, before = items.get("/First"), None
    while item is not None:
        assert item.Parent.objgen == items.objgen
        assert ("/Prev" in item) == (before is not None)
        if before is not None:
            assert item.Prev.objgen == before.objgen
        found.append((str(item.Title), item.Dest[0].objgen, outline(item)))
        item, before = item.get("/Next"), item
    if found:
        assert items.Last.objgen == before.objgen
    return found


def test_pages_follow_each_other(parts: tuple[PartPages, ...], pdf: pikepdf.Pdf) -> None:
    assert len(pdf.pages) == sum(part.page_count for part in parts)
    text = pypdfium2.PdfDocument(io.BytesIO(screen(*parts)))
    folios = [page.get_textpage().get_text_range().split()[-1] for page in text]
    assert folios == [str(n + 1) for n in range(len(pdf.pages))]
    assert [page.label for page in pdf.pages] == folios


def test_the_trees_of_parts_are_one(parts: tuple[PartPages, ...]) -> None:
    reading = read_tagged(screen(*parts))
    assert reading.unused == []
    assert [kid.role for kid in reading.root.kids] == ["Sect"] * 4
    headings = [element.text for element in reading.root.all("H1", "H2", "H3")]
    assert headings[:3] == ["Rivers", "Chapter 1", "Topic 1.0"]
    assert len(headings) == 1 + 3 + 18
    names = [str(note.keys["/ID"]) for note in reading.root.all("Note")]
    assert len(set(names)) == len(names) == 18
    kids = reading.pdf.Root.StructTreeRoot.IDTree.Kids
    assert [str(name) for kid in kids for name in list(kid.Names)[::2]] == sorted(names)


def test_bookmarks_are_nested_and_counted(parts: tuple[PartPages, ...], pdf: pikepdf.Pdf) -> None:
    found = outline(pdf.Root.Outlines)
    assert [title for title, _, _ in found] == ["Rivers", "Chapter 1", "Chapter 2", "Chapter 3"]
    assert [len(children) for _, _, children in found] == [0, 3, 6, 9]
    assert int(pdf.Root.Outlines.Count) == 4 + 18
    assert pdf.Root.PageMode == "/UseOutlines"
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    printed = {name: page for part in parts for name, page in part.pages.items()}
    for title, place, children in found[1:]:
        assert pages[place] == printed[f"c{title[-1]}"]
        for topic, below, _ in children:
            assert pages[below] == printed[f"t{topic[-3]}-{topic[-1]}"]


def test_every_id_is_a_destination(parts: tuple[PartPages, ...], pdf: pikepdf.Pdf) -> None:
    names = list(pdf.Root.Names.Dests.Names)
    pages = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
    found = {
        str(name): pages[place[0].objgen]
        for name, place in zip(names[::2], names[1::2], strict=True)
    }
    assert list(found) == sorted(found)
    places = {name: page for part in parts for name, page in part.pages.items()}
    calls = {name for name in found if name.endswith("-call")}
    assert {name: page for name, page in found.items() if name not in calls} == places
    assert calls == {f"{name}-call" for name in places if name.startswith("n")}


def test_each_face_is_embedded_once_and_only_with_its_glyphs(
    parts: tuple[PartPages, ...], pdf: pikepdf.Pdf
) -> None:
    descriptors = [
        entry
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Dictionary) and entry.get("/Type") == "/FontDescriptor"
    ]
    programs = {}
    for descriptor in descriptors:
        (key,) = (key for key in ("/FontFile2", "/FontFile3") if key in descriptor)
        program = descriptor[key]
        assert re.fullmatch(r"/[A-Z]{6}\+Note-(Serif|Han).*", str(descriptor.FontName))
        assert "/Digest" not in program
        programs.setdefault(program.objgen, program.read_bytes())
    assert len(descriptors) > len(programs) == 2
    assert len({hashlib.sha256(content).digest() for content in programs.values()}) == 2
    assert sum(map(len, programs.values())) < 40_000


def test_pages_look_the_same_joined(parts: tuple[PartPages, ...]) -> None:
    whole = pypdfium2.PdfDocument(io.BytesIO(screen(*parts)))
    alone = pypdfium2.PdfDocument(io.BytesIO(screen(replace(parts[1], links=()))))
    for number in range(parts[1].page_count):
        joined = whole[number + parts[0].page_count].render(scale=1).to_pil()
        assert joined.tobytes() == alone[number].render(scale=1).to_pil().tobytes()
        assert len(joined.getcolors(10_000)) > 10


def test_the_catalogue_says_what_readers_need(pdf: pikepdf.Pdf) -> None:
    root = pdf.Root
    assert str(root.Lang) == "en-GB"
    assert root.ViewerPreferences.DisplayDocTitle
    assert root.MarkInfo.Marked
    assert pdf.pdf_version == "1.7"
    (intent,) = root.OutputIntents
    assert intent.S == "/GTS_PDFA1"
    assert intent.DestOutputProfile.read_bytes()[16:20] == b"RGB "
    assert {str(page.Tabs) for page in pdf.pages} == {"/S"}


@pytest.mark.parametrize(
    ("language", "direction"), [("en-GB", None), ("ar", "/R2L"), ("he", "/R2L"), ("ar-Latn", None)]
)
def test_viewers_are_told_that_pages_are_read_from_right_to_left(
    parts: tuple[PartPages, ...], language: str, direction: str | None
) -> None:
    data = replace(metadata(), language=language)
    job = Job(CONDITIONS["fogra39"], zlib.compress(b""))
    whole = [replace(part, links=()) for part in parts]
    for content in (
        join_for_screen(whole, data, programs(*whole), UA1_AND_A3A),
        join_for_press(PressDocument(whole, data, programs(*whole), job)),
    ):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            preferences = pdf.Root.get("/ViewerPreferences", pikepdf.Dictionary())
            assert preferences.get("/Direction") == direction


def test_info_and_xmp_say_the_same(pdf: pikepdf.Pdf) -> None:
    data = metadata()
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    assert info["/Title"] == data.title
    assert info["/Author"] == "River Board, Mill Trust"
    assert info["/CreationDate"] == info["/ModDate"] == "D:20210301000000Z"
    assert "/Filter" not in pdf.Root.Metadata
    xmp = ET.fromstring(pdf.Root.Metadata.read_bytes())
    items = {
        name: [item.text for item in xmp.iterfind(f".//{DC}{name}/*/{RDF}li")]
        for name in ("title", "creator", "subject", "language", "rights", "description")
    }
    assert items == {
        "title": [data.title],
        "creator": list(data.creators),
        "subject": list(data.subjects),
        "language": ["en-GB"],
        "rights": [data.rights],
        "description": [data.description],
    }
    values = {re.sub(r"\{.*\}", "", e.tag): e.text for e in xmp.iter()}
    assert values["CreateDate"] == values["ModifyDate"] == "2021-03-01T00:00:00Z"
    assert (values["part"], values["conformance"]) == ("3", "A")


def test_the_source_is_attached_and_comes_out_again(pdf: pikepdf.Pdf) -> None:
    (file,) = pdf.Root.AF
    assert file.AFRelationship == "/Source"
    assert pdf.Root.Names.EmbeddedFiles.Names[1].objgen == file.objgen
    content = pdf.attachments["source.zip"].get_file().read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == SOURCE
        assert {entry.date_time[:3] for entry in archive.infolist()} == {(2021, 3, 1)}


def test_the_same_parts_give_the_same_bytes(engine: Engine, parts: tuple[PartPages, ...]) -> None:
    again = lay_out(engine, chapter(3, 9), name="chapter 3", folio=parts[3].folio)
    first = lay_out(engine, chapter(1, 3), name="chapter 1", folio=parts[1].folio)
    assert (first, again) == (parts[1], parts[3])
    assert screen(*parts, source=SOURCE) == screen(parts[0], first, parts[2], again, source=SOURCE)
    assert screen(*parts) != screen(*parts, source=SOURCE)


@pytest.mark.validator
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_conforms(tmp_path: Path, parts: tuple[PartPages, ...], profile: Any) -> None:
    path = tmp_path / "rivers.pdf"
    path.write_bytes(screen(*parts, source=SOURCE))
    assert check_pdf(path, profile) == []

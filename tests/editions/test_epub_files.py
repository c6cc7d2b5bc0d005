"""The files of the EPUB edition: what is packed, and that it is the same each time."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
import unicodedata
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from epub_book import NAMES, XHTML, Book, bench_with_pages, build
from fontTools.ttLib import TTFont
from PIL import Image

from pipeline.note import Note
from pipeline.note.text import Figure
from pipeline.note.walk import blocks_below, headings_of
from pipeline.press.parts.page_start import PageStart

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]


def test_manifest_and_container_hold_the_same_files(epub_book: Book) -> None:
    items = epub_book.package.findall(".//opf:item", NAMES)
    listed = {f"EPUB/{item.get('href')}" for item in items}
    packed = {name for name in epub_book.archive.namelist() if name.startswith("EPUB/")}
    assert listed == packed - {"EPUB/package.opf"}
    assert len({item.get("id") for item in items}) == len(items)
    properties = {item.get("properties"): item.get("href") for item in items}
    assert properties["nav"] == "text/contents.xhtml"
    assert properties["cover-image"] == "pictures/cover.png"


def test_each_part_is_one_document_in_reading_order(epub_note: Note, epub_book: Book) -> None:
    names = [Path(path).stem for path in epub_book.documents]
    parts = [f"{part.role}-{part.id}" if part.number else part.role for part in epub_note.parts]
    front = ["cover", "title-page", "imprint", "contents"]
    assert names == [*front, *parts, "people"]


def test_cover_is_a_picture_with_words(epub_note: Note, epub_book: Book) -> None:
    image = epub_book.document("cover").find(f".//{XHTML}img")
    assert epub_note.metadata.title in image.get("alt")
    picture = Image.open(BytesIO(epub_book.archive.read("EPUB/pictures/cover.png")))
    assert (picture.format, picture.mode, picture.width) == ("PNG", "P", 1200)


def test_pictures_of_the_text_are_packed(rich_note: Note) -> None:
    book = build(rich_note)
    blocks = [b for t in rich_note.themes for h in headings_of(t) for b in blocks_below(h.blocks)]
    figures = [block for block in blocks if isinstance(block, Figure)]
    images = [
        image
        for theme in rich_note.themes
        for image in book.document(f"theme-{theme.id}").iter(f"{XHTML}img")
    ]
    assert figures
    assert [image.get("alt") for image in images] == [figure.alternative for figure in figures]
    for image, figure in zip(images, figures, strict=True):
        packed = book.archive.read(f"EPUB/{image.get('src').removeprefix('../')}")
        given = rich_note.pictures[figure.source]
        if figure.source.endswith(".svg"):
            assert packed == given
        else:
            shown, source = Image.open(BytesIO(packed)), Image.open(BytesIO(given))
            assert shown.width == min(source.width, 1000)
            assert "icc_profile" not in shown.info


def test_some_embedded_font_has_every_character(epub_book: Book) -> None:
    drawn: set[int] = set()
    for name in epub_book.archive.namelist():
        if name.endswith(".woff2"):
            drawn |= set(TTFont(BytesIO(epub_book.archive.read(name))).getBestCmap())
    text = "".join("".join(root.itertext()) for root in epub_book.documents.values())
    needed = {ord(c) for c in text if unicodedata.category(c)[0] not in "CZ"}
    assert not {chr(point) for point in needed - drawn}


def test_stylesheet_can_be_kept_by_simple_reading_systems(epub_book: Book) -> None:
    assert "var(" not in epub_book.css
    assert not re.search(r"\drem\b", epub_book.css)
    assert not re.search(r"@(import|page)\b", epub_book.css)
    assert not re.search(r"position\s*:\s*(fixed|absolute)", epub_book.css)
    body = re.search(r"\nbody \{(.*?)\}", epub_book.css, re.DOTALL)
    assert body
    assert not re.search(r"(^|[\s;])(color|background|font-size|font-family)\b", body.group(1))


def test_running_text_keeps_the_colour_of_the_reading_system(epub_book: Book) -> None:
    rules = re.findall(r"([^{}]+)\{([^{}]*)\}", epub_book.css)
    # Of two rules for one selector the later one counts.
    colours = {
        selector.strip(): value
        for selectors, declarations in rules
        for selector in selectors.split(",")
        for value in re.findall(r"(?:^|[\s;])color\s*:\s*([^;]*[^;\s])", declarations)
    }
    kept = {"currentColor", "inherit"}
    coloured = {selector for selector, value in colours.items() if value not in kept}
    assert coloured
    assert all("numeral" in name or "number" in name for name in coloured), coloured


def test_entries_are_dated_by_the_note_and_carry_nothing_else(
    epub_note: Note, epub_book: Book
) -> None:
    first = epub_book.archive.infolist()[0]
    assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
    assert epub_book.content[30:58] == b"mimetypeapplication/epub+zip"
    day = epub_note.metadata.published
    for entry in epub_book.archive.infolist():
        assert entry.date_time == (day.year, day.month, day.day, 0, 0, 0)
        assert (entry.extra, entry.comment) == (b"", b"")


def test_same_note_gives_same_bytes_in_any_process(minimal_note: Note) -> None:
    program = (
        "import sys, hashlib; from pathlib import Path\n"
        "from pipeline.load import load_note\n"
        "from pipeline.press.parts.page_start import PageStart\n"
        "from epub_book import build\n"
        "note = load_note(Path('tests/notes/minimal'))\n"
        "book = build(note, [PageStart('introduction', 0, '4')])\n"
        "print(hashlib.sha256(book.content).hexdigest())\n"
    )
    paths = os.pathsep.join(str(ROOT / path) for path in (".", "tests", "tests/editions"))
    made = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": paths, "TZ": zone},
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
        for seed, zone in (("1", "Asia/Shanghai"), ("2", "America/New_York"))
    }
    here = build(minimal_note, [PageStart("introduction", 0, "4")])
    assert made == {hashlib.sha256(here.content).hexdigest()}


def test_artefact_is_named_for_the_note(minimal_note: Note) -> None:
    (artefact,) = bench_with_pages(minimal_note).artefacts("epub")
    assert (artefact.path, artefact.media_type) == ("minimal.epub", "application/epub+zip")

"""Passages in many scripts, and a note in Arabic: each script is set in faces of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest
from kept_in_memory import PARSED

from pipeline.cache import NoCache
from pipeline.editions.fonts import scripts_of
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style, with_scripts
from pipeline.load import load_files, load_note
from pipeline.note import Note
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"
MOST_ON_THE_WEB = 140_000
"""The most bytes of the fonts of a web page in Arabic."""


@pytest.fixture(scope="module")
def quoting(minimal_note: Note) -> Note:
    """The minimal note with sayings in eight scripts."""
    text = "text/1-sharing.md"
    files = {**minimal_note.files, text: (NOTES / "scripts" / text).read_bytes()}
    return load_files("scripts", files, PARSED)


@pytest.fixture(scope="module")
def quoted(quoting: Note) -> Iterator[Mapping[str, bytes]]:
    with Workbench(quoting, load_style(built_in_styles()), NoCache()) as bench:
        names = ("pdf", "web", "epub")
        yield {one.path: one.content for name in names for one in bench.artefacts(name)}


@pytest.fixture(scope="module")
def arabic() -> Iterator[Workbench]:
    with Workbench(load_note(NOTES / "arabic"), load_style(built_in_styles()), NoCache()) as bench:
        yield bench


def fonts_in(pdf: bytes) -> set[str]:
    """The names of the fonts of a PDF, without the tags of their subsets."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        found = (one for one in opened.objects if isinstance(one, pikepdf.Dictionary))
        named = {str(one.get("/BaseFont", "")) for one in found if one.get("/Type") == "/Font"}
    return {name.partition("+")[2] for name in named if name}


def test_each_passage_is_in_the_form_of_its_language(quoted: Mapping[str, bytes]) -> None:
    fonts = fonts_in(quoted["scripts.pdf"])
    for family in ("Arabic", "Hebrew", "Devanagari"):
        assert {f"Note-{family}", f"Note-{family}-Bold"} <= fonts, fonts
    assert {"Note-Han", "Note-Han-TC", "Note-Japanese", "Note-Korean"} <= fonts
    assert not any("Oblique" in name or "Italic" in name for name in fonts if "Arab" in name)


def test_web_pages_have_faces_for_the_letters_that_occur(quoted: Mapping[str, bytes]) -> None:
    fonts = {Path(path).stem for path in quoted if path.startswith("web/fonts/")}
    assert {"note-arab-400", "note-hebr-400", "note-deva-400", "note-hant-400"} <= fonts
    page = quoted["web/index.html"].decode()
    rules = re.findall(r"@font-face \{([^}]*)\}", page)
    ranges = {rule.split('"')[1]: rule.partition("unicode-range: ")[2] for rule in rules}
    assert "U+600-6FF" in ranges["Note Arabic"]
    assert "U+900-97F" in ranges["Note Devanagari"]
    assert ranges["Note Serif"] == ""
    colophon = "Arabic in Amiri, Devanagari in Noto Serif Devanagari, Hebrew in Frank Ruhl Libre"
    assert colophon in page


def test_a_note_in_english_has_nothing_of_other_scripts(minimal_note: Note) -> None:
    style = load_style(built_in_styles())
    assert scripts_of(minimal_note) == {"Hans"}
    assert with_scripts(style, "en", {"Hans"}) is style


def test_fonts_of_an_arabic_page_are_small(arabic: Workbench) -> None:
    fonts = [one for one in arabic.artefacts("web") if one.path.startswith("web/fonts/")]
    assert {"web/fonts/note-arab-400.woff2", "web/fonts/note-arab-700.woff2"} <= {
        one.path for one in fonts
    }
    assert sum(len(one.content) for one in fonts) < MOST_ON_THE_WEB


def test_lines_of_an_arabic_note_are_higher_and_fill_the_page(arabic: Workbench) -> None:
    style = arabic.style
    assert style.token("line") == "15.5pt"
    assert style.token("serif").startswith('"Note Arabic", "Note Serif"')
    assert style.token("mono").startswith('"Note Mono"')
    lines, line = int(style.token("page-lines")), style.length("line") * 25.4 / 72
    margins = style.length("margin-top") + style.length("margin-bottom")
    room = style.length("trim-height") - margins
    assert room - line < lines * line <= room


def test_no_sheet_can_space_or_slant_what_is_joined() -> None:
    stronger = re.compile(r"(?:letter-spacing: (?!0)|font-style: (?!normal))[^;}]*!important")
    sheets = load_style(built_in_styles()).files
    assert len(sheets) > 40
    assert [path for path, text in sheets.items() if stronger.search(text)] == []

"""Each theme is on exactly one A4 page, whole, with its key messages and where it comes from."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from kept_in_memory import LAID_OUT

from pipeline.editions.edition import Artefact
from pipeline.editions.workbench import Workbench
from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.note.walk import plain
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

POINTS_PER_MM = 72 / 25.4
A4 = (210 * POINTS_PER_MM, 297 * POINTS_PER_MM)
FOOT = 46 * POINTS_PER_MM
MARGIN = 18 * POINTS_PER_MM


@dataclass(frozen=True, slots=True)
class Sheet:
    """The one page of a PDF: its size, its text, and where each character stands, in pt."""

    pages: int
    size: tuple[float, float]
    text: str
    boxes: tuple[tuple[float, float, float, float], ...]


def squeeze(text: str) -> str:
    """Return text with neither white space nor the hyphens that end lines."""
    return re.sub(r"\s+", "", text)


def read(artefact: Artefact) -> Sheet:
    document = pypdfium2.PdfDocument(artefact.content)
    page = document[0]
    text = page.get_textpage()
    boxes = tuple(
        text.get_charbox(place)
        for place in range(text.count_chars())
        if not text.get_text_range(place, 1).isspace()
    )
    return Sheet(len(document), page.get_size(), text.get_text_range(), boxes)


@pytest.fixture(scope="module")
def bench(real_note: Note) -> Iterator[Workbench]:
    bench = Workbench(real_note, load_style(built_in_styles()), LAID_OUT)
    yield bench
    bench.engine.close()


@pytest.fixture(scope="module")
def artefacts(bench: Workbench) -> tuple[Artefact, ...]:
    return bench.artefacts("one-pagers")


@pytest.fixture(scope="module")
def sheets(artefacts: tuple[Artefact, ...]) -> list[Sheet]:
    return [read(artefact) for artefact in artefacts]


def test_every_theme_has_one(bench: Workbench, artefacts: tuple[Artefact, ...]) -> None:
    assert [artefact.path for artefact in artefacts] == [
        f"one-pagers/{theme.number}-{theme.id}.pdf" for theme in bench.view.themes
    ]
    assert {artefact.media_type for artefact in artefacts} == {"application/pdf"}


def test_each_is_exactly_one_a4_page(sheets: list[Sheet]) -> None:
    assert [sheet.pages for sheet in sheets] == [1] * 4
    for sheet in sheets:
        assert sheet.size == pytest.approx(A4, abs=0.1)


def test_all_text_is_inside_the_page_and_its_margins(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        assert len(sheet.boxes) > 500
        assert min(box[0] for box in sheet.boxes) > MARGIN - 3
        assert max(box[2] for box in sheet.boxes) < A4[0] - MARGIN + 3
        assert min(box[1] for box in sheet.boxes) > 8 * POINTS_PER_MM
        assert max(box[3] for box in sheet.boxes) < A4[1] - 8 * POINTS_PER_MM


def test_no_text_stands_on_other_text(sheets: list[Sheet]) -> None:
    for sheet in sheets:
        boxes = set(sheet.boxes)  # The letters of a ligature share theirs.
        middles = [((left + right) / 2, (low + high) / 2) for left, low, right, high in boxes]
        for left, low, right, high in boxes:
            assert sum(left < x < right and low < y < high for x, y in middles) <= 1


def test_the_text_ends_above_the_foot(bench: Workbench, sheets: list[Sheet]) -> None:
    for theme, sheet in zip(bench.view.themes, sheets, strict=True):
        foot = squeeze("From the summary note How Global Development Cooperation")
        characters = squeeze(sheet.text)
        assert len(characters) == len(sheet.boxes)
        for message in theme.all_key_messages:
            words = squeeze(plain(message.inlines))
            start = characters.index(words)
            assert all(box[1] > FOOT - 1 for box in sheet.boxes[start : start + len(words)])
        first_of_foot = characters.index(foot)
        assert sheet.boxes[first_of_foot][3] < FOOT


def test_nothing_of_a_theme_is_missing(bench: Workbench, sheets: list[Sheet]) -> None:
    for theme, sheet in zip(bench.view.themes, sheets, strict=True):
        topics = [*theme.topics, *(topic for q in theme.questions for topic in q.topics)]
        wanted = [
            theme.lead,
            f"Brief {theme.number} of 4",
            *(plain(message.inlines) for message in theme.all_key_messages),
            *(question.short for question in theme.questions),
            *(topic.short for topic in topics),
            bench.view.cover.series,
            bench.note.metadata.disclaimer_short,
        ]
        found = squeeze(sheet.text)
        assert [text for text in wanted if squeeze(text) not in found] == []
        # The numeral stands beside the lines of the title.
        title = f"(?:{theme.numeral})?".join(map(re.escape, theme.plain_title.split()))
        assert re.search(title, found)


def test_a_short_page_shows_a_pull_quote_and_a_full_one_does_not(
    bench: Workbench, sheets: list[Sheet]
) -> None:
    shown = [
        squeeze(plain(theme.pulls[0].inlines)) in squeeze(sheet.text)
        for theme, sheet in zip(bench.view.themes, sheets, strict=True)
    ]
    assert shown == [False, False, False, True]


def test_the_pages_of_the_note_are_named(bench: Workbench, sheets: list[Sheet]) -> None:
    for theme, sheet in zip(bench.view.themes, sheets, strict=True):
        part = next(part for part in bench.paged.parts if part.name == theme.id)
        pages = f"pages {part.folio}–{part.folio + part.page_count - 1}."
        assert squeeze(pages) in squeeze(sheet.text)


def test_the_address_can_be_followed(bench: Workbench, artefacts: tuple[Artefact, ...]) -> None:
    for theme, artefact in zip(bench.view.themes, artefacts, strict=True):
        with pikepdf.open(BytesIO(artefact.content)) as document:
            links = [str(link.A.URI) for link in document.pages[0].get("/Annots", ())]
        assert links == [f"{bench.note.metadata.web_address}#{theme.id}"]


def test_what_does_not_fit_is_found_for_every_theme_at_once(
    rich_note: Note, tmp_path: Path
) -> None:
    tokens = (built_in_styles() / "tokens.css").read_text("utf-8")
    large = re.sub(r"(--one-pager-size-m(?:in|ax)): [0-9.]+pt", r"\1: 40pt", tokens)
    (tmp_path / "tokens.css").write_text(large, "utf-8")
    bench = Workbench(rich_note, load_style(built_in_styles(), tmp_path), LAID_OUT)
    with bench.engine, pytest.raises(SourceError) as raised:
        bench.artefacts("one-pagers")
    found = [(finding.code, finding.place.path) for finding in raised.value.findings]
    assert found == [
        ("N320", "text/1-floods.md"),
        ("N320", "text/2-fish.md"),
        ("N320", "text/3-other-points.md"),
        ("N320", "text/summary.md"),
    ]
    for finding in raised.value.findings:
        assert finding.message.endswith(" at 40 pt with leading 1.26")

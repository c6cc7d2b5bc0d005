"""A note in Arabic on pages: nothing wrong is told of it, and each file says how it is read."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from read_words import CONTROLS
from validators.pdf_texts import READERS, Reader, text_of
from validators.verapdf import Profile, check_pdf

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load.loading import load_note
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

ARABIC = Path(__file__).parent.parent / "notes" / "arabic"
MM = 72 / 25.4
FOLIO = 24 * MM
"""Folios stand not higher above the foot of a page, in pt."""


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    folder = tmp_path_factory.mktemp("booklet")
    (folder / "tokens.css").write_text(":root { --imposition: booklet }", "utf-8")
    made = Workbench(load_note(ARABIC), load_style(built_in_styles(), folder), NoCache())
    yield made
    made.close()


@pytest.fixture(scope="module")
def files(bench: Workbench) -> Mapping[str, bytes]:
    return {
        one.path: one.content
        for name in ("pdf", "print", "one-pagers")
        for one in bench.artefacts(name)
    }


def test_nothing_is_told_of_its_layout(bench: Workbench, files: Mapping[str, bytes]) -> None:
    assert len(files) > 10
    assert {finding.severity for finding in bench.findings} <= {"remark"}


def test_every_file_says_that_it_is_read_from_right_to_left(files: Mapping[str, bytes]) -> None:
    for content in (content for path, content in files.items() if path.endswith(".pdf")):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            assert pdf.Root.ViewerPreferences.Direction == "/R2L"


def test_the_first_page_of_the_booklet_is_a_left_hand_one(files: Mapping[str, bytes]) -> None:
    sides = json.loads(files["arabic-booklet.json"])["booklet"]["sides"]
    last = 2 * len(sides)
    assert sides[:2] == [f"1 | {last}", f"{last - 1} | 2"]
    booklet = pypdfium2.PdfDocument(files["arabic-booklet.pdf"])
    cover = pypdfium2.PdfDocument(files["arabic-print.pdf"])[0].render(scale=0.2).to_pil()
    side = booklet[0].render(scale=0.2).to_pil()
    middle = tuple(length // 4 for length in cover.size)
    assert side.getpixel(middle) == pytest.approx(cover.getpixel(middle), abs=6)
    assert side.getpixel((side.width - middle[0], middle[1])) != side.getpixel(middle)


@pytest.mark.parametrize(("suffix", "outside"), [("", 1.0), ("-print", 0.0)])
def test_folios_stand_at_the_outer_edges(
    files: Mapping[str, bytes], suffix: str, outside: float
) -> None:
    """On the screen always at the right; in print on left-hand pages, the odd ones, at the left."""
    found = set()
    for number, page in enumerate(pypdfium2.PdfDocument(files[f"arabic{suffix}.pdf"]), 1):
        trim = page.get_trimbox()
        place = _folio(page, str(number), trim)
        if place is not None:
            assert place == pytest.approx(1.0 if number % 2 == 0 else outside, abs=0.15)
            found.add(number % 2)
    assert found == {0, 1}


def _folio(
    page: pypdfium2.PdfPage, words: str, trim: tuple[float, float, float, float]
) -> float | None:
    """How far to the right the folio of a page stands, from 0 to 1; None if it has none."""
    text = page.get_textpage()
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        if (
            top < trim[1] + FOLIO
            and text.get_text_bounded(left, bottom, right, top).strip() == words
        ):
            return ((left + right) / 2 - trim[0]) / (trim[2] - trim[0])
    return None


@pytest.mark.validator
@pytest.mark.parametrize("reader", READERS)
def test_numbers_of_notes_are_one_space_apart_from_their_words(
    files: Mapping[str, bytes], reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "read.pdf").write_bytes(files["arabic.pdf"])
    text = text_of(tmp_path / "read.pdf", reader).translate(CONTROLS)
    assert "1 هما الحوض الشرقي" in text
    assert "1 المتجدد هو" in text


@pytest.mark.validator
@pytest.mark.parametrize("profile", ["ua1", "3a"])
def test_it_conforms(files: Mapping[str, bytes], profile: Profile, tmp_path: Path) -> None:
    for path in ("arabic.pdf", "one-pagers/0-summary.pdf", "one-pagers/1-measuring.pdf"):
        (tmp_path / "checked.pdf").write_bytes(files[path])
        assert check_pdf(tmp_path / "checked.pdf", profile) == []

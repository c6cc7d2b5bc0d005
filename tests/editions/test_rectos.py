"""Themes that begin on right-hand pages: blank pages in print, left-out numbers on screen."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load.loading import load_note
from pipeline.preflight.pdf.reading.page_numbers import read_page_numbers
from pipeline.press.pdf.printing.imposition import blank_pages
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

TITLES = ("Living with high", "Fish, and who", "Other points")
RICH = Path(__file__).parent.parent / "notes" / "rich"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, bytes]]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    folder = tmp_path_factory.mktemp("styles")
    (folder / "tokens.css").write_text(
        ":root { --opener-start: recto; --imposition: booklet; --page-sides: single }", "utf-8"
    )
    bench = Workbench(load_note(RICH), load_style(built_in_styles(), folder), NoCache())
    yield {one.path: one.content for name in ("pdf", "print") for one in bench.artefacts(name)}
    bench.engine.close()


def _read(text: str) -> str:
    """What is read on a page: only the tagged one tells divided words and capitals as typed."""
    return re.sub("\ufffe|\N{HYPHEN}\r\n", "", text).casefold()


@pytest.mark.slow
def test_themes_begin_on_odd_pages_and_print_has_blank_ones(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(files["rich.pdf"])) as pdf:
        numbers = read_page_numbers(pdf)
    on_screen, on_paper = (
        [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(files[path])]
        for path in ("rich.pdf", "rich-print.pdf")
    )
    blank = blank_pages(numbers, 1)
    assert blank
    openers = {
        number for number, text in zip(numbers, on_screen, strict=True) if text.startswith(TITLES)
    }
    assert len(openers) == len(TITLES)
    assert all(number % 2 for number in openers)
    assert {number + 1 for number in blank} <= openers
    for number, text in zip(numbers, on_screen, strict=True):
        assert _read(on_paper[number - 1]) == _read(text)
    assert [n for n, text in enumerate(on_paper, 1) if not text.strip()] == list(blank)
    assert json.loads(files["rich-print.json"])["blank"] == list(blank)
    booklet = json.loads(files["rich-booklet.json"])["booklet"]
    assert booklet["blank"] == list(blank_pages(numbers, 4))


@pytest.mark.parametrize(
    ("numbers", "multiple", "blank"),
    [
        ((1, 2, 3), 1, ()),
        ((1, 2, 4, 5), 1, (3,)),
        ((1, 2, 4, 5), 4, (3, 5, 6, 7)),
        ((1, 3, 5), 2, (2, 4, 5)),
        ((), 4, ()),
    ],
)
def test_numbers_left_out_are_blank_pages(
    numbers: tuple[int, ...], multiple: int, blank: tuple[int, ...]
) -> None:
    assert blank_pages(numbers, multiple) == blank


@pytest.mark.parametrize(
    ("labels", "numbers"),
    [
        ([0, 1], (1, 2, 3)),
        ([0, 1, 2, 4], (1, 2, 4)),
        ([0, 1, 1, 900_000_000], (1, 2, 3)),
        ([0, 1, 1, 1], (1, 2, 3)),
        ([], (1, 2, 3)),
        ([0, "one"], (1, 2, 3)),
    ],
)
def test_labels_that_no_note_has_are_not_believed(
    labels: list[object], numbers: tuple[int, ...]
) -> None:
    pdf = pikepdf.new()
    for _ in range(3):
        pdf.add_blank_page()
    entries = [
        pikepdf.Dictionary(St=entry) if place % 2 else entry for place, entry in enumerate(labels)
    ]
    pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(entries))
    assert read_page_numbers(pdf) == numbers

"""Pages of print: folios, numerals and pull quotes at the outside, text at the inside."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from part_jobs import SENTENCE, part_job

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import Style, load_style
from pipeline.load.loading import load_note
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.press import Sides
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

RICH = Path(__file__).parent.parent / "notes" / "rich"
MM = 72 / 25.4
OUTER, INNER, COLUMN, WIDTH = 26.0, 18.0, 40.0, 210.0
HEIGHT = 297.0
HANGING = ("KEY MESSAGE", "BOX", "FIGURE", "ANNEX", "WHOEVER IS KEPT", "R1")
Words = list[tuple[float, float, float, str]]
"""Runs of text of a page: left, right and top in mm, and the words."""


def made(folder: Path, tokens: str) -> Iterator[Mapping[str, bytes]]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    (folder / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
    style: Style = load_style(built_in_styles(), folder)
    bench = Workbench(load_note(RICH), style, NoCache())
    yield {one.path: one.content for name in ("pdf", "print") for one in bench.artefacts(name)}
    bench.engine.close()


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mapping[str, bytes]]:
    yield from made(
        tmp_path_factory.mktemp("mirrored"), "--margin-outer: 26mm; --margin-inner: 18mm"
    )


@pytest.fixture(scope="module")
def screen(files: Mapping[str, bytes]) -> list[Words]:
    return read(files["rich.pdf"])


@pytest.fixture(scope="module")
def printed(files: Mapping[str, bytes]) -> list[Words]:
    return read(files["rich-print.pdf"])


def read(content: bytes) -> list[Words]:
    return [runs(page) for page in pypdfium2.PdfDocument(content)]


def runs(page: pypdfium2.PdfPage) -> Words:
    """The runs of text of a page; places are counted from the edges of the trimmed page."""
    text = page.get_textpage()
    boxes = [text.get_rect(index) for index in range(text.count_rects())]
    # Of the two PDFs only that for the screen says that a hyphen was added, which is read as STX,
    # and what was typed where the stylesheet has capitals.
    return [
        (left / MM, right / MM, HEIGHT - top / MM, words.replace("\x02", "\u2010").upper())
        for left, bottom, right, top in boxes
        if (words := text.get_text_bounded(left, bottom, right, top).strip())
    ]


def test_left_hand_pages_are_those_of_the_screen(screen: list[Words], printed: list[Words]) -> None:
    assert len(screen) == len(printed)
    for one, other in zip(screen[1::2], printed[1::2], strict=True):
        assert [run[3] for run in one] == [run[3] for run in other]
        for a, b in zip(one, other, strict=True):
            assert a[:3] == pytest.approx(b[:3], abs=0.05)


def test_folios_stand_outside(printed: list[Words]) -> None:
    found = 0
    for number, page in enumerate(printed, 1):
        for left, right, top, words in page:
            if words == str(number) and top > 275:
                found += 1
                at, wanted = (right, WIDTH - OUTER) if number % 2 else (left, OUTER)
                assert at == pytest.approx(wanted, abs=0.6)
    assert found >= 15


def test_text_stands_inside_and_nothing_leaves_the_margins(printed: list[Words]) -> None:
    for number, page in enumerate(printed[2:-1:2], 3):
        if not any(top > 275 for _, _, top, _ in page):
            continue  # an opener
        assert min(left for left, *_ in page) >= INNER - 0.5, number
        assert max(right for _, right, *_ in page) <= WIDTH - OUTER + 1, number


def test_what_hangs_in_the_margin_column_is_to_the_right_on_a_right_hand_page(
    screen: list[Words], printed: list[Words]
) -> None:
    edge, found = WIDTH - OUTER - COLUMN, 0
    for before, after in zip(screen[::2], printed[::2], strict=True):
        on_screen = [run for run in before if run[3].startswith(HANGING) and run[0] < OUTER + 35]
        on_paper = [run for run in after if run[3].startswith(HANGING) and run[0] > edge]
        assert len(on_screen) == len(on_paper)
        found += len(on_paper)
        for one, other in zip(on_screen, on_paper, strict=True):
            assert one[2] == pytest.approx(other[2], abs=0.05)
            assert edge + 5.5 < other[0] < other[1] < WIDTH - OUTER + 1
    assert found >= 4


def test_grounds_move_with_what_stands_on_them(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(files["rich-print.pdf"])) as pdf:
        number = next(
            number
            for number, page in enumerate(pypdfium2.PdfDocument(files["rich-print.pdf"]))
            if number % 2 == 0 and "KEY MESSAGE" in page.get_textpage().get_text_range()
        )
        grounds = [
            (x, x + width) for x, width in rectangles(pdf.pages[number]) if 165 < width / MM < 190
        ]
    left, right = grounds[0]
    assert left / MM == pytest.approx(INNER - 6, abs=0.2)
    assert right / MM == pytest.approx(WIDTH - OUTER, abs=0.2)


def rectangles(page: pikepdf.Page) -> Iterator[tuple[float, float]]:
    """Yield the left edge and the width in pt of each rectangle that is filled on a page."""
    scale = 0.75
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "re":
            x, _, width, _ = (float(one) for one in operands)
            yield x * scale, width * scale


def test_single_pages_are_those_of_the_screen(tmp_path: Path) -> None:
    for files in made(tmp_path, "--page-sides: single"):
        for one, other in zip(read(files["rich.pdf"]), read(files["rich-print.pdf"]), strict=True):
            for a, b in zip(one, other, strict=True):
                assert a[3] == b[3]
                assert a[:3] == pytest.approx(b[:3], abs=0.05)


@pytest.mark.parametrize("sides", [None, Sides(26.0, 40.0, 18.0)])
def test_pages_that_are_not_printed_are_the_same_on_screen(
    engine: Engine, sides: Sides | None
) -> None:
    job = part_job(f'<h1 style="text-transform: uppercase">One</h1><p>{SENTENCE * 40}</p>')
    printed = replace(job, press=replace(job.press, sides=sides))
    bare = replace(printed, press=replace(printed.press, is_wanted=False))
    full, screen = (lay_out_alone(one, engine, PartStore(NoCache())) for one in (printed, bare))
    assert len(full.print) > len(screen.print) == 0
    assert replace(full, print=b"") == screen

"""What a printer looks for: overprinting, creep, and art that keeps off the trim."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from pathlib import Path

import pikepdf
import pytest

from pipeline.cache import NoCache
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.views.cover_art import CoverArt, RingSet
from pipeline.workspace import built_in_styles

THICKNESS = 0.2
MM = 72 / 25.4


@pytest.fixture(scope="module")
def files(
    minimal_note: Note, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Mapping[str, bytes]]:
    if find_profile(CONDITIONS["fogra39"]) is None:
        pytest.skip(f"no profile for print: {CONDITIONS['fogra39'].source}")
    folder = tmp_path_factory.mktemp("styles")
    tokens = f"--imposition: booklet; --paper-thickness: {THICKNESS}mm"
    (folder / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
    bench = Workbench(minimal_note, load_style(built_in_styles(), folder), NoCache())
    yield {Path(one.path).name: one.content for one in bench.artefacts("print")}
    bench.engine.close()


def fills(page: pikepdf.Page) -> Iterator[tuple[tuple[float, ...], str]]:
    """Yield each colour for fills, and the graphics state that is set after it."""
    colour: tuple[float, ...] = ()
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "k":
            colour = tuple(float(one) for one in operands)
        elif str(operator) == "gs" and colour:
            yield colour, str(operands[0])
            colour = ()


@pytest.mark.slow
def test_black_alone_overprints_and_everything_else_knocks_out(files: Mapping[str, bytes]) -> None:
    found = set()
    with pikepdf.open(io.BytesIO(files["minimal-print.pdf"])) as pdf:
        for page in pdf.pages:
            states = page.obj.Resources.ExtGState
            for colour, name in fills(page):
                state = states[name]
                is_over = bool(state.op)
                assert is_over is (colour == (0, 0, 0, 1))
                assert not state.OP
                assert not is_over or state.OPM == 1
                found.add(is_over)
    assert found == {True, False}


@pytest.mark.slow
def test_pages_of_inner_sheets_move_to_the_fold(files: Mapping[str, bytes]) -> None:
    with pikepdf.open(io.BytesIO(files["minimal-booklet.pdf"])) as pdf:
        width = float(pdf.pages[0].trimbox[2]) / 2
        for place, page in enumerate(pdf.pages):
            creep = place // 2 * THICKNESS * MM
            calls = [stream.read_bytes().split() for stream in page.obj.Contents][1:]
            for call in calls:
                form = page.obj.Resources.XObject[call[8].decode()]
                left, _, right, _ = (float(side) for side in form.BBox)
                at = float(call[5])
                if at < width / 2:
                    assert at == pytest.approx(creep, abs=0.01)
                    assert at + right == pytest.approx(width, abs=0.01)
                else:
                    assert at == pytest.approx(width - creep, abs=0.01)
                    assert at + left == pytest.approx(width, abs=0.01)
        assert len(pdf.pages) >= 4


@pytest.mark.parametrize(
    ("x", "y", "is_clear"),
    [
        (100, 100, True),
        (100, 0, False),  # in the bleed, ending at the trim
        (100, 3, False),  # over the trim
        (100, 11, False),  # inside, 4 mm from the trim
        (100, 14, True),
        (210, 100, False),
        (100, -20, True),  # out of sight
    ],
)
def test_a_dot_keeps_off_the_trim(x: float, y: float, *, is_clear: bool) -> None:
    dot = RingSet(x - 30, y + 40, 4, "sand", ())
    art = CoverArt(216, 303, (dot, dot))
    assert art.clear_of_trim(dot, -30, 40, 3) is is_clear

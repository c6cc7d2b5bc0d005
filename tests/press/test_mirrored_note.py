"""A note from right to left is the mirror image of the same note from left to right.

The note with every kind of element is laid out twice, with another script in the tag of its
language, and everything on its pages is compared.
"""

from __future__ import annotations

import json
import pickle
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from pipeline.cache import NoCache
from pipeline.editions.one_pager_pages import job_for, lay_out_one_pagers
from pipeline.editions.paged import _JobMaker, _parts, begin_parts, finish_parts
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.load.loading import load_note
from pipeline.press.layout.fitting.drafted_pages import DraftedPages
from pipeline.press.parts.parts import PartJob
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parent.parent / "notes"
LTR, RTL = "en", "en-Syrc"
MM = 96 / 25.4
CLOSE = 0.1 * MM
CASES = {
    "a4": ("rich", ""),
    "a5": (
        "rich",
        "--paper-size: a5; --part-start: together; --opener: band; --page-sides: single",
    ),
    "cover": ("photographed", "--emblem-place: foot"),
}
"""The note of each case, and tokens of its style."""
EVERYTHING = """
.quote { display: block }
.figure-1 { display: grid; grid-template-columns: 47mm 1fr; column-gap: 8mm }
.note-theme > * { line-height: 1.4 !important; margin-bottom: 0 !important }
"""
"""What is not on every page, and the lines of themes, which stand further apart for Arabic."""
Edges = tuple[str, float, float, float, float]
"""The name of a box, then its left, top, right and bottom edge."""
Pages = list[list[Edges]]
"""Everything on each page of a part, for the screen or for print."""


def bench_in(language: str, folder: Path, name: str, tokens: str) -> Workbench:
    note = folder / language / name
    shutil.copytree(NOTES / name, note)
    for file in note.rglob("*.yaml"):
        file.write_text(file.read_text("utf-8").replace("en-GB", language), "utf-8")
    own = folder / "style"
    own.mkdir(exist_ok=True)
    (own / "tokens.css").write_text(f":root {{ {tokens} }}", "utf-8")
    return Workbench(load_note(note), load_style(built_in_styles(), own), NoCache())


def jobs_of(bench: Workbench) -> Iterator[tuple[PartJob, str]]:
    """Yield the parts of the note, then its one-pagers, which are the same on any paper."""
    jobs = _JobMaker(bench)
    yield from ((jobs.job(part), "") for part in _parts(bench))
    if not bench.style.length("margin-column"):
        return
    paged = finish_parts(bench, begin_parts(bench))
    for one in lay_out_one_pagers(bench, paged, DraftedPages(bench.engine)):
        yield job_for(bench, one.view).part, EVERYTHING


def edges(orders: Sequence[tuple[PartJob, str]]) -> list[list[Pages]]:
    done = subprocess.run(
        [sys.executable, Path(__file__).parent / "part_edges.py"],
        input=pickle.dumps(orders),
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
    told: list[list[Pages]] = json.loads(done.stdout)
    return told


@pytest.mark.parametrize("case", CASES)
def test_everything_in_a_note_is_mirrored(case: str, tmp_path: Path) -> None:
    there, back = (
        edges([*jobs_of(bench_in(language, tmp_path, *CASES[case]))]) for language in (LTR, RTL)
    )
    compared = list(_compared(there, back))
    moved = [None for one, other, _ in compared if abs(one[1] - other[1]) > MM]
    assert len(moved) > len(compared) / 2 > 100
    assert [(one, other) for one, other, is_mirrored in compared if not is_mirrored] == []


def _compared(
    there: list[list[Pages]], back: list[list[Pages]]
) -> Iterator[tuple[Edges, Edges, bool]]:
    for parts in zip(there, back, strict=True):
        for kinds in zip(*parts, strict=True):
            for pages in zip(*kinds, strict=True):
                width = pages[0][0][3]
                for one, other in zip(*pages, strict=True):
                    yield one, other, _is_mirrored(one, other, width)


def _is_mirrored(one: Edges, other: Edges, width: float) -> bool:
    name, left, top, right, bottom = one
    if other[0].startswith("="):
        # A work that is cited in another script stays on its own side.
        return other[2::2] == pytest.approx((top, bottom), abs=CLOSE)
    wanted = (width - right, top, width - left, bottom)
    # Words of Latin script end elsewhere in a line from right to left: it has full stops there.
    first = 1 if name.startswith("-") else 0
    return other[1 + first :] == pytest.approx(wanted[first:], abs=CLOSE)

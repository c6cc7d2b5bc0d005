"""The room that is foretold is that of the page which the engine lays out."""

from __future__ import annotations

from typing import Any

import pytest
from kept_in_memory import LAID_OUT
from part_jobs import SENTENCE, part_job

from pipeline.editions.one_pager_pages import job_for
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.fitting.copyfitting import Limits
from pipeline.press.layout.fitting.drafted_pages import LAY_OUT, LOAD_STYLE
from pipeline.press.layout.fitting.one_page import OnePage
from pipeline.press.parts.parts import PartPages
from pipeline.views.one_pager import view_one_pager
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

LIMITS = Limits(8.4, 11.0, leading_min=1.26, leading_max=1.46, size_sparse=12.5)
TRIED = (*((8.4 + 0.7 * step, 1.36) for step in range(6)), (9.0, 1.26), (11.0, 1.46))
TWO = TRIED[-2:]
CSS = """
@page { size: 148mm 250mm; margin: 15mm 14mm 18mm 16mm }
header { position: absolute; top: -10mm }
section { break-before: auto }
p { hyphens: none; text-align: start }
main { font-size: var(--size); line-height: var(--leading) }
main > p { width: 110mm; margin: 0 0 1.9em; text-indent: 1.5em }
ul { margin: 0; padding: 0; list-style: none }
li { padding: 0.6em 0 0.75em 9mm; border-top: 0.5pt solid; font-size: 1.08em }
h2 { margin: 0.4em 0 0.9em; font-size: calc(5pt + var(--size) * 0.25); break-after: avoid }
section { margin: 1em 0 2em }
section + section { margin-top: 3em }
small { font: 400 0.8em/2.1 var(--sans) }
.columns { display: grid; grid-template-columns: 60mm 1fr; column-gap: 8mm; row-gap: 1em }
.over { position: absolute; top: 0 }
.plot { position: relative; height: 4em; margin-top: -0.5em }
.plot + p { padding: 3% 0 0; margin: 1em 5% 0 }
main > section { margin-bottom: 0 }
"""
POINTS = "".join(
    f"<li>{number} <em>{SENTENCE[:place]}</em> {SENTENCE}"
    f"{'<br><small>By 2027, the boards</small>' if place % 2 else ''}</li>"
    for number, place in enumerate((20, 33, 47))
)
TEXT = f"""<main>
<p>{SENTENCE * 2}</p>
<div class="columns">
<section data-fit="the points"><h2>Points</h2><ul>{POINTS}</ul></section>
<section data-fit="what stands beside"><h2>Beside</h2><div><p class="over">Over</p>
<p>{SENTENCE} {SENTENCE}<small>{SENTENCE}</small></p></div></section>
<section><p>{SENTENCE}</p></section>
</div>
<section data-fit="the end"><div class="plot">{SENTENCE}</div><p>{SENTENCE * 2}</p></section>
</main><header>A head of a page</header>"""


def page(text: str = TEXT, css: str = "") -> OnePage:
    return OnePage(part_job(text, CSS + css), LIMITS, 148, 250, "text/1-theme.md")


def rooms(
    engine: Engine, job: OnePage, css: str = "", tried: tuple[tuple[float, float], ...] = TRIED
) -> list[Any]:
    preloaded = engine.preload(LOAD_STYLE, job.part.style)
    found: list[Any] = preloaded.start(
        "tests.press.engine_tasks:both_rooms", (job, css, tried)
    ).result()
    return found


def assert_alike(found: list[Any], least: int = 5) -> None:
    for foretold, measured in found:
        assert foretold.lines == pytest.approx(measured.lines, abs=1e-6)
        assert foretold.height == pytest.approx(measured.height)
        assert foretold.fullest == measured.fullest
    assert len({round(measured.lines) for _, measured in found}) >= least


def fitted(engine: Engine, job: OnePage, function: str) -> PartPages:
    pages = engine.preload(LOAD_STYLE, job.part.style).start(function, job).result()
    assert isinstance(pages, PartPages)
    return pages


def test_blocks_grids_and_lines_are_as_high_as_the_engine_has_them(engine: Engine) -> None:
    assert_alike(rooms(engine, page()))
    assert_alike(rooms(engine, page(), "h2 { display: none } main { hyphens: manual }"))


def test_text_from_right_to_left_is_foretold(engine: Engine) -> None:
    assert_alike(rooms(engine, page(TEXT.replace("<main>", '<main dir="rtl">'))))


def test_the_one_pager_of_a_theme_is_foretold(rich_note: Note) -> None:
    bench = Workbench(rich_note, load_style(built_in_styles()), LAID_OUT)
    view = bench.view_as_typed
    with bench.engine as engine:
        for theme in view.themes:
            job = job_for(bench, view_one_pager(bench.note, view, theme, (5, 9)))
            assert_alike(rooms(engine, job))
            assert_alike(rooms(engine, job, ".quote { display: block }", TWO), 2)


@pytest.mark.parametrize(
    ("css", "is_known"),
    [
        (".plot { overflow: hidden }", False),
        (".columns { grid-template-columns: auto auto }", False),
        ("main > p { hyphens: auto }", False),
        ("section { max-height: 20mm }", False),
        # What is foretold wrongly is laid out, found to be wrong, and measured.
        ("main > p::first-line { font-size: 3em }", True),
    ],
)
def test_what_is_not_known_is_measured(engine: Engine, css: str, *, is_known: bool) -> None:
    job = page(css=css)
    found = rooms(engine, job, tried=TWO)
    assert all((foretold is not None) is is_known for foretold, _ in found)
    if is_known:
        assert all(foretold.lines > measured.lines + 0.5 for foretold, measured in found)
    measured = fitted(engine, job, "tests.press.engine_tasks:lay_out_by_measuring")
    assert fitted(engine, job, LAY_OUT) == measured
    assert measured.page_count == 1

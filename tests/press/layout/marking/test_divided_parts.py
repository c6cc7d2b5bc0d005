"""Parts that stand together on pages: whole where they fit, divided where half a page is left."""

from __future__ import annotations

from dataclasses import replace

import pytest
from part_jobs import part_job

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.workspace import built_in_styles

pytestmark = pytest.mark.slow

# A page has 20 lines. A part has a line for its title, two below that, and three above it.
PAGE = """
:root { --line: 14pt }
@page { size: 120mm 360pt; margin: 40pt; @bottom-center { content: none } }
@page { @footnote { margin: 0 } }
html { font-size: 9.8pt; line-height: 14pt } h2 { margin: 0; font-size: 9.8pt }
section { break-before: auto }
.break-before { break-before: page }
"""
CSS = PAGE + built_in_styles().joinpath("editions/print/together.css").read_text("utf-8")
TOGETHER = "parts-together"


def part(name: str, lines: int, look: str = "annex", inside: str = "") -> str:
    """A part with this many lines of text."""
    text = "<br>".join(["line"] * lines)
    title = f'<h2 class="matter-title">{name}</h2>'
    return f'<section class="{look}" id="{name}">{title}<p>{text}{inside}</p></section>'


def pages_of(engine: Engine, *parts: str, look: str = TOGETHER) -> tuple[dict[str, int], int]:
    """The page on which each part begins, and how many pages there are."""
    job = part_job("".join(parts), CSS)
    job = replace(job, html=job.html.replace("<body>", f'<body class="{look}">'))
    made = lay_out_alone(job, engine, PartStore(NoCache()))
    return dict(made.pages), made.page_count


def test_short_parts_share_a_page(engine: Engine) -> None:
    assert pages_of(engine, part("a", 3), part("b", 2), part("c", 1)) == (
        {"a": 1, "b": 1, "c": 2},
        2,
    )


def test_a_part_that_does_not_fit_begins_the_next_page(engine: Engine) -> None:
    assert pages_of(engine, part("a", 8), part("b", 6)) == ({"a": 1, "b": 2}, 2)


def test_a_part_is_divided_if_more_than_half_a_page_is_left(engine: Engine) -> None:
    assert pages_of(engine, part("a", 4), part("b", 12)) == ({"a": 1, "b": 1}, 2)


def test_each_page_is_looked_at(engine: Engine) -> None:
    found, count = pages_of(engine, part("a", 4), part("b", 15), part("c", 30), part("d", 5))
    assert (found, count) == ({"a": 1, "b": 1, "c": 2, "d": 4}, 4)


def test_a_part_longer_than_a_page_begins_one_if_less_than_half_is_left(engine: Engine) -> None:
    assert pages_of(engine, part("a", 8), part("b", 30)) == ({"a": 1, "b": 2}, 3)


def test_footnotes_leave_no_room(engine: Engine) -> None:
    notes = '<span class="footnote">' + "<br>".join(["note"] * 6) + "</span>"
    assert pages_of(engine, part("a", 4, inside=notes), part("b", 12)) == ({"a": 1, "b": 2}, 2)


def test_an_author_can_begin_a_page(engine: Engine) -> None:
    broken = part("b", 12, look="annex break-before")
    assert pages_of(engine, part("a", 4), broken) == ({"a": 1, "b": 2}, 2)


def test_nothing_is_divided_where_parts_do_not_stand_together(engine: Engine) -> None:
    kept = part("b", 16, look='annex" style="break-inside: avoid')
    assert pages_of(engine, part("a", 4), kept, look="") == ({"a": 1, "b": 2}, 2)


CONTENTS = """
section { margin: 0 } ol { margin: 0; padding: 0; list-style: none }
.contents-list > li { break-inside: avoid } .contents-list > .divided { break-inside: auto }
.contents-theme > ol > li:first-child { break-after: avoid }
.contents-theme > ol > li:last-child { break-before: avoid }
"""


def contents_of(engine: Engine, *themes: int) -> list[int]:
    """The page on which each entry of the contents stands: of each theme, and of its questions."""
    entries = "".join(
        f'<li class="contents-theme" id="t{theme}">theme<ol>'
        + "".join(f'<li id="q{theme}-{one}">question</li>' for one in range(count))
        + "</ol></li>"
        for theme, count in enumerate(themes)
    )
    html = f'<section class="contents"><ol class="contents-list">{entries}</ol></section>'
    made = lay_out_alone(part_job(html, PAGE + CONTENTS), engine, PartStore(NoCache()))
    return [page for name, page in made.pages.items() if name[0] in "tq"]


def test_a_theme_that_leaves_little_of_a_page_of_contents_is_kept_whole(engine: Engine) -> None:
    assert contents_of(engine, 15, 9) == [1] * 16 + [2] * 10


def test_a_theme_that_leaves_much_of_a_page_of_contents_is_divided(engine: Engine) -> None:
    assert contents_of(engine, 9, 16) == [1] * 19 + [2] * 8


def test_two_entries_of_a_divided_theme_stand_together(engine: Engine) -> None:
    # One entry more would fit, and the last but one goes with the last.
    assert contents_of(engine, 9, 10) == [1] * 10 + [1] * 9 + [2] * 2


def test_a_theme_of_three_entries_is_never_divided(engine: Engine) -> None:
    assert contents_of(engine, 12, 3, 3) == [1] * 13 + [1] * 4 + [2] * 4

"""One-pagers that begin before their page numbers are known come out as those that do not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from part_jobs import SENTENCE, part_job

from pipeline.errors import CannotRunError, SourceError
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.fitting.copyfitting import Limits
from pipeline.press.layout.fitting.drafted_pages import DraftedPages
from pipeline.press.layout.fitting.one_page import OnePage
from pipeline.press.parts.parts import PartPages

pytestmark = pytest.mark.slow

LIMITS = Limits(8.4, 11.0, leading_min=1.26, leading_max=1.46, size_sparse=12.5)
CSS = """
@page { size: 148mm 210mm; margin: 15mm }
section { break-before: auto; font-size: var(--size); line-height: var(--leading) }
footer { position: absolute; bottom: -10mm }
"""


def page(pages: str, words: str = "", times: int = 20, name: str = "one-pager 1") -> OnePage:
    text = f'<section data-fit="the text"><p>{SENTENCE * times}{words}</p></section>'
    part = part_job(f"<main>{text}</main><footer><p>pages {pages}</p></footer>", CSS, name=name)
    return OnePage(part, LIMITS, 148, 210, "text/1-theme.md")


def finished(engine: Engine, job: OnePage, draft: OnePage | None = None) -> PartPages:
    drafted = DraftedPages(engine)
    if draft is not None:
        drafted.begin(draft)
    ((place, made),) = drafted.finish([job])
    assert place == 0
    if isinstance(made, SourceError):
        raise made
    assert isinstance(made, PartPages)
    return made


def test_a_draft_comes_out_with_the_numbers_that_it_is_given(engine: Engine) -> None:
    job = page("5–13")
    assert finished(engine, job, page("10–19")) == finished(engine, job)


def test_a_draft_whose_text_was_another_is_fitted_anew(engine: Engine) -> None:
    job = page("5–13", times=28)
    assert finished(engine, job, page("10–19", times=20)) == finished(engine, job)
    longer = page("5–13", "See page 7.")
    assert finished(engine, longer, page("10–19", "See page 10.")) == finished(engine, longer)


def test_a_draft_that_does_not_fit_says_so_only_if_the_page_does_not(engine: Engine) -> None:
    short, long = page("5–13"), page("5–13", times=400)
    assert finished(engine, short, long) == finished(engine, short)
    with pytest.raises(SourceError) as raised:
        finished(engine, long, replace(long))
    assert [finding.code for finding in raised.value.findings] == ["N320"]


def test_those_that_have_begun_are_finished_beside_those_that_have_not(engine: Engine) -> None:
    jobs = [page(f"{n}–{n + 3}", name=f"one-pager {n}", times=10 * n) for n in (1, 2, 3)]
    drafted = DraftedPages(engine)
    drafted.begin(replace(jobs[1], part=page("10–19", name="one-pager 2", times=20).part))
    made = dict(drafted.finish(jobs))
    assert made == {place: finished(engine, job) for place, job in enumerate(jobs)}


def test_a_draft_that_is_given_up_ends(engine: Engine) -> None:
    drafted = DraftedPages(engine)
    task = drafted.begin(page("10–19"))
    drafted.close()
    assert task.fileno() == -1
    assert finished(engine, page("5–13")).page_count == 1


def test_nothing_begins_once_the_pages_are_given_up(engine: Engine) -> None:
    # The build may have failed in one thread while another one lays the note out.
    drafted = DraftedPages(engine)
    drafted.begin(page("5–13"))
    drafted.close()
    with pytest.raises(CannotRunError):
        drafted.begin(page("5–13"))

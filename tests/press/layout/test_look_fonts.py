"""What a look keeps of its fonts can be copied, and its copies lay out in them."""

from __future__ import annotations

import re

import pytest
from part_jobs import SENTENCE, part_job

from pipeline.cache import NoCache
from pipeline.errors import CannotRunError, SourceError
from pipeline.press.engine.engine import Engine, Ready
from pipeline.press.layout.pagination import LAY_OUT_READY, MAKE_READY, lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import Look, PartJob, PartPages, without_look
from pipeline.versions import pango_version

TASKS = "tests.press.engine_tasks"
# The first whose font maps have a thread of their own.
THREADED = (1, 51, 2)


def job() -> PartJob:
    return part_job(
        f'<h1 id="t">Title</h1><p id="p">{SENTENCE * 9}</p><p id="q" lang="zh">美人</p>'
    )


def lay_out_in(ready: Ready) -> PartPages:
    task = ready.start(LAY_OUT_READY, without_look(job()))
    kind, _ = task.news()
    assert kind == "asks"
    task.answer(job().numbering)
    pages: PartPages = task.result()
    return pages


def test_copies_lay_out_as_one_process_does(engine: Engine) -> None:
    alone = lay_out_alone(job(), engine, PartStore(NoCache()))
    ready = engine.make_ready(MAKE_READY, job().look)
    assert [lay_out_in(ready) for _ in range(3)] == [alone] * 3


def test_an_engine_has_one_thread_whenever_it_is_copied() -> None:
    with Engine(keeps=3) as engine:
        watch = engine.make_ready(f"{TASKS}:watch_forks", None)
        # What fails while it is made ready leaves no font map behind either.
        refused = Look("@import url(https://example.org/a.css);", job().look.fonts)
        with pytest.raises(SourceError):
            lay_out_in(engine.make_ready(MAKE_READY, refused))
        ready = engine.make_ready(MAKE_READY, job().look)
        # While they work, the engine goes on warming up, and lays out for that.
        for _ in range(3):
            lay_out_in(ready)
        seen = watch.start(f"{TASKS}:seen_at_forks", None).result()
    assert seen == [1] * 5


def test_an_engine_with_another_thread_is_not_copied() -> None:
    with Engine(keeps=2) as engine:
        watch = engine.make_ready(f"{TASKS}:watch_forks", None)
        engine.make_ready(f"{TASKS}:keep_thread", None)
        with pytest.raises(CannotRunError, match="a library keeps a thread in it") as raised:
            watch.start(f"{TASKS}:seen_at_forks", None).result()
    assert "notepress doctor" in raised.value.hint


@pytest.mark.skipif(
    tuple(map(int, re.findall(r"\d+", pango_version()))) < THREADED,
    reason=f"font maps of Pango {pango_version()} have no thread",
)
def test_an_engine_with_a_font_map_is_not_copied() -> None:
    with Engine(keeps=2) as engine:
        ready = engine.make_ready(f"{TASKS}:keep_font_map", None)
        with pytest.raises(CannotRunError, match="a library keeps a thread in it"):
            ready.start(f"{TASKS}:seen_at_forks", None).result()

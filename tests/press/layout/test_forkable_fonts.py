"""Preloaded fonts survive a fork, and workers lay out with them."""

from __future__ import annotations

import re

import pytest
from part_jobs import SENTENCE, part_job

from pipeline.cache import NoCache
from pipeline.errors import CannotRunError, SourceError
from pipeline.press.engine.engine import Engine, Preloaded
from pipeline.press.layout.pagination import LAY_OUT_PRELOADED, LOAD_STYLE, lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import PartJob, PartPages, StyleBundle, without_style
from pipeline.versions import pango_version

TASKS = "tests.press.engine_tasks"
# The first whose font maps have a thread of their own.
THREADED = (1, 51, 2)


def job() -> PartJob:
    return part_job(
        f'<h1 id="t">Title</h1><p id="p">{SENTENCE * 9}</p><p id="q" lang="zh">美人</p>'
    )


def lay_out_in(preloaded: Preloaded) -> PartPages:
    task = preloaded.start(LAY_OUT_PRELOADED, without_style(job()))
    kind, _ = task.next_message()
    assert kind == "request"
    task.reply(job().numbering)
    pages: PartPages = task.result()
    return pages


@pytest.mark.slow
def test_workers_with_a_preloaded_style_lay_out_like_one_process(engine: Engine) -> None:
    alone = lay_out_alone(job(), engine, PartStore(NoCache()))
    preloaded = engine.preload(LOAD_STYLE, job().style)
    assert [lay_out_in(preloaded) for _ in range(3)] == [alone] * 3


@pytest.mark.slow
def test_an_engine_has_one_thread_whenever_it_forks() -> None:
    with Engine(max_preloaded=3) as engine:
        watch = engine.preload(f"{TASKS}:watch_forks", None)
        # A style that fails to load leaves no font map behind either.
        refused = StyleBundle("@import url(https://example.org/a.css);", job().style.fonts)
        with pytest.raises(SourceError):
            lay_out_in(engine.preload(LOAD_STYLE, refused))
        preloaded = engine.preload(LOAD_STYLE, job().style)
        # While they work, the engine goes on warming up, and lays out for that.
        for _ in range(3):
            lay_out_in(preloaded)
        seen = watch.start(f"{TASKS}:seen_at_forks", None).result()
    assert seen == [1] * 5


@pytest.mark.slow
def test_an_engine_with_another_thread_does_not_fork() -> None:
    with Engine(max_preloaded=2) as engine:
        watch = engine.preload(f"{TASKS}:watch_forks", None)
        engine.preload(f"{TASKS}:keep_thread", None)
        with pytest.raises(
            CannotRunError, match="a library has left a thread running in it"
        ) as raised:
            watch.start(f"{TASKS}:seen_at_forks", None).result()
    assert "notepress doctor" in raised.value.hint


@pytest.mark.skipif(
    tuple(map(int, re.findall(r"\d+", pango_version()))) < THREADED,
    reason=f"font maps of Pango {pango_version()} have no thread",
)
def test_an_engine_with_a_font_map_does_not_fork() -> None:
    with Engine(max_preloaded=2) as engine:
        preloaded = engine.preload(f"{TASKS}:keep_font_map", None)
        with pytest.raises(CannotRunError, match="has left a thread running"):
            preloaded.start(f"{TASKS}:seen_at_forks", None).result()

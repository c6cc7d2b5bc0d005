"""Print of pages that are painted once is that of pages painted for it."""

from __future__ import annotations

import pytest
from part_jobs import part_job

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore

pytestmark = pytest.mark.slow

PAINT_TWICE = "tests.press.engine_tasks:lay_out_painting_twice"
CSS = ".label { text-transform: uppercase } small { font: 8pt 'Note Sans' }"


@pytest.mark.parametrize(
    "body",
    [
        # Capitals that mean small letters, beside others of the same face, and of another one.
        "<p class=label>Key message</p><p>KEY words, <small class=label>Straße fix</small></p>",
        "<p class=label>Key, ﬁne, e\u0301lan 美人</p><p lang=ar dir=rtl>مرحبا بكم</p>",
        "<p class=label>Only this</p>",
        "<p>Nothing of the kind</p>",
    ],
)
def test_letters_in_print_are_those_that_are_painted(engine: Engine, body: str) -> None:
    job = part_job(body, CSS)
    once = lay_out_alone(job, engine, PartStore(NoCache()))
    assert once.print
    assert once == engine.run(PAINT_TWICE, job)

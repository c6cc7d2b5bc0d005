"""The specimen shows every face, and says nothing of its own."""

from __future__ import annotations

from part_jobs import SENTENCE, fonts, part_job, programs

from pipeline.cache import NoCache
from pipeline.press.engine import Engine
from pipeline.press.fonts import font_face_css
from pipeline.press.pagination import LAY_OUT_READY, MAKE_READY, lay_out_alone
from pipeline.press.part_store import PartStore
from pipeline.press.parts import without_look
from pipeline.press.specimen import specimen


def test_every_face_is_set(engine: Engine) -> None:
    css = font_face_css(fonts(), "https://notepress.invalid/fonts/{}".format)
    body = specimen(css).removeprefix("<html lang='en'><body>").removesuffix("</body></html>")
    part = lay_out_alone(part_job(body), engine, PartStore(NoCache()))
    assert body.count("<p ") == len(fonts().fonts)
    assert len(programs(part)) == len(fonts().fonts)
    assert part.findings == ()


def test_open_fonts_change_no_byte(engine: Engine) -> None:
    job = part_job(f'<h1 id="t">Title</h1><p id="p">{SENTENCE * 9}</p><p id="q" lang="zh">美人</p>')
    ready = engine.make_ready(MAKE_READY, job.look)
    alone = lay_out_alone(job, engine, PartStore(NoCache()))
    for _ in range(3):
        task = ready.start(LAY_OUT_READY, without_look(job))
        assert task.news() == ("asks", alone.page_count)
        task.answer(job.numbering)
        assert task.result() == alone

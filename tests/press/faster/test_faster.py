"""What makes the engine faster gives the same bytes, and replaces the functions it was made for."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
from part_jobs import SENTENCE, part_job

from pipeline.press.engine.engine import Engine
from pipeline.press.faster.faster import PATCHES, made_faster
from pipeline.press.faster.patch import Patch, digest_of
from pipeline.press.parts.parts import PartPages

LAY_OUT = "pipeline.press.layout.weasyprint:lay_out_part"
LAY_OUT_AS_IT_IS = "tests.press.engine_tasks:lay_out_without_patches"

# Every kind of value and box that a replacement treats in a way of its own.
CSS = """
:root { --gap: 3mm; --wide: calc(20% + var(--gap)) }
body { text-decoration: none } u { text-decoration: underline }
.grid { display: grid; grid-template-columns: 1fr 2fr; column-gap: var(--gap) }
.flex { display: flex; height: 30mm } .flex > * { flex: 1; height: 50%; min-height: 10% }
.logical { margin-inline-start: 5mm; margin-left: 2mm; padding-inline: var(--wide) }
.border { box-sizing: border-box; width: 60%; padding: 5%; border: 1mm solid; max-height: 40mm }
.calc { width: calc(100% - 2em); margin-top: max(2mm, 1%); text-indent: calc(1em + 1%) }
.spaced { letter-spacing: 1pt; word-spacing: 2pt } .broken { overflow-wrap: anywhere; width: 20mm }
.ragged { text-align: left; hyphens: manual } .small { font-size: 60%; line-height: normal }
.kept { white-space: pre-wrap; tab-size: 4 } .empty { font-size: 0 }
.first::first-letter { font-size: 200%; float: left } .first::first-line { font-weight: 700 }
.before::before { content: counter(page) " " target-counter(attr(href), page); color: #0d3b5c }
table { border-collapse: collapse; width: 100% } td { border: 1pt solid; padding: 1mm }
.floated { float: left; width: 25mm; margin-right: 5% }
.absolute { position: absolute; right: 0; top: 50%; width: 10mm }
.turned { direction: rtl; text-align: start }
.sup { vertical-align: 2pt; font-feature-settings: "sups" }
"""
BODY = f"""
<p class="first">{SENTENCE * 6}</p><p class="ragged">{SENTENCE * 3}</p>
<div class="grid"><p class="small">{SENTENCE}</p><p class="logical">{SENTENCE}</p></div>
<div class="flex"><p class="border">One</p><p class="calc">Two</p></div>
<p class="spaced">{SENTENCE}</p><p class="broken">notwithstanding:abracadabra</p>
<p class="kept">a\tb\n  c</p>
<p class="empty">nothing</p><p><u>Under</u> and <a class="before" href="#there">there</a>
<sup class="sup">3</sup> super&shy;califragilistic.<i class="footnote">Note</i></p>
<table><tr><td>A</td><td>{SENTENCE}</td></tr><tr><td class="border">C</td><td>D</td></tr></table>
<div style="position: relative; height: 20mm"><p class="absolute">X</p></div>
<section id="there"><p class="turned">({SENTENCE}) 12.</p><p class="floated">{SENTENCE}</p>
<p>{SENTENCE * 20}</p></section>
"""


@pytest.mark.parametrize("patch", PATCHES, ids=lambda patch: patch.name)
def test_a_patch_stands_in_for_the_source_that_it_was_written_for(patch: Patch) -> None:
    assert digest_of(patch.original) == patch.digest, (
        f"read the new {patch.name} in {patch.owner.__name__}, then change its replacement"
    )


def test_patches_hold_while_they_are_wanted() -> None:
    before = [patch.original for patch in PATCHES]
    with made_faster(), made_faster():
        assert [patch.original for patch in PATCHES] == [patch.replacement for patch in PATCHES]
    assert [patch.original for patch in PATCHES] == before


@pytest.mark.slow
def test_bytes_are_the_same_with_and_without(engine: Engine) -> None:
    job = part_job(BODY, CSS)
    fast, plain = _laid_out(engine, LAY_OUT, job), _laid_out(engine, LAY_OUT_AS_IT_IS, job)
    assert fast.page_count > 3
    for field in fields(PartPages):
        assert getattr(fast, field.name) == getattr(plain, field.name), field.name


def _laid_out(engine: Engine, function: str, job: Any) -> PartPages:
    task = engine.start(function, job)
    kind, extent = task.next_message()
    assert (kind, extent.count > 3) == ("request", True)
    task.reply(job.numbering)
    pages: PartPages = task.result()
    return pages

"""The store returns a part unchanged, and only for exactly the same job."""

from __future__ import annotations

from dataclasses import replace

import pytest
from part_jobs import part_job

from pipeline.findings import Finding, Place
from pipeline.press.parts.page_start import PageStart
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import (
    Extent,
    Numbering,
    PartJob,
    PartPages,
    StyleBundle,
    pack,
    unpack,
)
from pipeline.press.parts.press import Press

PAGES = PartPages(
    name="théme",
    folio=5,
    page_count=2,
    screen=b"%PDF\n\x00screen\n",
    print=b"%PDF\n\nprint",
    glyphs={"ab12": (1, 5, 900)},
    pages={"a": 5, "b": 6},
    starts=(PageStart("a", 0, "5"), PageStart("b", 17, "6")),
    links=("c",),
    findings=(Finding("N391", "nowhere", Place("théme", 1, 2, "line", 3, 4), "hint"),),
    print_findings=(Finding("N401", "no CMYK equivalent", Place("styles")),),
)


class Memory(dict[str, bytes]):
    def put(self, key: str, content: bytes) -> None:
        self[key] = content


def test_what_is_packed_comes_out_the_same() -> None:
    assert unpack(pack(PAGES)) == PAGES


def test_one_for_the_screen_alone_is_found_with_that_for_print_and_not_the_other_way() -> None:
    store, job = PartStore(Memory()), part_job("<p>A</p>")
    alone = replace(job, press=replace(job.press, is_wanted=False))
    bare = replace(PAGES, print=b"")
    store.keep(alone, bare)
    assert (store.find(alone), store.find(job)) == (bare, None)
    store.keep(job, PAGES)
    assert (store.find(alone), store.find(job)) == (PAGES, PAGES)
    assert store.digest(alone) == store.digest(job)


def test_a_part_is_found_again() -> None:
    store, job = PartStore(Memory()), part_job("<p>A</p>")
    assert store.find(job) is None
    store.keep(job, PAGES)
    assert store.find(job) == PAGES
    assert store.extent(job) is None
    store.keep_extent(job, Extent(3, {"p1": 2}))
    assert store.extent(job) == Extent(3, {"p1": 2})


@pytest.mark.parametrize(
    "other",
    [
        replace(part_job("<p>A</p>"), name="other"),
        replace(part_job("<p>A</p>"), html="<p>B</p>"),
        replace(part_job("<p>A</p>"), style=StyleBundle("p { color: #14202b }", {})),
        replace(part_job("<p>A</p>"), numbering=Numbering(2)),
        part_job("<p>A</p>", pictures={"a.svg": b"<svg/>"}),
        replace(part_job("<p>A</p>"), press=Press({(0, 0, 0): (0, 0, 0, 1)})),
        replace(part_job("<p>A</p>"), press=replace(part_job("").press, bleed=5)),
    ],
)
def test_any_difference_makes_another_part(other: PartJob) -> None:
    store = PartStore(Memory())
    store.keep(part_job("<p>A</p>"), PAGES)
    assert store.find(other) is None

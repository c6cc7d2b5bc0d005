"""Parts are paginated in order; cached parts are not laid out again; guesses change no output."""

from __future__ import annotations

import io
from collections import Counter
from dataclasses import replace
from typing import Any

import pypdfium2
import pytest
from part_jobs import SENTENCE, part_job, screen

from pipeline.cache import NoCache
from pipeline.errors import SourceError
from pipeline.press.engine.engine import Engine, Preloaded, Task
from pipeline.press.layout.pagination import LAY_OUT, Pagination, paginate
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import Numbering, PartJob, PartPages

pytestmark = pytest.mark.slow

Made = tuple[PartPages, ...]


class Memory(dict[str, bytes]):
    """A cache in memory."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


class Counting:
    """An engine that counts how often each part was started."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._started_by: Engine | Preloaded = engine
        self.started: Counter[str] = Counter()
        self.order: list[str] = []

    def start(self, function: str, argument: Any) -> Task:
        self.order.append(argument.name)
        self.started[argument.name] += 1
        return self._started_by.start(function, argument)

    def preload(self, function: str, argument: Any) -> Counting:
        self._started_by = self._engine.preload(function, argument)
        return self


def jobs(*sentences: int) -> list[PartJob]:
    return [
        part_job(f'<p id="p{n}">{SENTENCE * count}</p>', name=f"part {n}")
        for n, count in enumerate(sentences)
    ]


@pytest.fixture
def counting(engine: Engine) -> Counting:
    return Counting(engine)


def run(engine: Any, made: list[PartJob], store: PartStore, workers: int = 2) -> Made:
    return paginate(made, engine, store, workers).parts


def test_each_part_begins_after_the_one_before(counting: Counting) -> None:
    parts = run(counting, jobs(3, 12, 2, 18), PartStore(NoCache()))
    folio = 1
    for part in parts:
        assert part.folio == folio
        assert min(part.pages.values()) == folio
        folio += part.page_count
    assert [part.page_count for part in parts] != [1, 1, 1, 1]
    assert counting.started == Counter({f"part {n}": 1 for n in range(4)})


def test_parts_may_come_in_any_order(counting: Counting) -> None:
    made = jobs(3, 12, 2, 18)
    in_order = run(counting, made, PartStore(NoCache()))
    counting.order.clear()
    pagination = Pagination(counting, PartStore(NoCache()), 2)  # type: ignore[arg-type]
    for place in (2, 3, 0, 1):
        pagination.add(made[place], place)
    assert pagination.finish().parts == in_order
    assert counting.order[:2] == ["part 2", "part 3"]


def test_how_many_work_at_a_time_changes_nothing(counting: Counting) -> None:
    made = jobs(12, 9, 3, 18)
    alone = run(counting, made, PartStore(NoCache()), workers=1)
    assert run(counting, made, PartStore(NoCache()), workers=3) == alone


def test_others_are_started_when_no_part_is_to_begin(counting: Counting, engine: Engine) -> None:
    pagination = Pagination(counting, PartStore(NoCache()), 2)  # type: ignore[arg-type]
    others: list[Task] = []

    def start() -> Task:
        counting.order.append("other")
        others.append(engine.start(LAY_OUT, part_job("<p>Other</p>")))
        return others[-1]

    for _ in range(3):
        pagination.add_other(start)
    made = jobs(3, 12, 18)
    for job in made:
        pagination.add(job)
    assert pagination.finish().parts == run(engine, made, PartStore(NoCache()))
    assert counting.order[:4] == ["part 0", "part 1", "part 2", "other"]
    for task in others:
        # What they say is left to whoever started them.
        assert task.next_message()[0] == "request"
        task.close()


def test_parts_can_show_pages_of_each_other(counting: Counting) -> None:
    def shows(name: str, here: str, *others: str) -> PartJob:
        shown = "".join(f'<span data-page-of="{other}">00</span> ' for other in others)
        job = part_job(f'<p id="{here}">{SENTENCE * 12} {shown}</p>', name=name)
        return replace(job, numbering=Numbering(others=dict.fromkeys(others, 0)))

    made = [shows("front", "f", "a", "b", "c"), shows("one", "a", "b"), shows("two", "b", "a")]
    parts = run(counting, [*made, *jobs(2)], PartStore(NoCache()))
    pages = {name: page for part in parts for name, page in part.pages.items()}
    for part, job in zip(parts, made, strict=False):
        text = pypdfium2.PdfDocument(io.BytesIO(screen(part))).get_page(part.page_count - 1)
        words = text.get_textpage().get_text_bounded().split()
        for name in job.numbering.others:
            assert str(pages.get(name, 0)) in words


def test_nothing_is_made_twice(counting: Counting) -> None:
    made, store = jobs(3, 12, 2, 18), PartStore(Memory())
    first = run(counting, made, store)
    counting.started.clear()
    assert run(counting, made, store) == first
    assert not counting.started


def test_an_edit_costs_one_part(counting: Counting) -> None:
    store = PartStore(Memory())
    before = run(counting, jobs(3, 12, 2, 18), store)
    counting.started.clear()
    edited = jobs(3, 12, 2, 18)
    edited[1] = part_job(f'<p id="p1">Edited. {SENTENCE * 12}</p>', name="part 1")
    after = run(counting, edited, store)
    assert counting.started == Counter({"part 1": 1})
    assert [one == other for one, other in zip(before, after, strict=True)] == [
        True, False, True, True,
    ]  # fmt: skip


def test_an_edit_that_adds_a_page_moves_what_follows(counting: Counting) -> None:
    store = PartStore(Memory())
    before = run(counting, jobs(3, 12, 2, 18), store)
    counting.started.clear()
    after = run(counting, jobs(3, 24, 2, 18), store)
    assert after == run(counting, jobs(3, 24, 2, 18), PartStore(NoCache()))
    added = after[1].page_count - before[1].page_count
    assert added > 0
    assert [part.folio for part in after] == [
        *(part.folio for part in before[:2]),
        *(part.folio + added for part in before[2:]),
    ]


def contents(*names: str) -> PartJob:
    """A list of page numbers that stand in other parts."""
    entries = "".join(f'<p>{name} <span data-page-of="{name}">00</span></p>' for name in names)
    job = part_job(entries, name="contents")
    return replace(job, numbering=Numbering(others=dict.fromkeys(names, 0)))


def test_numbers_of_other_parts_are_shown_and_cost_no_second_layout(counting: Counting) -> None:
    store = PartStore(Memory())
    made = [contents("p1", "p2"), *jobs(3, 12, 2)]
    list_of, *others = run(counting, made, store, workers=4)
    assert set(counting.started.values()) == {1}
    pages = {name: page for part in others for name, page in part.pages.items()}
    text = pypdfium2.PdfDocument(io.BytesIO(screen(list_of)))[0].get_textpage().get_text_range()
    assert text.split()[:4] == ["p1", str(pages["p1"]), "p2", str(pages["p2"])]
    counting.started.clear()
    moved = run(counting, [contents("p1", "p2"), *jobs(3, 24, 2)], store, workers=4)
    assert counting.started == Counter({"contents": 1, "part 1": 1, "part 2": 1})
    assert moved == run(counting, [contents("p1", "p2"), *jobs(3, 24, 2)], PartStore(NoCache()))


def test_of_many_parts_that_have_to_wait_the_last_are_laid_out_again(counting: Counting) -> None:
    lists = [replace(contents("p1", "p2"), name=f"list {n}") for n in range(6)]
    made = [*lists, *jobs(3, 12, 2)]
    at_once = run(counting, made, PartStore(NoCache()), workers=9)
    counting.started.clear()
    counting.order.clear()
    assert run(counting, made, PartStore(NoCache()), workers=1) == at_once
    twice = {name for name, times in counting.started.items() if times == 2}
    assert twice == {"list 4", "list 5"}
    assert sum(counting.started.values()) == len(made) + len(twice)
    assert set(counting.order[-2:]) == twice


def test_a_part_that_failed_keeps_nobody_waiting(counting: Counting) -> None:
    made = [contents("p0", "p1"), *jobs(3, 12)]
    made[1] = part_job('<img src="file:///a.png" alt="A">', name="part 0")
    with pytest.raises(SourceError) as raised:
        run(counting, made, PartStore(NoCache()))
    assert [finding.place.path for finding in raised.value.findings] == ["part 0"]


def test_everything_that_is_wrong_is_found_in_one_run(counting: Counting) -> None:
    made = jobs(3, 12, 2, 18)
    for place in (1, 3):
        made[place] = part_job('<img src="file:///a.png" alt="A">', name=f"part {place}")
    with pytest.raises(SourceError) as raised:
        run(counting, made, PartStore(NoCache()))
    assert [(f.code, f.place.path) for f in raised.value.findings] == [
        ("N393", "part 1"),
        ("N393", "part 3"),
    ]

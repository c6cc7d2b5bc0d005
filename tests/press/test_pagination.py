"""Parts follow each other on pages; what is known is not made again, and guesses cost no bytes."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from part_jobs import SENTENCE, part_job

from pipeline.cache import NoCache
from pipeline.errors import SourceError
from pipeline.press.engine import Engine, Task
from pipeline.press.pagination import paginate
from pipeline.press.part_store import PartStore
from pipeline.press.parts import PartJob, PartPages

Made = tuple[int, tuple[PartPages, ...]]


class Memory(dict[str, bytes]):
    """A cache in memory."""

    def put(self, key: str, content: bytes) -> None:
        self[key] = content


class Counting:
    """An engine that counts how often each part was started."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.started: Counter[str] = Counter()

    def start(self, function: str, argument: Any) -> Task:
        self.started[argument.name] += 1
        return self._engine.start(function, argument)


def jobs(*sentences: int) -> list[PartJob]:
    return [
        part_job(f'<p id="p{n}">{SENTENCE * count}</p>', name=f"part {n}")
        for n, count in enumerate(sentences)
    ]


@pytest.fixture
def counting(engine: Engine) -> Counting:
    return Counting(engine)


def run(engine: Any, made: list[PartJob], store: PartStore, workers: int = 2) -> Made:
    front, *others = made
    return paginate(front, others, engine, store, workers)


def test_each_part_begins_after_the_one_before(counting: Counting) -> None:
    count, parts = run(counting, jobs(3, 12, 2, 18), PartStore(NoCache()))
    assert count == 1
    folio = 1 + count
    for part in parts:
        assert part.folio == folio
        assert min(part.pages.values()) == folio
        folio += part.page_count
    assert [part.page_count for part in parts] != [1, 1, 1]
    assert counting.started == Counter({f"part {n}": 1 for n in range(4)})


def test_how_many_work_at_a_time_changes_nothing(counting: Counting) -> None:
    made = jobs(12, 9, 3, 18)
    alone = run(counting, made, PartStore(NoCache()), workers=1)
    assert run(counting, made, PartStore(NoCache()), workers=3) == alone


def test_nothing_is_made_twice(counting: Counting) -> None:
    made, store = jobs(3, 12, 2, 18), PartStore(Memory())
    first = run(counting, made, store)
    counting.started.clear()
    assert run(counting, made, store) == first
    assert not counting.started


def test_an_edit_costs_one_part(counting: Counting) -> None:
    store = PartStore(Memory())
    _, before = run(counting, jobs(3, 12, 2, 18), store)
    counting.started.clear()
    edited = jobs(3, 12, 2, 18)
    edited[1] = part_job(f'<p id="p1">Edited. {SENTENCE * 12}</p>', name="part 1")
    _, after = run(counting, edited, store)
    assert counting.started == Counter({"part 1": 1})
    assert after[0] != before[0]
    assert after[1:] == before[1:]


def test_an_edit_that_adds_a_page_moves_what_follows(counting: Counting) -> None:
    store = PartStore(Memory())
    _, before = run(counting, jobs(3, 12, 2, 18), store)
    counting.started.clear()
    _, after = run(counting, jobs(3, 24, 2, 18), store)
    assert after == run(counting, jobs(3, 24, 2, 18), PartStore(NoCache()))[1]
    added = after[0].page_count - before[0].page_count
    assert added > 0
    assert [part.folio for part in after] == [
        before[0].folio,
        *(part.folio + added for part in before[1:]),
    ]


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

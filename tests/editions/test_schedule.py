"""The schedule: what comes ahead of what, and that each step is done once, where it is said."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from inspect import signature

import pytest

from pipeline.cache import NoCache
from pipeline.editions.schedule import STEPS, Step, in_order_of_making, schedule, step_named
from pipeline.editions.table import ALL_NAMES, EDITIONS, NAMES, function_named
from pipeline.editions.workbench import Workbench
from pipeline.house_style import load_style
from pipeline.note import Note
from pipeline.workspace import built_in_styles

PATIENCE = 900.0


@dataclass
class Held:
    """A step that ends when it is let go."""

    goes_on: threading.Event = field(default_factory=threading.Event)
    threads: list[int] = field(default_factory=list)

    def __call__(self, bench: Workbench) -> int:
        assert self.goes_on.wait(PATIENCE)
        self.threads.append(threading.get_ident())
        return len(bench.note.themes)


HELD = Held()
STEP = Step("held", f"{__name__}:HELD")


@pytest.fixture
def bench(minimal_note: Note) -> Iterator[Workbench]:
    HELD.goes_on.clear()
    HELD.threads.clear()
    with Workbench(minimal_note, load_style(built_in_styles()), NoCache()) as bench:
        yield bench
        HELD.goes_on.set()


def takes(step: Step) -> bool:
    """Whether the work of a step takes the workbench and as much as the step needs."""
    return len(signature(function_named(step.work)).parameters) == 1 + len(step.needs)


@pytest.mark.parametrize("name", ALL_NAMES)
def test_an_edition_takes_what_it_needs(name: str) -> None:
    assert takes(step_named(name))


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_what_a_step_names_is_there_and_comes_before_it(step: Step) -> None:
    before = [one.name for one in STEPS[: STEPS.index(step)]]
    assert takes(step)
    assert set(step.needs) <= set(before)
    assert step_named(step.name) == step
    assert bool(step.serves) == (step.where == "while waiting")
    assert step.name not in ALL_NAMES


def test_what_is_done_in_waits_can_be_left_out() -> None:
    left_out = {step.name for step in STEPS if step.where == "while waiting"}
    needed = {need for step in (*STEPS, *EDITIONS) for need in step.needs}
    assert not left_out & needed
    assert needed | left_out == {step.name for step in STEPS}


def test_every_edition_has_its_turn_after_what_it_needs() -> None:
    assert in_order_of_making() == (
        *("markdown", "metadata", "epub", "pdf", "one-pagers", "print", "web"),
        "docx",
    )


def test_only_what_is_needed_comes_ahead() -> None:
    planned = {
        name: [[step.name for step in stage.ahead] for stage in schedule((name,))]
        for name in ALL_NAMES
    }
    pages, drafted = ["parts", "pages"], ["parts", "one-pager drafts", "pages"]
    assert planned == {
        "pdf": [[*pages, "source archive"]],
        "print": [[*drafted, "print join", "one-pager pages"]],
        "one-pagers": [[*drafted, "one-pager pages"]],
        "epub": [pages],
        "web": [[*pages, "earlier revisions"]],
        "markdown": [[]],
        "metadata": [[]],
        "docx": [[]],
    }


def test_what_is_to_be_seen_first_has_a_stage_of_its_own() -> None:
    first, then = schedule(NAMES, ("pdf",))
    assert [step.name for step in first.ahead] == ["parts", "pages", "source archive"]
    assert [step.name for step in first.editions] == ["pdf"]
    assert [step.name for step in then.editions] == [
        *("markdown", "metadata", "epub", "one-pagers", "print", "web")
    ]
    waits = [step.name for step in then.while_waiting]
    assert (first.while_waiting, waits) == ((), ["social image", "web fonts", "web cover"])
    assert len(schedule(("epub", "web"), ("pdf",))) == 1
    assert schedule(()) == ()


def test_a_step_that_was_begun_is_done_once_in_another_thread(bench: Workbench) -> None:
    bench.begin(STEP)
    bench.begin(STEP)
    assert bench.is_running("held")
    HELD.goes_on.set()
    assert bench.result("held") == bench.result("held") == len(bench.note.themes)
    assert not bench.is_running("held")
    bench.begin(STEP)
    assert not bench.is_running("held")
    assert len(HELD.threads) == 1
    assert threading.get_ident() not in HELD.threads


def test_a_step_beside_waits_for_those_that_it_needs(bench: Workbench) -> None:
    bench.begin(STEP)
    bench.begin(Step("other", f"{__name__}:HELD"))
    bench.begin(Step("after", f"{__name__}:begun_by_now"))
    assert bench.is_running("after")
    HELD.goes_on.set()
    assert bench.result("after") >= 1


def begun_by_now(bench: Workbench) -> int:
    return len(bench.timings.done)


def test_only_what_was_done_is_timed(bench: Workbench) -> None:
    HELD.goes_on.set()
    bench.begin(STEP)
    bench.begin(Step("fails", f"{__name__}:fail"))
    with pytest.raises(ZeroDivisionError):
        bench.result("fails")
    (timing,) = bench.timings.done
    assert timing.step == "held"
    assert 0 <= timing.begun <= timing.begun + timing.seconds <= bench.timings.seconds


def fail(bench: Workbench) -> int:
    return len(bench.note.themes) // 0


def test_a_bench_that_is_closed_begins_nothing_more(bench: Workbench) -> None:
    bench.begin(STEP)
    bench.begin(Step("after", f"{__name__}:begun_by_now"))
    bench.close()
    HELD.goes_on.set()
    assert bench.result("held") == len(bench.note.themes)
    with pytest.raises(RuntimeError):
        bench.begin(Step("later", f"{__name__}:begun_by_now"))

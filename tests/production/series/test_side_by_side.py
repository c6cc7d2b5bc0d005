"""Notes handed out to stations, some of which break down."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from pipeline.production.series.listening import Listener
from pipeline.production.series.side_by_side import conduct
from pipeline.production.series.tasks import NoteResult, NoteTask
from pipeline.workspace import find_workspace

WORKSPACE = find_workspace(Path("/"))


class Breaking:
    """A station whose process ends as often as is given for each note; it takes one at a time."""

    def __init__(self, ends: dict[str, int]) -> None:
        self._ends = ends
        self._is_broken = False
        self.given: list[str] = []

    def can_take_one(self) -> bool:
        return True

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        assert not self._is_broken
        self.given.append(task.slug)
        future: Future[NoteResult] = Future()
        if self._ends.get(task.slug, 0):
            self._ends[task.slug] -= 1
            self._is_broken = True
            future.set_exception(BrokenProcessPool("it ended"))
        else:
            future.set_result(NoteResult(task.slug, "made"))
        return future

    def steps(self) -> Iterator[tuple[str, str]]:
        return iter(())

    def recover(self) -> None:
        self._is_broken = False


class Ended(Breaking):
    """A station that takes no more notes."""

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        raise RuntimeError("cannot schedule new futures after shutdown")


def conducted(station: Breaking, *slugs: str) -> dict[str, NoteResult]:
    tasks = (NoteTask(slug, Path(slug), WORKSPACE) for slug in slugs)
    found = list(conduct(tasks, [station], Listener()))
    assert sorted(one.slug for one in found) == sorted(slugs)
    return {one.slug: one for one in found}


def test_a_note_whose_process_ended_is_built_again() -> None:
    station = Breaking({"b": 1})
    found = conducted(station, "a", "b", "c")
    assert {one.verdict for one in found.values()} == {"made"}
    assert sorted(station.given) == ["a", "b", "b", "c"]


def test_a_note_that_ends_its_process_twice_is_named_and_the_others_are_built() -> None:
    station = Breaking({"b": 9})
    found = conducted(station, "a", "b", "c")
    assert [found[slug].verdict for slug in "abc"] == ["made", "failed", "made"]
    (finding,) = found["b"].findings
    assert (finding.code, finding.severity) == ("N531", "error")
    assert finding.hint.endswith("notepress build b --jobs 1")
    assert station.given.count("b") == 2


def test_what_is_up_to_date_needs_no_station() -> None:
    done = NoteResult("a", "up-to-date")
    station = Breaking({})
    assert list(conduct(iter([done]), [station], Listener())) == [done]
    assert station.given == []


def test_an_executor_that_takes_nothing_fails_the_notes_and_nothing_else() -> None:
    found = conducted(Ended({}), "a", "b")
    assert {one.verdict for one in found.values()} == {"failed"}
    assert "takes no more notes" in str(found["a"].error)

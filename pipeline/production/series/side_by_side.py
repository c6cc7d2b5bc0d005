"""Notes built side by side: in processes of this machine, or by an executor that was given."""

from __future__ import annotations

from collections import Counter, deque
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.errors import CannotRunError, NotepressError, SourceError
from pipeline.faults import translate_errors
from pipeline.findings import Finding, Place
from pipeline.production.series.processes import WorkerProcess
from pipeline.production.series.tasks import NoteResult
from pipeline.production.series.worker import build_note
from pipeline.works import NOTE

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from concurrent.futures import Executor, Future

    from pipeline.production.series.listening import Listener
    from pipeline.production.series.tasks import NoteTask, Outlook

_INTERVAL: Final = 0.2
"""Seconds between looks at what workers say while none of them is done."""
_MOST_LOSSES: Final = 2
"""How many times the process that builds a note may end before the note is given up."""
_CODE: Final = "N531"
_ENDED: Final = "the process that built this note ended twice before it was done"
_HINT: Final = "build it alone, with more memory if it ran out: notepress build {} --jobs 1"


class Station(Protocol):
    """Where notes are built."""

    def can_take_one(self) -> bool:
        """Whether another note may be given to it now."""

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        """Begin to build a note. Raises RuntimeError if it takes none any more."""

    def steps(self) -> Iterator[tuple[str, str]]:
        """Yield what it has told since it was last asked: slugs of notes, and their steps."""

    def recover(self) -> None:
        """Make ready for another note after a process has ended."""


def on_processes(
    outlooks: Iterator[Outlook], jobs: int, listener: Listener
) -> Iterator[NoteResult]:
    """Build notes in so many processes of this machine; yield each result as soon as it is there.

    A note that is lost because its process ended is built again once.
    """
    stations = [WorkerProcess() for _ in range(jobs)]
    try:
        yield from conduct(outlooks, stations, listener)
    finally:
        for station in stations:
            station.stop()


def on_executor(
    outlooks: Iterator[Outlook], executor: Executor, listener: Listener
) -> Iterator[NoteResult]:
    """Build notes with an executor; yield each result as soon as it is there.

    A note that is lost because its process ended is submitted again once.
    """
    yield from conduct(outlooks, [Outside(executor)], listener)


class Outside:
    """An executor that somebody else has made, and that decides how much it does at once."""

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def can_take_one(self) -> bool:
        """Whether another note may be given to it: at any time."""
        return True

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        """Begin to build a note. Raises RuntimeError if the executor has ended or is broken."""
        return self._executor.submit(build_note, task)

    def steps(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: it has no line for that."""
        return iter(())

    def recover(self) -> None:
        """Leave it to whoever made it."""


def conduct(
    outlooks: Iterator[Outlook], stations: Sequence[Station], listener: Listener
) -> Iterator[NoteResult]:
    """Hand notes out to stations, and yield what becomes of each as soon as it is known.

    The next note is asked for when there is a station for it; one for which there is nothing to do
    is passed on at once.
    """
    return _Conductor(outlooks, stations, listener).run()


class _Conductor:
    def __init__(
        self, outlooks: Iterator[Outlook], stations: Sequence[Station], listener: Listener
    ) -> None:
        self._outlooks = outlooks
        self._stations = stations
        self._listener = listener
        self._again: deque[NoteTask] = deque()
        self._is_exhausted = False
        self._running: dict[Future[NoteResult], tuple[NoteTask, Station]] = {}
        self._done: SimpleQueue[Future[NoteResult]] = SimpleQueue()
        self._losses: Counter[str] = Counter()

    def run(self) -> Iterator[NoteResult]:
        while self._running or self._again or not self._is_exhausted:
            station = next((one for one in self._stations if one.can_take_one()), None)
            outlook = None if station is None else self._next()
            if isinstance(outlook, NoteResult):
                yield outlook
            elif outlook is not None and station is not None:
                yield from self._submit(outlook, station)
            self._listen()
            yield from self._collect(is_busy=outlook is None)

    def _next(self) -> Outlook | None:
        if self._again:
            return self._again.popleft()
        outlook = next(self._outlooks, None)
        self._is_exhausted = outlook is None
        return outlook

    def _submit(self, task: NoteTask, station: Station) -> Iterator[NoteResult]:
        self._listener.begun(task)
        try:
            future = station.submit(task)
        except RuntimeError as error:
            yield NoteResult(task.slug, "failed", error=_refused(error))
            return
        self._running[future] = task, station
        future.add_done_callback(self._done.put)

    def _listen(self) -> None:
        for station in self._stations:
            for slug, step in station.steps():
                self._listener.step(slug, step)

    def _collect(self, *, is_busy: bool) -> Iterator[NoteResult]:
        """Yield the results that are there; wait for one if all stations are busy."""
        wait = is_busy and bool(self._running)
        try:
            while True:
                future = self._done.get(block=wait, timeout=_INTERVAL if wait else None)
                yield from self._result(future)
                wait = False
        except Empty:
            return

    def _result(self, future: Future[NoteResult]) -> Iterator[NoteResult]:
        task, station = self._running.pop(future)
        try:
            with translate_errors():
                result = future.result()
        except (NotepressError, ConnectionError):
            # Nothing that is wrong with a note is raised: whoever built it has ended.
            station.recover()
            self._losses[task.slug] += 1
            if self._losses[task.slug] < _MOST_LOSSES:
                self._again.append(task)
                return
            result = _given_up(task)
        yield result


def _given_up(task: NoteTask) -> NoteResult:
    finding = Finding(_CODE, _ENDED, Place(NOTE), _HINT.format(task.slug))
    return NoteResult(task.slug, "failed", (finding,), error=SourceError((finding,)))


def _refused(error: RuntimeError) -> NotepressError:
    return CannotRunError(f"the executor takes no more notes: {error}", hint="make a new one")

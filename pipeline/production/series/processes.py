"""Processes of this machine that build one note after another, each with an engine of its own."""

from __future__ import annotations

import multiprocessing
import signal
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

from pipeline.production.series import worker_process

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Future
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

    from pipeline.production.series.tasks import NoteResult, NoteTask

_SPAWN: Final = multiprocessing.get_context("spawn")
"""Processes start anew, as copies of one with threads must not be made."""
_PATIENCE: Final = 10.0
"""Seconds that a process has to end by itself."""


class WorkerProcess:
    """A pool of one process, which starts with its first note, and anew after it has ended.

    One process to a pool: a pool whose process ends loses the notes of all its processes.
    """

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._line: Connection | None = None
        self._process: BaseProcess | None = None
        self._running: Future[NoteResult] | None = None

    def can_take_one(self) -> bool:
        """Whether it has nothing to do."""
        return self._running is None or self._running.done()

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        """Begin to build a note."""
        try:
            self._running = self._started().submit(worker_process.build, task)
        except BrokenExecutor:
            # It ended while it had nothing to do.
            self.recover()
            self._running = self._started().submit(worker_process.build, task)
        return self._running

    def steps(self) -> Iterator[tuple[str, str]]:
        """Yield what it has told since it was last asked: slugs of notes, and their steps."""
        with suppress(EOFError, OSError):
            while self._line is not None and self._line.poll():
                slug, step = self._line.recv()
                yield slug, step

    def recover(self) -> None:
        """Forget a process that has ended."""
        self.stop()

    def stop(self) -> None:
        """End the process, at once if it is busy; no note is half-written then."""
        process, pool, line = self._process, self._pool, self._line
        is_busy = not self.can_take_one()
        self._process = self._pool = self._line = self._running = None
        if pool is None:
            return
        if is_busy and process is not None:
            process.terminate()
            process.join(_PATIENCE)
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)
        if line is not None:
            line.close()

    def _started(self) -> ProcessPoolExecutor:
        if self._pool is not None:
            return self._pool
        receiver, sender = _SPAWN.Pipe(duplex=False)
        pool = ProcessPoolExecutor(
            1, mp_context=_SPAWN, initializer=worker_process.begin, initargs=(sender,)
        )
        before = set(multiprocessing.active_children())
        with _interrupts_held_back():
            # A pool starts its process with the first thing to do.
            pool.submit(_nothing)
        started = set(multiprocessing.active_children()) - before
        # Now only that process holds it, and it ends with it.
        sender.close()
        self._pool, self._line, self._process = pool, receiver, next(iter(started), None)
        return pool


def _nothing() -> None: ...


@contextmanager
def _interrupts_held_back() -> Iterator[None]:
    """Hold back Ctrl-C from what is started, until that can see to it; here it comes afterwards."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)

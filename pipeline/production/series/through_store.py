"""A series built by workers that see nothing of this machine but a store."""

from __future__ import annotations

import threading
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.editions.table import ALL_NAMES
from pipeline.errors import CannotRunError, NotepressError, SourceError
from pipeline.faults import translate_errors
from pipeline.production.digests import Digest, KnownDigests
from pipeline.production.explaining import explain_outputs, explain_parts
from pipeline.production.freshness import stale_editions
from pipeline.production.keeping import refuse_to_lose
from pipeline.production.making import Made
from pipeline.production.publish.lock import hold_lock, lock_of
from pipeline.production.report import NoteReport, sizes_of
from pipeline.production.series.machine import this_machine
from pipeline.production.series.remote_tasks import RemoteResult, RemoteTask, build_elsewhere
from pipeline.production.series.side_by_side import conduct
from pipeline.production.series.tasks import NoteResult
from pipeline.production.standing import Standing, standing_of
from pipeline.production.store.collecting import collect
from pipeline.production.store.contents import UnusableError, open_store
from pipeline.production.store.packing import Packer
from pipeline.production.store.results import find_result, forget_result, result_key

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from concurrent.futures import Executor

    from pipeline.production.manifest import Manifest, Output
    from pipeline.production.series.elsewhere import Elsewhere
    from pipeline.production.series.listening import Listener
    from pipeline.production.series.tasks import NoteTask, Outlook
    from pipeline.production.store.contents import Store

_MOST_AT_ONCE: Final = 2000
"""How many notes are given to an executor before the first of them is back."""
_THREADS: Final = 8
"""How many notes are packed or collected at the same time."""
_GONE: Final = "the scheduler went away before all notes were built"
_GO_ON: Final = "start it again, and run the same once more: what was made is in the store"


@dataclass(frozen=True, slots=True)
class _Asked:
    """A note that is to be made elsewhere: as it stands here, and the editions to make.

    Those that are up to date here and not asked for are among them, as the web edition offers them
    for download. ``stale`` are the others, with the reasons.
    """

    task: NoteTask
    standing: Standing
    editions: tuple[str, ...]
    stale: Mapping[str, tuple[str, ...]]
    digest: Digest

    @property
    def key(self) -> str:
        return result_key(self.task.slug, self.standing.inputs, self.editions)


def on_other_machines(
    outlooks: Iterator[Outlook], elsewhere: Elsewhere, listener: Listener
) -> Iterator[NoteResult]:
    """Build notes on machines that share a store; yield each result as soon as it is there.

    Raises CannotRunError if the store cannot be used, if a machine would make other bytes, or if
    nobody is there to build any more.
    """
    station = ThroughStore(elsewhere.executor, open_store(elsewhere.store), listener)
    try:
        yield from conduct(outlooks, [station], listener)
    finally:
        station.stop()


class ThroughStore:
    """A station whose notes go to an executor by way of a store, and come back so.

    A note whose result is in the store already is not built.
    """

    def __init__(self, executor: Executor, store: Store, listener: Listener) -> None:
        self._executor = executor
        self._store = store
        self._listener = listener
        self._packer = Packer(store)
        self._machine = this_machine()
        self._threads = ThreadPoolExecutor(_THREADS, thread_name_prefix="notepress-store")
        self._changing = threading.Lock()
        self._open: set[Future[NoteResult]] = set()
        self._elsewhere: set[Future[RemoteResult]] = set()
        self._end: NotepressError | None = None
        self._found = 0

    def can_take_one(self) -> bool:
        """Whether another note may be given to it now."""
        return len(self._open) < _MOST_AT_ONCE

    def submit(self, task: NoteTask) -> Future[NoteResult]:
        """Begin to find a note in the store, or to build it."""
        outcome: Future[NoteResult] = Future()
        with self._changing:
            self._open.add(outcome)
        outcome.add_done_callback(self._open.discard)
        self._threads.submit(self._guard, outcome, task.slug, lambda: self._begin(task, outcome))
        return outcome

    def steps(self) -> Iterator[tuple[str, str]]:
        """Yield nothing: workers have no line for that."""
        return iter(())

    def recover(self) -> None:
        """Go on after a worker has ended. Raises CannotRunError if there is nobody to go on."""
        if self._end is not None:
            raise self._end

    def stop(self) -> None:
        """Give up what was not done."""
        with self._changing:
            elsewhere = tuple(self._elsewhere)
        for one in elsewhere:
            one.cancel()
        self._threads.shutdown(wait=True, cancel_futures=True)
        if self._found:
            are = "note was" if self._found == 1 else "notes were"
            self._listener.remark(f"{self._found} {are} found in the store {self._store.address}")

    def _guard(
        self, outcome: Future[NoteResult], slug: str, step: Callable[[], NoteResult | None]
    ) -> None:
        """Do a step of a note; what is raised there is its result."""
        try:
            with translate_errors():
                result = step()
        except SourceError as error:
            result = NoteResult(slug, "refused", error.findings, error=error)
        except NotepressError as error:
            result = NoteResult(slug, "failed", error=error)
        except ConnectionError as error:
            failed = CannotRunError(f"a connection ended: {error}")
            result = NoteResult(slug, "failed", error=failed)
        if result is not None and not outcome.done():
            outcome.set_result(result)

    def _begin(self, task: NoteTask, outcome: Future[NoteResult]) -> NoteResult | None:
        asked = _asked(task)
        found = find_result(
            self._store, asked.key, task.slug, asked.standing.inputs, asked.editions
        )
        if found is not None:
            try:
                report = self._collect(asked, found.manifest, None)
            except UnusableError as error:
                forget_result(self._store, asked.key)
                self._listener.remark(f"{error}; {task.slug} is made again")
            else:
                self._found += 1
                return NoteResult(task.slug, "made", found.warnings, report)
        packed = self._packer.pack(task.folder, task.workspace)
        stored = {digest for _, digest in packed.files}
        if not packed.links and not stored.issuperset(asked.standing.inputs.source.values()):
            raise CannotRunError(
                "its source was changed while it was packed", hint="run the command again"
            )
        remote = RemoteTask(
            packed, asked.editions, self._store.address, asked.standing.inputs, self._machine
        )
        try:
            with translate_errors():
                elsewhere = self._executor.submit(build_elsewhere, remote)
        except (NotepressError, ConnectionError):
            # Executors raise what they like where there is nobody any more.
            self._give_up(outcome, CannotRunError(_GONE, _GO_ON))
            return None
        with self._changing:
            self._elsewhere.add(elsewhere)
        elsewhere.add_done_callback(lambda done: self._hand_over(asked, done, outcome))
        return None

    def _hand_over(
        self, asked: _Asked, done: Future[RemoteResult], outcome: Future[NoteResult]
    ) -> None:
        """Go on with a note that came back, in a thread of ours: this one is the executor's."""
        with self._changing:
            self._elsewhere.discard(done)
        if done.cancelled():
            # Nobody here cancels it before the end: who was to build it is gone.
            self._give_up(outcome, CannotRunError(_GONE, _GO_ON))
        elif (error := done.exception()) is not None:
            outcome.set_exception(error)
        else:
            result = done.result()
            # It may come while the run is being ended; then it is found in the store next time.
            with suppress(RuntimeError):
                self._threads.submit(
                    self._guard,
                    outcome,
                    asked.task.slug,
                    lambda: self._back(asked, result, outcome),
                )

    def _back(
        self, asked: _Asked, remote: RemoteResult, outcome: Future[NoteResult]
    ) -> NoteResult | None:
        if remote.unfit is not None:
            self._give_up(outcome, remote.unfit)
            return None
        result = remote.result
        if remote.manifest is None:
            return result
        try:
            report = self._collect(asked, remote.manifest, result.report)
        except UnusableError as error:
            # It is built again, as if who built it had ended.
            forget_result(self._store, asked.key)
            self._listener.remark(f"{error}; {asked.task.slug} is made again")
            outcome.set_exception(error)
            return None
        return replace(result, report=report)

    def _give_up(self, outcome: Future[NoteResult], error: NotepressError) -> None:
        self._end = self._end or error
        if not outcome.done():
            outcome.set_exception(error)

    def _collect(self, asked: _Asked, new: Manifest, built: NoteReport | None) -> NoteReport:
        """Bring the outputs of a note into their folder, and report on them."""
        standing = asked.standing
        with hold_lock(lock_of(standing.folder), _no_progress):
            _refuse_to_lose(asked, new)
            manifest = collect(standing.folder, new, self._store, asked.digest)
        explained = explain_outputs(standing.manifest, manifest, asked.stale)
        return NoteReport(
            folder=standing.folder,
            outputs=sizes_of(manifest),
            made=_made(asked, manifest, built),
            reasons=tuple(dict.fromkeys(why for group in asked.stale.values() for why in group)),
            done={one.name: one for one in explained if one.verdict != "up to date"},
            parts=built.parts if built else explain_parts(standing.manifest, manifest, (), ()),
            left_out=standing.left_out,
            omitted=built.omitted if built else (),
            steps=built.steps if built else (),
        )


def _no_progress(step: str) -> None: ...


def _asked(task: NoteTask) -> _Asked:
    digest = KnownDigests().of
    standing = standing_of(task.folder, task.workspace.for_note(task.folder), task.editions, digest)
    old, folder, inputs = standing.manifest, standing.folder, standing.inputs
    there = {one.edition for one in old.outputs.values()} if old is not None else set()
    stale_here = stale_editions(old, inputs, folder, sorted(there), digest) if there else {}
    wanted = {*standing.wanted, *(there - set(stale_here))}
    editions = tuple(name for name in ALL_NAMES if name in wanted)
    stale = stale_editions(old, inputs, folder, standing.wanted, digest)
    return _Asked(task, standing, editions, stale, digest)


def _refuse_to_lose(asked: _Asked, new: Manifest) -> None:
    """Check that an earlier revision is kept before it is replaced. Raises CannotRunError."""
    old = asked.standing.manifest
    if old is not None and old.revision < new.revision:
        from pipeline.load import load_note

        note = load_note(asked.task.folder)
        refuse_to_lose(asked.standing.folder, old, note.metadata, note.files)


def _made(asked: _Asked, manifest: Manifest, built: NoteReport | None) -> tuple[Made, ...]:
    """The editions that were stale and were made elsewhere, or took no time as they were there."""
    seconds = {one.edition: one.seconds for one in built.made} if built is not None else {}
    return tuple(
        Made(name, len(outputs), sum(one.bytes for one in outputs), seconds.get(name, 0.0))
        for name in ALL_NAMES
        if name in asked.stale and (outputs := _outputs_of(manifest, name))
    )


def _outputs_of(manifest: Manifest, edition: str) -> list[Output]:
    return [one for one in manifest.outputs.values() if one.edition == edition]

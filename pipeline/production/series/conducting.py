"""Building the notes of a series: which are to be made, by whom, and the index at the end."""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.editions.timings import Timings
from pipeline.errors import CannotRunError
from pipeline.limits import processors
from pipeline.production.building import make_room
from pipeline.production.digests import KnownDigests
from pipeline.production.index import publish_index, refuse_foreign_index
from pipeline.production.publish.places import refuse_places
from pipeline.production.series.elsewhere import Elsewhere
from pipeline.production.series.listening import Listener
from pipeline.production.series.tasks import NoteResult, NoteTask
from pipeline.production.series.worker import build_note, end_engines
from pipeline.production.unchanged import Looks, existing_report
from pipeline.works import note_name
from pipeline.workspace import find_workspace, notes_in_source

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from concurrent.futures import Executor

    from pipeline.production.series.tasks import Outlook
    from pipeline.workspace import Workspace


def build_series(
    notes: Sequence[Path],
    editions: Sequence[str] = (),
    *,
    workspace: Workspace | None = None,
    executor: Executor | Elsewhere | None = None,
    jobs: int | None = None,
    listener: Listener | None = None,
) -> tuple[NoteResult, ...]:
    """Build notes into ``<out>/<slug>/``, then the index of all notes; return what became of each.

    ``notes`` are their folders; the results are in that order. By default, all editions for
    readers are made that are possible on this machine. What is up to date is not made again, so
    that a run that was interrupted goes on where it was. ``workspace`` are the folders of the run,
    by default those of the current project: `pipeline.workspace.find_workspace` gives those of
    another one, or with another ``out``.

    Notes are built side by side in ``jobs`` processes of this machine, by default as many as it
    has processors for, or by an ``executor`` whose workers see the same files: what it runs is
    `pipeline.production.series.worker.build_note`. Workers that see nothing but a store are named
    by an `Elsewhere`: they build what the store has no result of. Bytes are the same in any case.
    A note with findings stops no other. One whose process ended is built once more, and is named
    by an N531 if that ends as well. ``listener`` is told what happens meanwhile, and asked whether
    to go on: results of notes that were not begun are missing. Remarks on the pages are found if it
    wants them, though not by workers that see nothing but a store.

    Raises CannotRunError if outputs must not be written where they would be, or the index cannot
    be. A program that calls this with several ``jobs`` needs the usual guard,
    ``if __name__ == "__main__"``: each process imports its main module (`multiprocessing`, spawn).
    """
    workspace = workspace or find_workspace(Path.cwd())
    listener = listener or Listener()
    remarks = listener.wants_remarks()
    tasks = [NoteTask(note_name(one), one, workspace, tuple(editions), remarks) for one in notes]
    refuse_places([task.slug for task in tasks], notes, workspace)
    digest = KnownDigests().of
    refuse_foreign_index(workspace.out, digest)
    results: dict[str, NoteResult] = {}
    outlooks = _looked_at(tasks, workspace, listener)
    for result in _conducted(outlooks, len(tasks), executor, jobs, listener):
        results[result.slug] = result
        listener.done(result)
    if made := sum(result.verdict == "made" for result in results.values()):
        make_room(workspace, made)
    publish_index(listed(notes, workspace), workspace, listener.index_step, digest)
    return tuple(results[task.slug] for task in tasks if task.slug in results)


def listed(folders: Sequence[Path], workspace: Workspace) -> tuple[Path, ...]:
    """The notes in the index: those of the project, and any others that were named."""
    named = {note_name(folder): folder for folder in (*notes_in_source(workspace), *folders)}
    return tuple(folder for _, folder in sorted(named.items()))


def _looked_at(
    tasks: Iterable[NoteTask], workspace: Workspace, listener: Listener
) -> Iterator[Outlook]:
    """Look at one note after the other, as whoever builds them asks for the next."""
    looks = Looks(workspace)
    for task in tasks:
        if listener.must_end():
            return
        report, timings = None, Timings()
        # What is refused is looked at again while nobody else can write there.
        with suppress(CannotRunError):
            report = existing_report(
                task.folder,
                task.workspace,
                task.editions,
                check_contents=listener.checks_contents(),
                looks=looks,
            )
        if report is None:
            yield task
        else:
            yield NoteResult(task.slug, "up-to-date", report=report, seconds=timings.seconds)


def _conducted(
    outlooks: Iterator[Outlook],
    count: int,
    executor: Executor | Elsewhere | None,
    jobs: int | None,
    listener: Listener,
) -> Iterator[NoteResult]:
    """Yield what became of each note, in the order in which they are done."""
    count = min(count, jobs or processors())
    if executor is None and count > 1:
        # For a single note to be made, a process of its own would only have to start.
        seen, are_several = _up_to_the_second(outlooks)
        outlooks, count = chain(seen, outlooks), count if are_several else 1
    if executor is None and count < 2:
        yield from _one_after_another(outlooks, listener)
        return
    # Not imported for a single note.
    from pipeline.production.series.side_by_side import on_executor, on_processes

    if isinstance(executor, Elsewhere):
        from pipeline.production.series.through_store import on_other_machines

        yield from on_other_machines(outlooks, executor, listener)
    elif executor is not None:
        yield from on_executor(outlooks, executor, listener)
    else:
        yield from on_processes(outlooks, count, listener)


def _up_to_the_second(outlooks: Iterator[Outlook]) -> tuple[list[Outlook], bool]:
    """The first outlooks up to that of the second note to be made, and whether there is one."""
    seen: list[Outlook] = []
    tasks = 0
    for outlook in outlooks:
        seen.append(outlook)
        tasks += not isinstance(outlook, NoteResult)
        if tasks == 2:
            return seen, True
    return seen, False


def _one_after_another(outlooks: Iterator[Outlook], listener: Listener) -> Iterator[NoteResult]:
    """Build notes in this process, with one engine."""
    try:
        for outlook in outlooks:
            if isinstance(outlook, NoteResult):
                yield outlook
            else:
                listener.begun(outlook)
                yield build_note(outlook, partial(listener.step, outlook.slug))
    finally:
        end_engines()

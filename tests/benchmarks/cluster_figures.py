"""Figures of `docs/series.md`: workers of Dask, the scheduler, the store. Prints a table.

`python tests/benchmarks/cluster_figures.py --notes 60` starts a scheduler and workers on this
machine, as a user would, and builds the same generated notes with one worker and with four.
"""

from __future__ import annotations

import argparse
import pickle
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from dask_processes import DaskProcesses, dask_processes
from series_notes import write_series

from pipeline import build_series, workers_at
from pipeline.press.engine.consumption import consumption_of
from pipeline.production.freshness import read_inputs
from pipeline.production.series.machine import this_machine
from pipeline.production.series.remote_tasks import RemoteTask
from pipeline.production.series.tasks import NoteResult
from pipeline.production.store.contents import open_store
from pipeline.production.store.packing import Packer
from pipeline.workspace import Workspace, find_workspace


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--notes", type=int, default=60)
    parser.add_argument("--tasks", type=int, default=5000)
    parser.add_argument("--workers", type=int, nargs="+", default=[1, 4])
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="notepress-cluster-") as name:
        root = Path(name)
        notes = write_series(root / "project", asked.notes, "small")
        workspace = find_workspace(root / "project")
        for workers in asked.workers:
            folder = root / f"with-{workers}"
            folder.mkdir()
            _measure_notes(notes, replace(workspace, out=folder / "build"), folder, workers)
        _measure_store(root, asked.notes)
        _measure_task(notes[0], workspace, root)
        (root / "tasks").mkdir()
        _measure_scheduler(root / "tasks", asked.tasks)


def _measure_notes(notes: Sequence[Path], workspace: Workspace, folder: Path, workers: int) -> None:
    with (
        _cluster(folder, workers) as cluster,
        workers_at(cluster.address, str(folder / "store")) as elsewhere,
    ):
        before, own, begun = _of_scheduler(cluster), time.process_time(), time.perf_counter()
        results = build_series(notes, workspace=workspace, executor=elsewhere)
        seconds = time.perf_counter() - begun
        print(f"{workers} workers: {len(notes)} notes in {seconds:.0f} s by the clock")
        _row("a note, in worker and engine", _mean(results))
        _row("a note after the first of each worker", _mean(_warm(results)))
        _row("a note, in the command", (time.process_time() - own) / len(notes))
        _row("a note, in the scheduler", (_of_scheduler(cluster) - before) / len(notes))
        print(f"  memory of a worker: {max(one.memory for one in results) / 1e6:.0f} MB")
        begun = time.process_time()
        out = replace(workspace, out=folder / "second")
        build_series(notes, workspace=out, executor=elsewhere)
        _row(
            "a note found in the store, in the command", (time.process_time() - begun) / len(notes)
        )


def _measure_store(root: Path, notes: int) -> None:
    store = open_store(str(next(root.glob("with-*/store"))))
    for kind in ("contents", "results"):
        sizes = [size for _, size, _ in store.files.names(kind)]
        print(f"{kind}: {len(sizes) / notes:.1f} a note, {sum(sizes) / notes / 1e6:.3f} MB a note")


def _measure_task(note: Path, workspace: Workspace, root: Path) -> None:
    store = open_store(str(root / "packed"))
    begun = time.process_time()
    packed = Packer(store).pack(note, workspace)
    inputs = read_inputs(note, workspace.for_note(note))
    _row("packing a note", time.process_time() - begun)
    sizes = [size for _, size, _ in store.files.names("contents")]
    task = RemoteTask(packed, ("pdf",), store.address, inputs, this_machine())
    print(f"source: {sum(sizes) / 1e3:.0f} KB, task: {len(pickle.dumps(task)) / 1e3:.1f} KB")


def _measure_scheduler(folder: Path, tasks: int) -> None:
    with (
        _cluster(folder, 1) as cluster,
        workers_at(cluster.address, str(folder / "store")) as elsewhere,
    ):
        payload = b"x" * 10_000
        before, begun = _of_scheduler(cluster), time.perf_counter()
        futures = [elsewhere.executor.submit(len, payload + b"%d" % n) for n in range(tasks)]
        for future in futures:
            future.result()
        seconds = time.perf_counter() - begun
        cpu = _of_scheduler(cluster) - before
        print(f"scheduler: {tasks / seconds:.0f} tasks a second, {cpu / tasks * 1e3:.2f} ms each")


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[DaskProcesses]:
    with dask_processes(folder, workers) as cluster:
        yield cluster


def _of_scheduler(cluster: DaskProcesses) -> float:
    return consumption_of(cluster.scheduler.pid).processor_seconds


def _mean(results: Sequence[NoteResult]) -> float:
    return sum(one.processor_seconds for one in results) / max(1, len(results))


def _warm(results: Sequence[NoteResult]) -> list[NoteResult]:
    """All but the dearest of each worker, which started the engine."""
    workers = {one.worker for one in results}
    dearest = {
        max(
            (one for one in results if one.worker == worker), key=lambda one: one.processor_seconds
        ).slug
        for worker in workers
    }
    return [one for one in results if one.slug not in dearest]


def _row(what: str, seconds: float) -> None:
    print(f"  {what}: {seconds:.3f} s of processors")


if __name__ == "__main__":
    main()

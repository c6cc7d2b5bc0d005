"""What a series of many notes takes, as ratios measured in one run: ``make bench-series``.

``--beside`` names a checkout of another state of the program, to which the first rows are then
compared; without it they are compared to this one with one job. Throughput is by the clock, and
tells something only where nothing else runs; everything else is in seconds of processors.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from measuring import Command, Usage, run
from series_copies import copy_note
from series_entries import read_entry, write_entry, write_outputs
from series_notes import edit_note, write_series
from setting import ROOT

from pipeline.production.index import publish_index
from pipeline.workspace import find_workspace, notes_in_source

if TYPE_CHECKING:
    from pipeline.workspace import Workspace

_SETTLED = 4.5
"""Seconds after which the sizes and times of files that were just written are trusted."""
_LARGEST = 300_000
_DASK = """
import sys
from pathlib import Path
from distributed import Client, LocalCluster
from pipeline.production.series.conducting import build_series
from pipeline.workspace import find_workspace, notes_in_source
if __name__ == "__main__":
    workspace = find_workspace(Path.cwd())
    count = int(sys.argv[1])
    with LocalCluster(n_workers=count, threads_per_worker=1, dashboard_address=None) as cluster:
        with Client(cluster) as client:
            notes = notes_in_source(workspace)
            results = build_series(notes, workspace=workspace, executor=client.get_executor())
    seen, later = set(), []
    for result in results:
        assert result.verdict == "made", result
        if result.worker in seen:
            later.append(result.processor_seconds)
        seen.add(result.worker)
    print(sum(later) / len(later))
"""
_MEMORY = """
import sys
from pathlib import Path
from measuring import held_by
from pipeline.production.series.tasks import NoteTask
from pipeline.production.series.worker import build_note, end_engines
from pipeline.works import note_name
from pipeline.workspace import find_workspace, notes_in_source
import os
workspace = find_workspace(Path.cwd())
for count, note in enumerate(notes_in_source(workspace), start=1):
    result = build_note(NoteTask(note_name(note), note, workspace, ()))
    assert result.verdict == "made", result
    if count in (int(sys.argv[1]), int(sys.argv[2])):
        print(held_by(os.getpid()), flush=True)
end_engines()
"""


@dataclass(frozen=True, slots=True)
class Row:
    """A figure and its limit, if it has one: at most, or at least where ``is_least``."""

    what: str
    measured: float
    limit: float | None
    unit: str
    is_least: bool = False

    def __str__(self) -> str:
        """The line of the table."""
        measured = f"{self.measured:.2f} {self.unit}"
        if self.limit is None:
            return f"| {self.what} | {measured} | | |"
        kept = self.measured >= self.limit if self.is_least else self.measured <= self.limit
        bound = "at least" if self.is_least else "at most"
        verdict = "kept" if kept else "**not kept**"
        return f"| {self.what} | {measured} | {bound} {self.limit:g} | {verdict} |"


def build(root: Path, *more: str, program: Path = ROOT) -> Usage:
    """Build a project, and return what it took."""
    words = (sys.executable, "-m", "pipeline", "build", *more)
    return run(Command(words, root, {"PYTHONPATH": str(program)}))


def said_by(command: Command) -> str:
    """Run a command to its end, and return what it printed."""
    process = command.start()
    said = process.communicate()[0].decode()
    if process.returncode:
        raise SystemExit(f"a command ended with {process.returncode}\n{said}")
    return said


def clean(root: Path) -> None:
    """Remove what was built, and what is kept between builds."""
    for name in ("build", ".notepress"):
        shutil.rmtree(root / name, ignore_errors=True)


def warm_and_side_by_side(folder: Path, count: int, beside: Path) -> list[Row]:
    """Notes with a warm engine, and side by side, each against the other program."""
    write_series(folder / "one", 1, "small")
    write_series(folder / "few", count, "small")
    alone = build(folder / "one", program=beside)
    clean(folder / "one")
    first = build(folder / "one", "--jobs", "1")
    warm = build(folder / "few", "--jobs", "1")
    clean(folder / "few")
    both = build(folder / "few")
    clean(folder / "few")
    one_job = () if beside != ROOT else ("--jobs", "1")
    other = build(folder / "few", *one_job, program=beside)
    a_note = (warm.processor - first.processor) / (count - 1)
    return [
        Row("a small note built alone", alone.processor, None, "processor s"),
        Row("a small note in a warm worker", a_note, None, "processor s"),
        Row("the second to the first", a_note / alone.processor, 0.35, "x"),
        Row(f"throughput of {count} notes", other.wall / both.wall, 3, "x", is_least=True),
        Row("its processors", both.processor / other.processor, None, "x"),
    ]


def nothing_to_do(folder: Path, count: int) -> list[Row]:
    """A build with nothing to do, and one of a single edited note."""
    write_series(folder / "one", 1, "small")
    build(folder / "one")
    copy_note(folder / "one", folder / "many", count)
    time.sleep(_SETTLED)
    build(folder / "one")
    build(folder / "many")
    idle = build(folder / "many")
    base = build(folder / "one")
    for root in (folder / "one", folder / "many"):
        edit_note(root / "source/notes/note-0001", "One sentence more.")
    single, among = build(folder / "one"), build(folder / "many")
    a_note = (idle.processor - base.processor) / (count - 1) * 1000
    return [
        Row(f"nothing to do, {count} notes", a_note, 5, "ms a note"),
        Row(f"one of {count} edited", among.processor / single.processor, 1.3, "x"),
    ]


def index(folder: Path, count: int) -> list[Row]:
    """The index, feeds, site maps and search from the manifests of notes that are not built."""
    root = folder / "index"
    write_outputs(root, count)
    workspace = find_workspace(root)
    made = _published(workspace)
    _published(workspace)
    time.sleep(_SETTLED)
    _published(workspace)
    same = _published(workspace)
    entry = read_entry(root, f"note-{count // 2:05}")
    write_entry(root, replace(entry, title=f"{entry.title}, edited"))
    edited = _published(workspace)
    files = [one for one in workspace.out.rglob("*.*") if "note-" not in one.parent.name]
    largest = max(one.stat().st_size for one in files if one.is_file())
    return [
        Row(f"index of {count} notes", made, 30, "processor s"),
        Row("one of them edited", edited, None, "processor s"),
        Row("nothing changed", same, None, "processor s"),
        Row("its largest file", largest / 1000, _LARGEST / 1000, "KB"),
    ]


def _published(workspace: Workspace) -> float:
    """Publish the index, and return the seconds of processors it took."""
    begun = time.process_time()
    publish_index(notes_in_source(workspace), workspace, lambda _: None)
    return time.process_time() - begun


def memory(folder: Path, count: int) -> list[Row]:
    """The memory of a worker after many notes against that after some."""
    few = min(20, count // 2)
    write_series(folder / "memory", count, "small")
    words = (sys.executable, "-c", _MEMORY, str(few), str(count))
    paths = f"{ROOT}:{ROOT / 'tests/benchmarks'}"
    said = said_by(Command(words, folder / "memory", {"PYTHONPATH": paths}))
    early, late = map(int, said.split())
    return [Row(f"memory of a worker after {count} notes, to {few}", late / early, 1.2, "x")]


def dask(folder: Path, count: int) -> list[Row]:
    """The processors of a note on four workers of Dask against one, after the first of each."""
    write_series(folder / "dask", count, "small")
    script = folder / "dask/conduct.py"
    script.write_text(_DASK, "utf-8")
    taken = []
    for workers in ("1", "4"):
        clean(folder / "dask")
        words = (sys.executable, script, workers)
        said = said_by(Command(words, folder / "dask", {"PYTHONPATH": str(ROOT)}))
        taken.append(float(said.split()[-1]))
    return [Row(f"four Dask workers against one, {count} notes", taken[1] / taken[0], 1.1, "x")]


def main() -> None:
    """Measure, and print the table of limits."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--beside", type=Path, default=ROOT, help="another checkout")
    parser.add_argument("--notes", type=int, default=6, help="notes that are built; 0 for none")
    parser.add_argument("--idle", type=int, default=200, help="notes of which one is edited")
    parser.add_argument("--memory", type=int, default=12, help="notes of one worker; 0 for none")
    parser.add_argument("--entries", type=int, default=10_000, help="notes in the index")
    parser.add_argument("--dask", type=int, default=0, help="notes on Dask, 8 or more; 0 for none")
    given = parser.parse_args()
    rows: list[Row] = []
    with TemporaryDirectory() as place:
        folder = Path(place)
        if given.notes:
            rows += warm_and_side_by_side(folder, given.notes, given.beside.resolve())
        if given.idle:
            rows += nothing_to_do(folder / "idle", given.idle)
        if given.entries:
            rows += index(folder, given.entries)
        if given.memory:
            rows += memory(folder, given.memory)
        if given.dask:
            rows += dask(folder, given.dask)
    print("| what | measured | limit | |", "|---|---|---|---|", *rows, sep="\n")


if __name__ == "__main__":
    main()

"""A cluster as users start it: same bytes, and nothing is lost when workers or schedulers die."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from dask_processes import dask_processes
from file_digests import digests

from pipeline import build_series, workers_at
from pipeline.cli import main
from pipeline.errors import CannotRunError
from pipeline.production.series.dask_cluster import scheduler_address
from pipeline.production.series.listening import Listener
from pipeline.production.series.tasks import NoteResult
from pipeline.workspace import Workspace, find_workspace

NOTES = Path(__file__).parents[2] / "notes"
EDITIONS = ("pdf", "one-pagers", "web")
NAMES = ("lake", "pond", "river", "sea", "well")


class AfterTheFirst(Listener):
    """Does something as soon as the first note is made."""

    def __init__(self, act: Callable[[NoteResult], None]) -> None:
        self._act = act
        self.results: list[NoteResult] = []

    def done(self, result: NoteResult) -> None:
        self.results.append(result)
        if len(self.results) == 1:
            self._act(result)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    for name in NAMES:
        shutil.copytree(NOTES / "minimal", tmp_path / "project/source/notes" / name)
    return find_workspace(tmp_path / "project")


def notes_of(workspace: Workspace) -> list[Path]:
    return sorted((workspace.source / "notes").iterdir())


def here(workspace: Workspace, name: str) -> Workspace:
    root = workspace.root.parent / name
    return replace(workspace, root=root, out=root / "build")


@pytest.mark.slow
def test_bytes_are_the_same_everywhere_and_a_dead_worker_loses_nothing(
    workspace: Workspace, tmp_path: Path
) -> None:
    notes = notes_of(workspace)
    for jobs in (1, 2):
        there = here(workspace, f"jobs-{jobs}")
        build_series(notes, EDITIONS, workspace=there, jobs=jobs)
    killed = AfterTheFirst(lambda result: os.kill(result.worker, signal.SIGKILL))
    with (
        dask_processes(tmp_path) as cluster,
        workers_at(cluster.address, str(tmp_path / "store")) as workers,
    ):
        there = here(workspace, "dask")
        results = build_series(notes, EDITIONS, workspace=there, executor=workers, listener=killed)
    assert [one.slug for one in results] == list(NAMES)
    assert [one.verdict for one in results] == ["made"] * len(NAMES)
    one, two, dask = (digests(tmp_path / name / "build") for name in ("jobs-1", "jobs-2", "dask"))
    assert one == two
    assert one == dask


@pytest.mark.slow
def test_a_run_goes_on_when_its_scheduler_has_died(workspace: Workspace, tmp_path: Path) -> None:
    notes, store = notes_of(workspace), str(tmp_path / "store")
    with dask_processes(tmp_path) as cluster:
        killed = AfterTheFirst(lambda result: cluster.scheduler.kill())
        with (
            pytest.raises(CannotRunError, match="the scheduler went away") as caught,
            workers_at(cluster.address, store) as workers,
        ):
            build_series(notes, EDITIONS, workspace=workspace, executor=workers, listener=killed)
    assert "run the same once more" in caught.value.hint
    assert 0 < len(killed.results) < len(NAMES)
    with (
        dask_processes(tmp_path) as cluster,
        workers_at(cluster.address, store) as workers,
    ):
        results = build_series(notes, EDITIONS, workspace=workspace, executor=workers)
    # Some may have been put in place that nobody heard of any more.
    there = {one.slug for one in results if one.verdict == "up-to-date"}
    assert there >= {one.slug for one in killed.results}
    assert {one.slug for one in results if one.verdict == "made"} == {*NAMES} - there


@pytest.mark.slow
def test_the_command_builds_on_a_cluster(
    workspace: Workspace,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    for name in NAMES[2:]:
        shutil.rmtree(workspace.source / "notes" / name)
    (workspace.source / "notes/pond/note.yaml").write_text("title: [")
    monkeypatch.chdir(workspace.root)
    with dask_processes(tmp_path, workers=1) as cluster:
        words = ("build", "--edition", "markdown", "--on", cluster.address)
        assert main([*words]) == 1
        out, err = capfd.readouterr()
        assert "lake" in out
        assert "pond" in err
        assert "N202" in err
        assert (workspace.out / "lake" / "lake.md").is_file()
        assert (workspace.root / ".notepress" / "store" / "notepress-store").is_file()

        shutil.rmtree(workspace.out)
        assert main([*words, "lake"]) == 0
        out, err = capfd.readouterr()
        assert "1 note was found in the store" in out
        assert err == ""

        assert main([*words, "--store", "memory://nowhere"]) == 2
        _, err = capfd.readouterr()
        assert "no store is seen at memory://nowhere" in err
        assert "the worker tcp://" in err
    assert main([*words, "--store", str(tmp_path / "other")]) == 2
    _, err = capfd.readouterr()
    assert err.splitlines() == [
        f"notepress: no Dask scheduler answers at {cluster.address}",
        "hint: start one with: dask scheduler",
    ]


@pytest.mark.parametrize(
    ("given", "address"),
    [
        ("dask://host", "tcp://host:8786"),
        ("dask://host:1234", "tcp://host:1234"),
        ("dask://10.0.0.1:8786/", "tcp://10.0.0.1:8786"),
        ("tls://host", "tls://host:8786"),
        ("tcp://[::1]:9000", "tcp://[::1]:9000"),
    ],
)
def test_a_scheduler_has_an_address(given: str, address: str) -> None:
    assert scheduler_address(given) == address


@pytest.mark.parametrize("given", ["host:8786", "http://host:8787", "dask://", ""])
def test_what_is_no_address_of_a_scheduler_is_said(given: str) -> None:
    with pytest.raises(CannotRunError, match="is no address of a Dask scheduler") as caught:
        scheduler_address(given)
    assert caught.value.hint == "write dask://host:8786"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--store", "x"], "--store says what machines share"),
        (["--on", "dask://host", "--jobs", "2"], "--jobs is for notes that are built on this"),
    ],
)
def test_arguments_that_do_not_go_together_are_refused(
    words: list[str],
    message: str,
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(workspace.root)
    assert main(["build", *words]) == 2
    assert message in capfd.readouterr().err
    assert not workspace.out.exists()

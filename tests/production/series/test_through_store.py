"""Notes built by workers that see nothing but a store are as if built here."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from file_digests import digests

from pipeline import build_series
from pipeline.errors import CannotRunError, SourceError
from pipeline.production.manifest import read_manifest
from pipeline.production.publish import kept_work
from pipeline.production.series.elsewhere import Elsewhere
from pipeline.production.series.listening import Listener
from pipeline.production.series.remote_tasks import RemoteResult, RemoteTask
from pipeline.production.store.contents import CONTENTS, Store, open_store
from pipeline.workspace import Workspace, find_workspace

NOTES = Path(__file__).parents[2] / "notes"
QUICK = ("markdown", "web")


class Heard(Listener):
    def __init__(self) -> None:
        self.remarks: list[str] = []

    def remark(self, text: str) -> None:
        self.remarks.append(text)


class Counting(ThreadPoolExecutor):
    """An executor that counts what it is given, and may be given another machine's task."""

    def __init__(self, change: Callable[[RemoteTask], RemoteTask] = lambda task: task) -> None:
        super().__init__(1)
        self.given: list[str] = []
        self._change = change

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.given.append(args[0].packed.name)
        return super().submit(fn, self._change(args[0]))


@pytest.fixture
def workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Workspace:
    """A project of two notes, whose workers keep their cache in the same folder."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("river", "lake"):
        shutil.copytree(NOTES / "minimal", tmp_path / "project/source/notes" / name)
    return find_workspace(tmp_path / "project")


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(str(tmp_path / "store"))


def notes_of(workspace: Workspace) -> list[Path]:
    return sorted((workspace.source / "notes").iterdir())


def here(workspace: Workspace, name: str) -> Workspace:
    """The same project with another folder of outputs and a cache of its own."""
    root = workspace.root.parent / name
    return replace(workspace, root=root, out=root / "build")


@pytest.mark.slow
def test_outputs_come_from_a_store_as_if_built_here(workspace: Workspace, store: Store) -> None:
    alone, first, second = (here(workspace, name) for name in ("alone", "first", "second"))
    notes = notes_of(workspace)
    build_series(notes, workspace=alone, jobs=1)
    with Counting() as executor:
        elsewhere = Elsewhere(executor, store.address)
        results = build_series(notes, workspace=first, executor=elsewhere)
        assert [one.verdict for one in results] == ["made", "made"]
        assert sorted(executor.given) == ["lake", "river"]
        assert digests(first.out) == digests(alone.out)
        report = results[0].report
        assert report is not None
        assert report.folder == first.out / results[0].slug
        assert {one.verdict for one in report.explained} == {"made"}
        assert sum(one.files for one in report.made) == len(report.outputs)

        heard = Heard()
        results = build_series(notes, workspace=second, executor=elsewhere, listener=heard)
        assert [one.verdict for one in results] == ["made", "made"]
        assert len(executor.given) == 2, "what another machine made is not made again"
        assert heard.remarks == [f"2 notes were found in the store {store.address}"]
        assert digests(second.out) == digests(alone.out)

        results = build_series(notes, workspace=second, executor=elsewhere)
        assert [one.verdict for one in results] == ["up-to-date", "up-to-date"]

        text = notes[0] / "text" / "introduction.md"
        text.write_text(f"{text.read_text()}\nOne sentence more.\n")
        build_series(notes, workspace=second, executor=elsewhere)
        build_series(notes, workspace=alone, jobs=1)
        assert executor.given[2:] == ["lake"], "only what changed"
        assert digests(second.out) == digests(alone.out)


@pytest.mark.slow
def test_what_is_broken_in_a_store_is_made_again_and_said(
    workspace: Workspace, store: Store
) -> None:
    first, second, third = (here(workspace, name) for name in ("first", "second", "third"))
    notes = notes_of(workspace)[:1]
    with Counting() as executor:
        elsewhere = Elsewhere(executor, store.address)
        build_series(notes, QUICK, workspace=first, executor=elsewhere)
        manifest = read_manifest(first.out / "lake")
        assert manifest is not None
        digest = next(one.sha256 for one in manifest.outputs.values() if one.edition == "markdown")
        name = f"{CONTENTS}/{digest[:2]}/{digest}"
        size = store.files.size(name)
        for damage, told in ((b"x" * (size or 0), "was damaged"), (None, "is missing")):
            if damage is None:
                store.files.remove(name)
            else:
                store.files.write(name, damage)
            heard, there = Heard(), second if damage else third
            build_series(notes, QUICK, workspace=there, executor=elsewhere, listener=heard)
            assert [told in one and "lake is made again" in one for one in heard.remarks] == [True]
            assert digests(there.out) == digests(first.out)
        assert executor.given == ["lake"] * 3


@pytest.mark.slow
def test_the_web_edition_offers_what_is_up_to_date_here(workspace: Workspace, store: Store) -> None:
    alone, other = here(workspace, "alone"), here(workspace, "other")
    notes = notes_of(workspace)[:1]
    with Counting() as executor:
        elsewhere = Elsewhere(executor, store.address)
        for editions in (("markdown",), ("web",)):
            build_series(notes, editions, workspace=alone, jobs=1)
            build_series(notes, editions, workspace=other, executor=elsewhere)
    assert digests(other.out) == digests(alone.out)
    manifest = read_manifest(other.out / "lake")
    assert manifest is not None
    assert "markdown" in manifest.offered


@pytest.mark.slow
def test_findings_are_those_of_a_build_here(workspace: Workspace, store: Store) -> None:
    note = notes_of(workspace)[0]
    (note / "text" / "introduction.md").write_text("# Introduction\n\nSee [](#nowhere).\n")
    (note / "styles").mkdir()
    (note / "styles" / "tokens.css").write_text(":root { --no-such-token: 1; }\n")
    found = []
    with Counting() as executor:
        for where in (None, Elsewhere(executor, store.address)):
            (result,) = build_series([note], QUICK, workspace=workspace, executor=where, jobs=1)
            assert result.verdict == "refused"
            assert isinstance(result.error, SourceError)
            found.append(result.findings)
    assert executor.given == ["lake"]
    assert found[0] == found[1]


def test_a_machine_that_would_make_other_bytes_is_refused(
    workspace: Workspace, store: Store
) -> None:
    def older(task: RemoteTask) -> RemoteTask:
        versions = {**task.machine.versions, "weasyprint": "60.0", "Python": "3.10"}
        return replace(task, machine=replace(task.machine, versions=versions))

    with Counting(older) as executor:
        elsewhere = Elsewhere(executor, store.address)
        with pytest.raises(CannotRunError, match="would make other bytes: it has Python") as caught:
            build_series(notes_of(workspace), QUICK, workspace=workspace, executor=elsewhere)
    assert "weasyprint 70.0 where 60.0 is wanted" in str(caught.value)
    assert not workspace.out.exists()


def test_another_program_of_the_same_version_is_refused(workspace: Workspace, store: Store) -> None:
    def patched(task: RemoteTask) -> RemoteTask:
        return replace(task, machine=replace(task.machine, program="0" * 64))

    with Counting(patched) as executor:
        elsewhere = Elsewhere(executor, store.address)
        with pytest.raises(CannotRunError, match="another program that calls itself notepress"):
            build_series(notes_of(workspace), QUICK, workspace=workspace, executor=elsewhere)


def test_a_store_that_workers_do_not_see_is_said(workspace: Workspace, store: Store) -> None:
    def blind(task: RemoteTask) -> RemoteTask:
        return replace(task, store=f"{store.address}-of-another-machine")

    with Counting(blind) as executor:
        elsewhere = Elsewhere(executor, store.address)
        with pytest.raises(CannotRunError, match=r"no store is seen at .*-of-another-machine"):
            build_series(notes_of(workspace), QUICK, workspace=workspace, executor=elsewhere)


class Going(Executor):
    """An executor whose scheduler dies: what it was given is cancelled, or it takes no more."""

    def __init__(self, *, takes: bool) -> None:
        self._takes = takes

    def submit(self, fn: Any, /, *args: Any, **kwargs: Any) -> Future[RemoteResult]:
        if not self._takes:
            raise RuntimeError("the client is closed")
        future: Future[RemoteResult] = Future()
        future.cancel()
        future.set_running_or_notify_cancel()
        with pytest.raises(CancelledError):
            future.result()
        return future


@pytest.mark.parametrize("takes", [True, False])
def test_a_scheduler_that_dies_is_one_sentence(
    workspace: Workspace, store: Store, *, takes: bool
) -> None:
    elsewhere = Elsewhere(Going(takes=takes), store.address)
    with pytest.raises(CannotRunError, match="the scheduler went away") as caught:
        build_series(notes_of(workspace), QUICK, workspace=workspace, executor=elsewhere)
    assert "what was made is in the store" in caught.value.hint


def test_the_cache_of_workers_is_not_that_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    root = kept_work.root_for_strangers()
    kept_work.open_cache(root).put("part-" + "0" * 64, b"words")
    assert (root / kept_work.FOLDER / ("part-" + "0" * 64)).is_file()
    assert root.parent == tmp_path
    assert root.name != "notepress"

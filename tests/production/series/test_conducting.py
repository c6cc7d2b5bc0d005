"""Many notes: each as if built alone, whatever becomes of the others."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from file_digests import digests

from pipeline import build_series
from pipeline.production.building import build_folder
from pipeline.production.series.listening import Listener
from pipeline.production.series.tasks import NoteResult, NoteTask
from pipeline.workspace import Workspace, find_workspace

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[2] / "notes"
EDITIONS = ("pdf", "one-pagers", "markdown")


class Heard(Listener):
    def __init__(self) -> None:
        self.begun_notes: list[str] = []
        self.done_notes: list[str] = []
        self.steps: set[str] = set()

    def begun(self, task: NoteTask) -> None:
        self.begun_notes.append(task.slug)

    def step(self, slug: str, step: str) -> None:
        self.steps.add(f"{slug} {step}")

    def done(self, result: NoteResult) -> None:
        self.done_notes.append(result.slug)


class FailsFast(Heard):
    def must_end(self) -> bool:
        return bool(self.done_notes)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    """A project of four notes, of which the second cannot be built."""
    for name in ("river", "broken", "lake", "sea"):
        shutil.copytree(NOTES / "minimal", tmp_path / "source/notes" / name)
    (tmp_path / "source/notes/broken/note.yaml").write_text("title: [", "utf-8")
    return find_workspace(tmp_path)


def notes_of(workspace: Workspace, *names: str) -> list[Path]:
    return [workspace.source / "notes" / name for name in names]


def test_notes_side_by_side_are_as_if_built_alone(workspace: Workspace, tmp_path: Path) -> None:
    notes = notes_of(workspace, "sea", "broken", "river", "lake")
    heard = Heard()
    results = build_series(notes, EDITIONS, workspace=workspace, jobs=2, listener=heard)
    assert [one.slug for one in results] == ["sea", "broken", "river", "lake"]
    assert [one.verdict for one in results] == ["made", "refused", "made", "made"]
    assert {one.code for one in results[1].findings} == {"N202"}
    assert len({one.worker for one in results}) == 2
    for one in results:
        if one.verdict == "made":
            assert one.processor_seconds > 0.1
            assert one.memory > 50_000_000
    assert (
        sorted(heard.begun_notes) == sorted(heard.done_notes) == sorted(one.slug for one in results)
    )
    assert "sea reading" in heard.steps
    assert (workspace.out / "index.html").is_file()

    again = Heard()
    results = build_series(notes, EDITIONS, workspace=workspace, jobs=2, listener=again)
    assert [one.verdict for one in results] == ["up-to-date", "refused", *["up-to-date"] * 2]
    assert again.begun_notes == ["broken"]

    elsewhere = find_workspace(tmp_path, tmp_path / "by-executor")
    shutil.rmtree(tmp_path / ".notepress")
    with ThreadPoolExecutor(2) as executor:
        build_series(notes, EDITIONS, workspace=elsewhere, executor=executor)
    alone = find_workspace(tmp_path, tmp_path / "alone")
    shutil.rmtree(tmp_path / ".notepress")
    build_folder(notes[2], alone, EDITIONS)
    for slug in ("sea", "river", "lake"):
        assert digests(elsewhere.out / slug) == digests(workspace.out / slug)
    assert digests(alone.out / "river") == digests(workspace.out / "river")
    left = [path.name for path in workspace.out.iterdir() if path.name.startswith(".")]
    assert left == []


def test_no_further_note_is_begun_once_the_listener_ends_it(workspace: Workspace) -> None:
    heard = FailsFast()
    notes = notes_of(workspace, "broken", "river", "lake", "sea")
    results = build_series(notes, EDITIONS[2:], workspace=workspace, jobs=1, listener=heard)
    assert [one.slug for one in results] == heard.begun_notes == ["broken"]

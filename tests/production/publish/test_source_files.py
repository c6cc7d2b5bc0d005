"""Replacing files of a source: all or none, and never one that has changed meanwhile."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.source_files import (
    STAGING,
    finish_replacing,
    replace_source_files,
)
from pipeline.production.publish.staging import Staging

OLD = {"note.yaml": b"one", "text/1-first.md": b"two"}
NEW = {"note.yaml": b"three", "text/1-first.md": b"four"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path, content in OLD.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_files_are_replaced_and_keep_their_rights(folder: Path) -> None:
    (folder / "note.yaml").chmod(0o640)
    replace_source_files(folder, OLD, NEW)
    assert contents(folder) == NEW
    assert (folder / "note.yaml").stat().st_mode & 0o777 == 0o640


def test_nothing_is_written_if_one_file_has_changed(folder: Path) -> None:
    (folder / "text/1-first.md").write_bytes(b"edited meanwhile")
    with pytest.raises(CannotRunError, match="changed while it was being edited"):
        replace_source_files(folder, OLD, NEW)
    assert contents(folder) == {"note.yaml": b"one", "text/1-first.md": b"edited meanwhile"}


def test_the_old_files_are_back_if_one_cannot_be_replaced(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace = Path.replace

    def refuse(self: Path, target: Path) -> Path:
        if target.name == "1-first.md":
            raise PermissionError(13, "Permission denied")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(CannotRunError, match="Permission denied"):
        replace_source_files(folder, OLD, NEW)
    assert contents(folder) == OLD


def test_files_that_are_not_there_yet_are_created_with_the_others(folder: Path) -> None:
    new = {**NEW, "state.json": b"five", "figures/a.csv": b"six"}
    replace_source_files(folder, OLD, new)
    assert contents(folder) == new
    with pytest.raises(CannotRunError, match="changed while it was being edited"):
        replace_source_files(folder, NEW, {"note.yaml": b"x", "state.json": b"y"})
    assert contents(folder) == new


def test_a_killed_run_that_creates_files_is_finished(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = {**NEW, "figures/a.csv": b"six", "state.json": b"five"}
    replace = Path.replace

    def killed(self: Path, target: Path) -> Path:
        if target == folder / "text/1-first.md":
            raise KeyboardInterrupt
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", killed)
    monkeypatch.setattr(Staging, "clear", lambda _: None)
    with pytest.raises(KeyboardInterrupt):
        replace_source_files(folder, OLD, new)
    monkeypatch.undo()
    assert (folder / "note.yaml").read_bytes() == b"three"
    finish_replacing(folder)
    assert contents(folder) == new


def test_what_somebody_keeps_beside_the_files_stays(folder: Path) -> None:
    (folder / ".note.yaml.part").write_bytes(b"somebody's")
    replace_source_files(folder, OLD, NEW)
    assert (folder / ".note.yaml.part").read_bytes() == b"somebody's"
    assert not (folder / STAGING).exists()


def test_a_folder_of_somebody_elses_in_the_way_is_not_touched(folder: Path) -> None:
    (folder / STAGING).mkdir()
    (folder / STAGING / "precious").write_bytes(b"somebody's")
    with pytest.raises(CannotRunError, match="in the way"):
        replace_source_files(folder, OLD, NEW)
    assert (folder / STAGING / "precious").read_bytes() == b"somebody's"
    assert (folder / "note.yaml").read_bytes() == OLD["note.yaml"]


def kill_while_replacing(folder: Path, name: str) -> None:
    """Replace the files in a process that is ended when the file ``name`` is to take its place."""
    process = os.fork()
    if process == 0:
        replace = Path.replace

        def end_at(self: Path, target: Path) -> Path:
            if self.name == name and target.parent in {folder, folder / "text"}:
                os._exit(0)
            return replace(self, target)

        Path.replace = end_at  # type: ignore[assignment,method-assign]
        replace_source_files(folder, OLD, NEW)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0


def test_what_a_killed_run_had_made_complete_is_put_in_place(folder: Path) -> None:
    kill_while_replacing(folder, "1-first.md")
    assert (folder / "note.yaml").read_bytes() == NEW["note.yaml"]
    assert (folder / "text/1-first.md").read_bytes() == OLD["text/1-first.md"]
    finish_replacing(folder)
    assert contents(folder) == NEW
    assert not (folder / STAGING).exists()


def test_a_file_changed_after_a_killed_run_stays_as_it_is(folder: Path) -> None:
    kill_while_replacing(folder, "1-first.md")
    (folder / "text/1-first.md").write_bytes(b"edited meanwhile")
    finish_replacing(folder)
    assert contents(folder) == {**NEW, "text/1-first.md": b"edited meanwhile"}


def test_what_a_killed_run_had_not_made_complete_is_not_put_in_place(folder: Path) -> None:
    kill_while_replacing(folder, "note.yaml")
    (folder / STAGING / "complete").unlink()
    finish_replacing(folder)
    replace_source_files(folder, OLD, {})
    assert contents(folder) == OLD

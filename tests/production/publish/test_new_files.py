"""New files: written where nothing is, and never over anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.new_files import write_new_files


def test_files_are_written_with_their_folders(tmp_path: Path) -> None:
    write_new_files(tmp_path / "note", {"a.txt": "a\n", "b/c.txt": "美\n"})
    assert (tmp_path / "note/a.txt").read_bytes() == b"a\n"
    assert (tmp_path / "note/b/c.txt").read_bytes() == "美\n".encode()


def test_nothing_is_written_where_a_file_is_there(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("old")
    with pytest.raises(CannotRunError, match=r"b\.txt would be overwritten"):
        write_new_files(tmp_path, {"a.txt": "new", "b.txt": "new"})
    assert (tmp_path / "b.txt").read_text() == "old"
    assert not (tmp_path / "a.txt").exists()


def test_a_link_to_nowhere_is_not_written_through(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "elsewhere.txt")
    with pytest.raises(CannotRunError, match="overwritten"):
        write_new_files(tmp_path, {"a.txt": "new"})
    assert not (tmp_path / "elsewhere.txt").exists()


def test_a_folder_that_cannot_be_made_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRunError, match="cannot write"):
        write_new_files(tmp_path / "file" / "note", {"a.txt": "a"})


def test_a_script_can_be_run_at_once(tmp_path: Path) -> None:
    files = {"run.sh": "#!/bin/sh\necho done\n", "read.txt": "words\n"}
    write_new_files(tmp_path, files, executable=("run.sh",))
    done = subprocess.run([tmp_path / "run.sh"], capture_output=True, text=True, check=True)
    assert done.stdout == "done\n"
    assert not os.access(tmp_path / "read.txt", os.X_OK)


def test_what_somebody_keeps_beside_a_new_folder_stays(tmp_path: Path) -> None:
    for name in (".note.notepress", ".note.notepress-part"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "precious").write_bytes(b"somebody's")
    with pytest.raises(CannotRunError, match="in the way"):
        write_new_files(tmp_path / "note", {"a.txt": "a"})
    assert not (tmp_path / "note").exists()
    assert (tmp_path / ".note.notepress/precious").read_bytes() == b"somebody's"
    assert (tmp_path / ".note.notepress-part/precious").read_bytes() == b"somebody's"


def test_nothing_is_left_beside_a_new_folder(tmp_path: Path) -> None:
    write_new_files(tmp_path / "note", {"a.txt": "a", "run": "b"}, executable=("run",))
    assert [path.name for path in tmp_path.iterdir()] == ["note"]
    assert (tmp_path / "note/run").stat().st_mode & 0o100

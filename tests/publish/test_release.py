"""Outputs are the old ones or the new ones, whole."""

from __future__ import annotations

import threading
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.publish.release import clear_up, is_cluttered, release, replace_file


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_first_release_makes_the_folder(tmp_path: Path) -> None:
    release(tmp_path / "note", {"a.pdf": b"1", "web/index.html": b"2"})
    assert contents(tmp_path / "note") == {"a.pdf": b"1", "web/index.html": b"2"}


def test_a_release_takes_away_what_is_no_longer_made(tmp_path: Path) -> None:
    release(tmp_path / "note", {"a.pdf": b"1", "old.pdf": b"x"})
    release(tmp_path / "note", {"a.pdf": b"2"})
    assert contents(tmp_path / "note") == {"a.pdf": b"2"}


def test_kept_files_are_taken_over(tmp_path: Path) -> None:
    release(tmp_path / "note", {"a.pdf": b"1", "web/index.html": b"w"})
    release(tmp_path / "note", {"a.pdf": b"2"}, keep=("web/index.html",))
    assert contents(tmp_path / "note") == {"a.pdf": b"2", "web/index.html": b"w"}


def test_nothing_is_left_beside_the_folder(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        release(tmp_path / "note", {"a.pdf": content})
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_a_release_that_fails_leaves_the_old_files(tmp_path: Path) -> None:
    release(tmp_path / "note", {"a.pdf": b"1"})
    too_long = "x" * 300
    with pytest.raises(CannotRunError, match="cannot write"):
        release(tmp_path / "note", {"a.pdf": b"2", too_long: b"3"})
    assert contents(tmp_path / "note") == {"a.pdf": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_what_a_killed_release_left_is_taken_away(tmp_path: Path) -> None:
    release(tmp_path / "note", {"a.pdf": b"1"})
    (tmp_path / ".note.new" / "web").mkdir(parents=True)
    (tmp_path / ".note.new" / "web" / "index.html").write_bytes(b"half")
    assert is_cluttered(tmp_path / "note")
    clear_up(tmp_path / "note")
    assert not is_cluttered(tmp_path / "note")
    assert [path.name for path in tmp_path.iterdir()] == ["note"]
    assert contents(tmp_path / "note") == {"a.pdf": b"1"}


def test_the_old_folder_is_put_back_if_a_release_was_killed_while_it_was_away(
    tmp_path: Path,
) -> None:
    release(tmp_path / ".note.old", {"a.pdf": b"1"})
    release(tmp_path / ".note.new", {"a.pdf": b"2"})
    clear_up(tmp_path / "note")
    assert contents(tmp_path / "note") == {"a.pdf": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


@pytest.fixture
def no_exchange(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file system on which two folders cannot change places in one step."""
    module = import_module("pipeline.publish.release")
    monkeypatch.setattr(module, "_exchange", lambda one, other: False)


@pytest.mark.usefixtures("no_exchange")
def test_a_release_where_folders_cannot_change_places(tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        release(tmp_path / "note", {"a.pdf": content})
        assert contents(tmp_path / "note") == {"a.pdf": content}
        assert [path.name for path in tmp_path.iterdir()] == ["note"]


@pytest.mark.usefixtures("no_exchange")
def test_the_old_folder_is_put_back_if_the_new_one_cannot_take_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    release(tmp_path / "note", {"a.pdf": b"1"})
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.name.endswith(".new"):
            raise PermissionError(13, "Permission denied")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(CannotRunError, match="Permission denied"):
        release(tmp_path / "note", {"a.pdf": b"2"})
    assert contents(tmp_path / "note") == {"a.pdf": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_a_file_in_the_way_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "note").write_text("somebody's")
    with pytest.raises(CannotRunError, match="a file is in the way"):
        release(tmp_path / "note", {"a.pdf": b"1"})
    assert (tmp_path / "note").read_text() == "somebody's"
    assert [path.name for path in tmp_path.iterdir()] == ["note"]


def test_a_reader_never_sees_half_a_release(tmp_path: Path) -> None:
    folder = tmp_path / "note"
    names = [f"{number}.pdf" for number in range(5)]
    release(folder, dict.fromkeys(names, b"0"))
    seen: list[bool] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(all((folder / name).exists() for name in names))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        release(folder, dict.fromkeys(names, str(turn).encode()))
    done.set()
    reader.join()
    assert seen
    assert all(seen)


def test_a_file_that_is_right_already_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "index.html"
    replace_file(path, b"1")
    inode = path.stat().st_ino
    replace_file(path, b"1")
    assert path.stat().st_ino == inode
    (tmp_path / ".index.html.part").write_bytes(b"ha")
    replace_file(path, b"1")
    assert [left.name for left in tmp_path.iterdir()] == ["index.html"]
    replace_file(path, b"2")
    assert path.read_bytes() == b"2"

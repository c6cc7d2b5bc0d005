"""Outputs are the old ones or the new ones, whole, and what is somebody's stays as it is."""

from __future__ import annotations

import os
import threading
from collections.abc import Collection, Mapping
from hashlib import sha256
from importlib import import_module
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.release import clear_up, is_cluttered, release, staging_of

pytestmark = pytest.mark.slow


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


class Outputs:
    """A folder of outputs of which it is known what is ours, as a manifest knows it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.owned: dict[str, frozenset[str]] = {}

    def release(self, files: Mapping[str, bytes], keep: Collection[str] = ()) -> None:
        release(self.folder, files, self.owned, keep)
        kept = {path: self.owned[path] for path in keep}
        new = {path: frozenset({sha256(one).hexdigest()}) for path, one in files.items()}
        self.owned = {**kept, **new}


@pytest.fixture(params=["from here", "from the root"])
def outputs(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Outputs:
    monkeypatch.chdir(tmp_path)
    return Outputs(Path("note") if request.param == "from here" else tmp_path / "note")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_first_release_makes_the_folder(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/index.html": b"2"})
    assert contents(outputs.folder) == {"a.pdf": b"1", "web/index.html": b"2"}


def test_a_release_takes_away_what_is_no_longer_made(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/old.html": b"x"})
    outputs.release({"a.pdf": b"2"})
    assert contents(outputs.folder) == {"a.pdf": b"2"}
    assert names(outputs.folder) == ["a.pdf"]


def test_kept_files_are_taken_over(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/index.html": b"w"})
    outputs.release({"a.pdf": b"2"}, keep=("web/index.html",))
    assert contents(outputs.folder) == {"a.pdf": b"2", "web/index.html": b"w"}


def test_nothing_is_left_beside_the_folder(outputs: Outputs, tmp_path: Path) -> None:
    for content in (b"1", b"2"):
        outputs.release({"a.pdf": content})
    assert names(tmp_path) == ["note"]


def put_foreign_things_into(folder: Path) -> None:
    (folder / "CNAME").write_text("example.org")
    (folder / "CNAME").chmod(0o640)
    (folder / "web").mkdir(exist_ok=True)
    (folder / "web" / "robots.txt").write_text("all")
    (folder / "web" / "up").symlink_to("..")
    (folder / "lost").symlink_to("nowhere")
    (folder / "mine" / "deep").mkdir(parents=True)
    (folder / "mine" / "deep" / "notes").write_text("to be kept")
    (folder / "mine" / "empty").mkdir(mode=0o700)
    os.mkfifo(folder / "mine" / "pipe")
    for path in (folder / "mine" / "deep", folder / "mine", folder / "CNAME"):
        os.utime(path, ns=(10**18, 10**18 + 7))


def state(folder: Path) -> dict[str, tuple[object, ...]]:
    """All that is to be told of everything in a folder, and is not what we wrote."""
    found: dict[str, tuple[object, ...]] = {}
    for path in sorted(folder.rglob("*")):
        stat = path.lstat()
        what: object = path.readlink() if path.is_symlink() else ""
        if path.is_file() and not path.is_symlink():
            what = (path.read_bytes(), stat.st_ino)
        found[path.relative_to(folder).as_posix()] = (stat.st_mode, stat.st_mtime_ns, what)
    return found


@pytest.fixture(params=["folders change places", "folders cannot change places", "no hard links"])
def file_system(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "folders cannot change places":
        module = import_module("pipeline.production.publish.release")
        monkeypatch.setattr(module, "_exchange", lambda one, other: False)
    if request.param == "no hard links":

        def refuse(old: Path, new: Path, *, follow_symlinks: bool) -> None:
            raise PermissionError(1, "Operation not permitted")

        monkeypatch.setattr(os, "link", refuse)
    return str(request.param)


def test_what_is_somebody_elses_stays_as_it_is(
    outputs: Outputs, tmp_path: Path, file_system: str
) -> None:
    ours = {"a.pdf", "web", "web/index.html"}
    outputs.release({"a.pdf": b"1", "web/index.html": b"w"})
    put_foreign_things_into(outputs.folder)
    if file_system == "no hard links":
        # Nothing but a file or a link can be copied.
        (outputs.folder / "mine" / "pipe").unlink()
        os.utime(outputs.folder / "mine", ns=(10**18, 10**18 + 7))
    before = state(outputs.folder)
    for files in ({"a.pdf": b"2", "web/index.html": b"w2"}, {"b.pdf": b"3"}, {"a.pdf": b"2"}):
        outputs.release(files)
        after = state(outputs.folder)
        assert {path for path in after if path not in before} <= {*files}
        for path in before.keys() - ours:
            assert after[path][:2] == before[path][:2], path
            one, other = before[path][2], after[path][2]
            copied = file_system == "no hard links" and isinstance(one, tuple)
            assert one[0] == other[0] if copied else one == other, path  # type: ignore[index]
        assert names(tmp_path) == ["note"]
    assert contents(outputs.folder)["a.pdf"] == b"2"


def test_a_file_of_ours_that_was_changed_is_not_replaced(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/index.html": b"w", "c.pdf": b"c"})
    (outputs.folder / "a.pdf").write_bytes(b"mine")
    (outputs.folder / "c.pdf").unlink()
    (outputs.folder / "c.pdf").symlink_to("a.pdf")
    before = state(outputs.folder)
    with pytest.raises(CannotRunError, match=r"a\.pdf and .*c\.pdf were changed since"):
        outputs.release({"b.pdf": b"2"})
    assert state(outputs.folder) == before


@pytest.mark.parametrize("way", ["file", "folder", "link", "file on the way", "link on the way"])
def test_what_has_the_place_of_a_new_file_is_not_replaced(
    outputs: Outputs, tmp_path: Path, way: str
) -> None:
    outputs.release({"a.pdf": b"1"})
    place = outputs.folder / ("web" if way.endswith("on the way") else "web/index.html")
    place.parent.mkdir(exist_ok=True)
    (tmp_path / "elsewhere").mkdir()
    if way.startswith("file"):
        place.write_text("mine")
    elif way.startswith("link"):
        place.symlink_to(tmp_path / "elsewhere")
    else:
        place.mkdir()
    before = state(tmp_path)
    with pytest.raises(CannotRunError, match="in the way"):
        outputs.release({"a.pdf": b"2", "web/index.html": b"2"})
    assert state(tmp_path) == before


def test_a_release_that_fails_leaves_the_old_files(outputs: Outputs, tmp_path: Path) -> None:
    outputs.release({"a.pdf": b"1"})
    put_foreign_things_into(outputs.folder)
    before = state(outputs.folder)
    too_long = "x" * 300
    with pytest.raises(CannotRunError, match="cannot write"):
        outputs.release({"a.pdf": b"2", f"web/{too_long}": b"3"})
    assert state(outputs.folder) == before
    assert names(tmp_path) == ["note"]


class KilledError(Exception):
    """The process was killed."""


STEPS = ("mkdir", "open", "link", "replace", "rename", "exchange", "unlink", "rmdir", "chmod")


def kill_at(number: int, monkeypatch: pytest.MonkeyPatch, *, exchange: bool) -> list[str]:
    """Let nothing more be done to the disk from a certain step on; return the steps done."""
    done: list[str] = []

    def may(step: str) -> None:
        if len(done) >= number:
            raise KilledError(step)
        done.append(step)

    def counted(step: str, function: object) -> object:
        def call(*given: object, **named: object) -> object:
            may(step)
            return function(*given, **named)  # type: ignore[operator]

        return call

    for owner, name in (
        (Path, "mkdir"), (Path, "open"), (os, "link"), (Path, "replace"), (Path, "rename"),
        (Path, "unlink"), (Path, "rmdir"), (Path, "chmod"), (os, "chown"),
    ):  # fmt: skip
        monkeypatch.setattr(owner, name, counted(name, getattr(owner, name)))
    module = import_module("pipeline.production.publish.release")
    real = module._exchange if exchange else lambda one, other: False
    monkeypatch.setattr(module, "_exchange", counted("exchange", real))
    return done


@pytest.mark.parametrize("exchange", [True, False])
def test_a_release_killed_at_any_step_loses_nothing(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    exchange: bool,  # noqa: FBT001
) -> None:
    number, ended = 0, False
    while not ended:
        outputs = Outputs(tmp_path / str(number) / "note")
        old, new = {"a.pdf": b"1", "web/x": b"w"}, {"a.pdf": b"2", "b/c.pdf": b"3"}
        outputs.release(old)
        put_foreign_things_into(outputs.folder)
        before = state(outputs.folder)
        with monkeypatch.context() as patch:
            kill_at(number, patch, exchange=exchange)
            try:
                outputs.release(new)
                ended = True
            except KilledError:
                pass
        clear_up(outputs.folder)
        after = state(outputs.folder)
        for path in before.keys() - {*old, *new, "web"}:
            assert after[path] == before[path], (number, path)
        ours = {
            path: data for path, data in contents(outputs.folder).items() if path in {*old, *new}
        }
        assert ours in (old, new), number
        assert names(outputs.folder.parent) == ["note"], number
        number += 1
    assert number > 40


def test_what_a_killed_release_left_is_taken_away(outputs: Outputs, tmp_path: Path) -> None:
    outputs.release({"a.pdf": b"1"})
    staging = staging_of(outputs.folder)
    staging.begin({"a.pdf": frozenset({sha256(b"2").hexdigest()})})
    staging.write(staging.box / "new" / "a.pdf", b"2")
    (staging.box / "scratch").write_bytes(b"half")
    assert is_cluttered(outputs.folder)
    clear_up(outputs.folder)
    assert not is_cluttered(outputs.folder)
    assert names(tmp_path) == ["note"]
    assert contents(outputs.folder) == {"a.pdf": b"1"}


def test_what_somebody_put_into_the_old_folder_meanwhile_is_put_back(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1"})
    staging = staging_of(outputs.folder)
    staging.begin(outputs.owned)
    staging.write(staging.box / "new" / "a.pdf", b"1")
    (staging.box / "new" / "late").mkdir()
    (staging.box / "new" / "late" / "CNAME").write_text("example.org")
    clear_up(outputs.folder)
    assert contents(outputs.folder) == {"a.pdf": b"1", "late/CNAME": b"example.org"}
    assert not is_cluttered(outputs.folder)


def test_a_folder_that_only_has_the_name_of_ours_is_not_touched(
    outputs: Outputs, tmp_path: Path
) -> None:
    outputs.release({"a.pdf": b"1"})
    for name in (".note.new", ".note.old", ".note.notepress"):
        (tmp_path / name / "new").mkdir(parents=True)
        (tmp_path / name / "new" / "a.pdf").write_bytes(b"1")
    before = state(tmp_path)
    clear_up(outputs.folder)
    with pytest.raises(CannotRunError, match=r"\.note\.notepress is in the way"):
        outputs.release({"a.pdf": b"2"})
    assert state(tmp_path) == before


def test_a_file_in_the_way_is_left_alone(outputs: Outputs, tmp_path: Path) -> None:
    outputs.folder.write_text("somebody's")
    with pytest.raises(CannotRunError, match="a file is in the way"):
        outputs.release({"a.pdf": b"1"})
    assert outputs.folder.read_text() == "somebody's"
    assert names(tmp_path) == ["note"]


def test_a_link_to_a_folder_is_left_alone(outputs: Outputs, tmp_path: Path) -> None:
    (tmp_path / "victim").mkdir()
    outputs.folder.symlink_to("victim")
    with pytest.raises(CannotRunError, match="in the way"):
        outputs.release({"a.pdf": b"1"})
    assert outputs.folder.readlink() == Path("victim")
    assert names(tmp_path) == ["note", "victim"]


def test_a_reader_never_sees_half_a_release(outputs: Outputs) -> None:
    files = [f"{number}.pdf" for number in range(5)]
    outputs.release(dict.fromkeys(files, b"0"))
    (outputs.folder / "CNAME").write_text("example.org")
    seen: list[bool] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            seen.append(all((outputs.folder / name).exists() for name in (*files, "CNAME")))

    reader = threading.Thread(target=read)
    reader.start()
    for turn in range(60):
        outputs.release(dict.fromkeys(files, str(turn).encode()))
    done.set()
    reader.join()
    assert seen
    assert all(seen)


def test_what_is_unchanged_is_the_same_file_as_before(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/photo.jpg": b"p"})
    before = {path: (outputs.folder / path).stat() for path in outputs.owned}
    outputs.release({"a.pdf": b"2", "web/photo.jpg": b"p"})
    after = {path: (outputs.folder / path).stat() for path in outputs.owned}
    assert contents(outputs.folder) == {"a.pdf": b"2", "web/photo.jpg": b"p"}
    assert after["web/photo.jpg"].st_ino == before["web/photo.jpg"].st_ino
    assert after["web/photo.jpg"].st_mtime_ns == before["web/photo.jpg"].st_mtime_ns
    assert after["web/photo.jpg"].st_nlink == 1
    assert after["a.pdf"].st_ino != before["a.pdf"].st_ino


def test_what_is_unchanged_and_missing_is_written(outputs: Outputs) -> None:
    outputs.release({"a.pdf": b"1", "web/photo.jpg": b"p"})
    (outputs.folder / "web/photo.jpg").unlink()
    outputs.release({"a.pdf": b"2", "web/photo.jpg": b"p"})
    assert contents(outputs.folder) == {"a.pdf": b"2", "web/photo.jpg": b"p"}

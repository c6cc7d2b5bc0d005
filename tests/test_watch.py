"""Changes of files are noticed, whatever way a file is saved, each once."""

from __future__ import annotations

import gc
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from pipeline.watch import changes

pytestmark = pytest.mark.slow

PATIENCE = 900.0


class Folder:
    """A folder being watched, and what is said of it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stop = threading.Event()
        (path / "a.md").write_text("one")
        (path / "b.md").write_text("two")
        self.changes = changes(self.files, self.stop)

    def files(self) -> Mapping[str, Path]:
        return {path.name: path for path in self.path.rglob("*.md")}

    def next(self) -> tuple[str, ...]:
        """Return the next change; nothing if none comes."""
        timer = threading.Timer(PATIENCE, self.stop.set)
        timer.start()
        try:
            return next(self.changes, ())
        finally:
            timer.cancel()


@pytest.fixture(params=["told by the system", "polling"])
def folder(
    tmp_path: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Folder]:
    if request.param == "polling":
        monkeypatch.setenv("WATCHFILES_FORCE_POLLING", "1")
    watched = Folder(tmp_path)
    yield watched
    watched.stop.set()


def test_what_changed_before_anyone_looked_is_noticed(folder: Folder) -> None:
    (folder.path / "a.md").write_text("changed")
    assert folder.next() == ("a.md",)


def test_files_that_come_and_go_are_noticed(folder: Folder) -> None:
    (folder.path / "c.md").write_text("three")
    (folder.path / "a.md").unlink()
    assert folder.next() == ("a.md", "c.md")


def test_a_file_put_in_place_of_another_is_a_change(folder: Folder) -> None:
    (folder.path / "a.part").write_text("new")
    (folder.path / "a.part").replace(folder.path / "a.md")
    assert folder.next() == ("a.md",)


def test_each_change_is_told_once(folder: Folder) -> None:
    (folder.path / "a.md").write_text("changed")
    assert folder.next() == ("a.md",)
    (folder.path / "b.md").write_text("changed as well")
    assert folder.next() == ("b.md",)


def test_what_changes_while_a_change_is_dealt_with_comes_next(folder: Folder) -> None:
    (folder.path / "a.md").write_text("changed")
    assert folder.next() == ("a.md",)
    (folder.path / "a.md").write_text("changed again")
    assert folder.next() == ("a.md",)


def test_it_ends_when_it_is_stopped(folder: Folder) -> None:
    folder.stop.set()
    assert list(folder.changes) == []


def test_a_folder_that_is_new_is_watched(folder: Folder) -> None:
    (folder.path / "text").mkdir()
    (folder.path / "text" / "c.md").write_text("three")
    assert folder.next() == ("c.md",)
    (folder.path / "text" / "c.md").write_text("changed")
    assert folder.next() == ("c.md",)


def test_a_folder_put_in_the_place_of_another_is_watched(folder: Folder) -> None:
    text = folder.path / "text"
    for number in (1, 2):
        text.mkdir()
        (text / "c.md").write_text(f"of folder {number}")
        assert folder.next() == ("c.md",)
        (text / "c.md").write_text(f"changed in folder {number}")
        assert folder.next() == ("c.md",)
        text.rename(folder.path.parent / f"gone-{folder.path.name}-{number}")
        assert folder.next() == ("c.md",)


def test_a_file_that_a_link_leads_to_is_watched(
    folder: Folder, tmp_path_factory: pytest.TempPathFactory
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "c.md"
    elsewhere.write_text("three")
    (folder.path / "c.md").symlink_to(elsewhere)
    assert folder.next() == ("c.md",)
    elsewhere.write_text("changed")
    assert folder.next() == ("c.md",)


def test_when_all_files_are_gone_new_ones_are_noticed(folder: Folder) -> None:
    for name in ("a.md", "b.md"):
        (folder.path / name).unlink()
    assert folder.next() == ("a.md", "b.md")
    (folder.path / "c.md").write_text("three")
    assert folder.next() == ("c.md",)


NOTHING_LEFT_TO_TELL_WITH = """
import os, resource, sys, threading
from pathlib import Path
from pipeline.watch import changes
import watchfiles

folder = Path(sys.argv[1])
found = changes(lambda: {path.name: path for path in folder.iterdir()}, threading.Event())
# One more file may be open: enough to list a folder with, too few to be told of changes in it.
lowest = os.open(os.devnull, os.O_RDONLY)
os.close(lowest)
resource.setrlimit(resource.RLIMIT_NOFILE, (lowest + 1, lowest + 1))
try:
    next(watchfiles.watch(folder))
except (OSError, RuntimeError):
    print("refused")
for content in ("changed", "changed again", "and again, by now"):
    (folder / "a.md").write_text(content)
    print(*next(found))
"""


def test_where_the_system_tells_nothing_changes_are_noticed(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("one")
    done = subprocess.run(
        [sys.executable, "-c", NOTHING_LEFT_TO_TELL_WITH, str(tmp_path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE,
    )
    assert done.stdout.split() == ["refused", "a.md", "a.md", "a.md"]


class _Left:
    """What a build leaves: an object in a cycle."""

    def __init__(self) -> None:
        self.itself = self


def test_what_a_build_left_is_given_up_before_the_next_change(folder: Folder) -> None:
    gc.disable()
    try:
        (folder.path / "a.md").write_text("changed")
        assert folder.next() == ("a.md",)
        left = weakref.ref(_Left())
        assert left() is not None
        (folder.path / "a.md").write_text("changed again")
        assert folder.next() == ("a.md",)
        assert left() is None
    finally:
        gc.enable()
        gc.unfreeze()

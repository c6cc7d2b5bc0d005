"""Changes of files are noticed, whatever way a file is saved, each once."""

from __future__ import annotations

import threading
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
        return {path.name: path for path in self.path.glob("*.md")}

    def next(self) -> tuple[str, ...]:
        """Return the next change; nothing if none comes."""
        timer = threading.Timer(PATIENCE, self.stop.set)
        timer.start()
        try:
            return next(self.changes, ())
        finally:
            timer.cancel()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Folder]:
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

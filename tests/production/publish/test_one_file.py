"""A file that was asked for by its path is written over nothing but itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.disk_cache import DiskCache
from pipeline.production.publish.one_file import refuse_foreign_file, write_file


@pytest.fixture
def cache(tmp_path: Path) -> DiskCache:
    (tmp_path / "cache").mkdir()
    return DiskCache(tmp_path / "cache")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "out" / "redline.html"


def test_what_we_wrote_is_replaced(path: Path, cache: DiskCache) -> None:
    for content in (b"1", b"2", b"2"):
        write_file(path, content, cache)
        assert path.read_bytes() == content
        assert [one.name for one in path.parent.iterdir()] == ["redline.html"]


@pytest.mark.parametrize("what", ["changed", "foreign", "empty", "link", "dangling link", "folder"])
def test_anything_else_is_left_alone(path: Path, cache: DiskCache, what: str) -> None:
    write_file(path, b"ours", cache)
    if what == "changed":
        path.write_bytes(b"ours, and a word more")
    else:
        path.rename(path.with_name("ours.html"))
    if what in {"foreign", "empty"}:
        path.write_bytes(b"mine" if what == "foreign" else b"")
    elif what.endswith("link"):
        path.symlink_to("ours.html" if what == "link" else "nowhere")
    elif what == "folder":
        path.mkdir()
    before = [(one, one.lstat()) for one in sorted(path.parent.iterdir())]
    for refused in (
        lambda: refuse_foreign_file(path, cache),
        lambda: write_file(path, b"2", cache),
    ):
        with pytest.raises(CannotRunError):
            refused()
    assert [one for one, _ in before] == sorted(path.parent.iterdir())
    assert all(one.lstat().st_mtime_ns == stat.st_mtime_ns for one, stat in before)


def test_a_folder_that_cannot_be_written(path: Path, cache: DiskCache) -> None:
    path.parent.write_text("")
    with pytest.raises(CannotRunError, match="cannot write"):
        write_file(path, b"1", cache)

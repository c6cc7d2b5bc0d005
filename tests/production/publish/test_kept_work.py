"""What is kept between builds lies in the project, and never among what is somebody else's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.cache import key_of
from pipeline.production.publish.kept_work import open_cache

KEY = key_of("kind", "part")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    for name in ("root", "temporary"):
        (tmp_path / name).mkdir()
    return tmp_path / "root"


def test_it_is_in_the_project_and_git_ignores_it(root: Path) -> None:
    open_cache(root).put(KEY, b"work")
    assert (root / ".notepress" / KEY).is_file()
    assert "\n*\n" in (root / ".notepress" / ".gitignore").read_text()
    assert open_cache(root).get(KEY) == b"work"


@pytest.mark.parametrize("what", ["file", "folder", "link", "mark that is another's"])
def test_what_is_there_already_is_left_alone(root: Path, tmp_path: Path, what: str) -> None:
    place = root / ".notepress"
    if what == "file":
        place.write_text("mine")
    elif what == "folder":
        place.mkdir()
        (place / "mine").write_text("mine")
    elif what == "link":
        (root / "target").mkdir()
        (root / "target" / "mine").write_text("mine")
        place.symlink_to("target")
    else:
        place.mkdir()
        (place / ".gitignore").write_text("mine")
    before = sorted(root.rglob("*"))
    open_cache(root).put(KEY, b"work")
    assert sorted(root.rglob("*")) == before
    assert (tmp_path / "cache" / "notepress" / KEY).is_file()


def test_a_mark_that_was_not_finished_is_made_again(root: Path) -> None:
    (root / ".notepress").mkdir()
    (root / ".notepress" / ".gitignore.1.part").write_text("# Wor")
    open_cache(root).put(KEY, b"work")
    assert (root / ".notepress" / KEY).is_file()


def test_without_any_other_place_it_is_in_a_temporary_one(root: Path, tmp_path: Path) -> None:
    (root / ".notepress").write_text("")
    (tmp_path / "cache").write_text("")
    open_cache(root).put(KEY, b"work")
    assert (tmp_path / "temporary" / f"notepress-{os.getuid()}" / KEY).is_file()


def test_a_folder_that_everybody_may_write_to_is_not_trusted(root: Path, tmp_path: Path) -> None:
    open_cache(root)
    (root / ".notepress").chmod(0o777)
    open_cache(root).put(KEY, b"work")
    assert not (root / ".notepress" / KEY).exists()
    assert (tmp_path / "cache" / "notepress" / KEY).is_file()


def test_without_any_place_nothing_is_remembered(root: Path, tmp_path: Path) -> None:
    for place in (root / ".notepress", tmp_path / "cache"):
        place.write_text("")
    (tmp_path / "temporary" / f"notepress-{os.getuid()}").write_text("")
    cache = open_cache(root)
    cache.put(KEY, b"work")
    assert cache.get(KEY) is None

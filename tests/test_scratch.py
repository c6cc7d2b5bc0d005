"""Temporary folders are taken away by whoever made them, or by the next run, and no others are."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.scratch import ScratchFolder

HOLD = """
import sys, tempfile
from pipeline.scratch import ScratchFolder
tempfile.tempdir = sys.argv[1]
folder = ScratchFolder()
(folder.path / "inside").mkdir()
(folder.path / "inside" / "font.ttf").write_text("x")
print(folder.path, flush=True)
sys.stdin.read()
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    return tmp_path


def test_it_is_gone_when_it_is_left(temporary: Path) -> None:
    with ScratchFolder() as folder:
        (folder / "a").write_text("x")
        assert folder.parent == temporary
    assert list(temporary.iterdir()) == []


def test_the_next_run_takes_away_what_a_killed_one_left_and_nothing_that_is_in_use(
    temporary: Path,
) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, temporary],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as owner:
        assert owner.stdout is not None
        left = Path(owner.stdout.readline().strip())
        with ScratchFolder() as mine:
            assert sorted(temporary.iterdir()) == sorted([left, mine])
        assert (left / "inside/font.ttf").is_file()
        owner.kill()
    with ScratchFolder() as mine:
        assert list(temporary.iterdir()) == [mine]


def test_what_is_not_ours_is_left_alone(temporary: Path) -> None:
    theirs = temporary / "theirs"
    theirs.mkdir()
    (theirs / ".owner").write_text("")
    kept = {
        # Without a lock, and not empty; of another name; a link; a file.
        *("notepress-scratch-notes123", "notepress-scratch-abcdefgh-mine", "notepress-abcdefgh"),
    }
    for name in kept:
        (temporary / name).mkdir()
        (temporary / name / "mine.txt").write_text("precious")
    (temporary / "notepress-scratch-aaaaaaaa").symlink_to(theirs)
    (temporary / "notepress-scratch-bbbbbbbb").write_text("a file")
    before = sorted(temporary.rglob("*"))
    with ScratchFolder():
        pass
    assert sorted(temporary.rglob("*")) == before


def test_an_empty_one_without_a_lock_is_taken_away(temporary: Path) -> None:
    (temporary / "notepress-scratch-cccccccc").mkdir()
    with ScratchFolder():
        pass
    assert list(temporary.iterdir()) == []


def test_where_none_can_be_made_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "missing"))
    with pytest.raises(CannotRunError, match="cannot create a temporary folder") as raised:
        ScratchFolder()
    assert "TMPDIR" in raised.value.hint

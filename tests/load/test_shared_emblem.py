"""An emblem beside an imprint above the note: read, watched and attached as one of the note."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from kept_in_memory import PARSED

from pipeline.errors import SourceError
from pipeline.load import load_files, load_note
from pipeline.production.freshness import source_files
from pipeline.revisions import read_revision
from pipeline.workspace import find_workspace

MINIMAL = Path(__file__).parent.parent / "notes/minimal"
DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><path d="M1 1h7v7z"/></svg>'


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    note = tmp_path / "source/notes/shared"
    shutil.copytree(MINIMAL, note)
    (note / "imprint.yaml").unlink()
    imprint = "name: River Press\nlogo: figures/emblem.svg\n"
    (tmp_path / "source/imprint.yaml").write_text(imprint, "utf-8")
    (tmp_path / "source/figures").mkdir()
    (tmp_path / "source/figures/emblem.svg").write_bytes(DRAWING)
    (tmp_path / "source/figures/other.svg").write_bytes(DRAWING)
    return note


def test_it_belongs_to_the_note_and_what_is_not_named_does_not(folder: Path) -> None:
    note = load_note(folder, PARSED)
    assert note.files["figures/emblem.svg"] == DRAWING
    assert "figures/emblem.svg" in note.attached
    assert "figures/other.svg" not in note.files
    assert set(note.cover_pictures) == {"figures/emblem.svg"}
    assert load_files("shared", note.attached, PARSED).cover_pictures == note.cover_pictures


def test_it_is_watched_and_makes_the_outputs_stale(folder: Path) -> None:
    found = source_files(folder)
    assert found["figures/emblem.svg"] == folder.parents[1] / "figures/emblem.svg"
    assert "figures/other.svg" not in found


def test_another_picture_of_its_name_is_a_finding(folder: Path) -> None:
    (folder / "figures/emblem.svg").write_bytes(DRAWING)
    assert load_note(folder, PARSED).cover_pictures
    (folder / "figures/emblem.svg").write_bytes(DRAWING.replace(b"7z", b"6z"))
    with pytest.raises(SourceError) as failure:
        load_note(folder, PARSED)
    assert [one.code for one in failure.value.findings] == ["N236"]


def test_a_link_is_not_followed(folder: Path) -> None:
    emblem = folder.parents[1] / "figures/emblem.svg"
    emblem.rename(folder.parents[1] / "elsewhere.svg")
    emblem.symlink_to("../elsewhere.svg")
    with pytest.raises(SourceError) as failure:
        load_note(folder, PARSED)
    assert "N157" in {one.code for one in failure.value.findings}


@pytest.mark.slow
def test_a_revision_in_git_has_it(folder: Path) -> None:
    root = folder.parents[2]
    who = {"GIT_AUTHOR_NAME": "a", "GIT_AUTHOR_EMAIL": "a@b.example"}
    who |= {"GIT_COMMITTER_NAME": "a", "GIT_COMMITTER_EMAIL": "a@b.example"}
    for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "note"]):
        subprocess.run(["git", *command], cwd=root, env={**os.environ, **who}, check=True)
    note = read_revision("HEAD:source/notes/shared", find_workspace(root))
    assert set(note.cover_pictures) == {"figures/emblem.svg"}

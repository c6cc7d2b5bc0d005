"""No output comes near a source, a style or a repository, whatever way leads there."""

from __future__ import annotations

import cProfile
import os
import pstats
import re
from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.publish.places import (
    refuse_places,
    refuse_project_folder,
    refuse_source_folder,
    refuse_style_folder,
)
from pipeline.workspace import find_workspace


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a note, a style and links, in a git repository; it is the current folder."""
    root = tmp_path / "project"
    note = root / "source" / "notes" / "river"
    for folder in (note / "text", root / "styles" / "words", root / "other", tmp_path / "alone"):
        folder.mkdir(parents=True)
    (tmp_path / ".git").mkdir()
    for folder in (note, tmp_path / "alone"):
        (folder / "note.yaml").write_text("")
    (root / "a-file").write_text("")
    (root / "to-notes").symlink_to("source/notes")
    (root / "to-styles").symlink_to(root / "styles")
    (root / "to-repository").symlink_to(tmp_path)
    (root / "to-nowhere").symlink_to("nowhere")
    (root / "to-itself").symlink_to("to-itself")
    (root / "to-other").symlink_to("other")
    (root / "other" / "sea").symlink_to("../build")
    monkeypatch.chdir(root)
    return root


def refuse(out: str, slug: str = "river", folder: str = "source/notes/river") -> None:
    workspace = find_workspace(Path.cwd(), Path(out))
    refuse_places((slug,), (Path(folder).resolve(),), workspace)


@pytest.mark.parametrize(
    ("out", "words"),
    [
        (".", "is the folder of the project"),
        ("../project/", "is the folder of the project"),
        ("source", "is the folder of the project's sources"),
        ("source/notes", "is the folder of the project's notes"),
        ("build/../source//notes/", "is the folder of the project's notes"),
        ("to-notes", "is the folder of the project's notes"),
        ("to-notes/river", "is the source of the note river"),
        ("to-notes/river/text/deeper", "is in the source of the note river"),
        ("source/notes/river/text", "is in the source of the note river"),
        ("styles", "is the style folder"),
        ("to-styles/words", "is in the style folder"),
        ("to-styles/../styles/new", "is in the style folder"),
        ("..", "is the root of a git repository"),
        ("to-repository", "is the root of a git repository"),
        ("to-repository/.git/objects", "is in the data of a git repository"),
        ("../alone/text", "is in the source of the note alone"),
        ("a-file", "a-file is a file"),
        ("a-file/below", "a-file is a file"),
        ("to-nowhere", "is a broken link"),
        ("to-nowhere/below", "is a broken link"),
        ("to-itself", "is a broken link"),
    ],
)
def test_outputs_are_refused(project: Path, out: str, words: str) -> None:
    before = sorted(project.parent.rglob("*"))
    for given in (out, str(project / out)):
        with pytest.raises(CannotRunError, match=re.escape(words)) as refused:
            refuse(given)
        assert "--out" in refused.value.hint
    assert sorted(project.parent.rglob("*")) == before


@pytest.mark.parametrize(
    ("out", "slug", "words"),
    [
        ("source/notes/..", "notes", "is the folder of the project's sources"),
        ("other/..", "styles", "is the folder of the project"),
        ("new", "river", ""),
        ("to-other", "river", ""),
        ("other", "sea", "other/sea is a link"),
        ("to-other", "sea", "to-other/sea is a link"),
    ],
)
def test_the_folder_of_a_note_is_looked_at_too(
    project: Path, out: str, slug: str, words: str
) -> None:
    if not words:
        refuse(out, slug)
        return
    with pytest.raises(CannotRunError, match=re.escape(words)):
        refuse(out, slug)


def test_a_note_among_many_is_looked_at_with_as_few_calls(project: Path) -> None:
    def calls(count: int) -> int:
        notes = [project / f"source/notes/note-{number}" for number in range(count)]
        for note in notes:
            note.mkdir(exist_ok=True)
            (note / "note.yaml").touch()
        workspace = find_workspace(project)
        names = [note.name for note in notes]
        with cProfile.Profile() as profile:
            refuse_places(names, notes, workspace)
        return pstats.Stats(profile).total_calls

    few, more, most = calls(10), calls(40), calls(70)
    assert most - more < 1.1 * (more - few)


def test_what_is_not_in_a_project_is_protected_as_well(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (project.parent / ".git").rmdir()
    monkeypatch.chdir(project.parent)
    with pytest.raises(CannotRunError, match="is the source of the note alone"):
        refuse(".", "alone", "alone")
    with pytest.raises(CannotRunError, match="contains the source of the note river"):
        refuse(".", "project", "project/source/notes/river")
    refuse(".", "river", "project/source/notes/river")
    monkeypatch.chdir("alone")
    with pytest.raises(CannotRunError, match="is the source of the note alone"):
        refuse("..", "alone", ".")


def test_a_note_can_be_built_in_its_own_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(project.parent / "alone")
    refuse("build", "alone", ".")
    with pytest.raises(CannotRunError, match="is the source of the note alone"):
        refuse(".", "build", ".")
    with pytest.raises(CannotRunError, match="is in the source of the note alone"):
        refuse("text/build", "alone", ".")


@pytest.mark.parametrize("folder", ["source/notes/river/text", "to-notes/river/figures/new"])
def test_a_note_or_project_does_not_begin_inside_a_note(project: Path, folder: str) -> None:
    for refuse_folder in (refuse_source_folder, refuse_project_folder):
        with pytest.raises(CannotRunError, match="is in the note river"):
            refuse_folder(Path(folder), find_workspace(project))


def test_a_note_does_not_become_a_project(project: Path) -> None:
    with pytest.raises(CannotRunError, match="is a note"):
        refuse_project_folder(Path("to-notes/river"), find_workspace(project))


@pytest.mark.parametrize("folder", ["styles/new", "to-styles", "../.git/new"])
def test_a_note_does_not_begin_in_a_style_or_in_git(project: Path, folder: str) -> None:
    with pytest.raises(CannotRunError, match="is in the"):
        refuse_source_folder(Path(folder), find_workspace(project))


def test_a_note_or_project_may_begin_in_a_repository(project: Path) -> None:
    for folder in (".", "source/notes/sea", project.parent):
        refuse_source_folder(Path(folder), find_workspace(project))


def test_a_style_begins_in_no_note(project: Path) -> None:
    for folder in ("styles", "styles/of-mine", "source/notes/river/styles"):
        refuse_style_folder(Path(folder))
    for folder in ("to-notes/river", "source/notes/river/text", "source/notes/river/text/styles"):
        with pytest.raises(CannotRunError, match="is in the note river"):
            refuse_style_folder(Path(folder))
    assert os.listdir(project / "styles") == ["words"]  # noqa: PTH208

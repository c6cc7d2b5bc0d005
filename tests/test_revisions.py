"""A note read from its folder, from a revision of git, from the PDF that carries it."""

from __future__ import annotations

import datetime as dt
import io
import os
import shutil
import subprocess
from pathlib import Path

import pikepdf
import pytest

from pipeline.errors import CannotRunError, SourceError
from pipeline.note import Note
from pipeline.press.pdf.attaching.attachment import attach_source, pack_source
from pipeline.revisions import read_revision
from pipeline.workspace import Workspace, find_workspace

MINIMAL = Path(__file__).parent / "notes/minimal"
GIT = {
    "GIT_AUTHOR_NAME": "Author",
    "GIT_AUTHOR_EMAIL": "author@example.org",
    "GIT_COMMITTER_NAME": "Author",
    "GIT_COMMITTER_EMAIL": "author@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
}


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-C", str(folder), *arguments],
        check=True, capture_output=True, env={**os.environ, **GIT},
    )  # fmt: skip


@pytest.fixture
def project(tmp_path: Path) -> Workspace:
    """A project with one note in two revisions; the imprint lies above the notes."""
    folder = tmp_path / "source/notes/rivers"
    shutil.copytree(MINIMAL, folder)
    shutil.move(folder / "imprint.yaml", tmp_path / "source/imprint.yaml")
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "first")
    git(tmp_path, "tag", "first")
    text = (folder / "note.yaml").read_text("utf-8").replace("language:", "revision: 2\nlanguage:")
    (folder / "note.yaml").write_text(text, "utf-8")
    return find_workspace(tmp_path)


@pytest.mark.parametrize("name", ["first:source/notes/rivers", "first:rivers", "HEAD:rivers"])
def test_a_revision_of_git_is_read_as_it_was(project: Workspace, name: str) -> None:
    old, new = read_revision(name, project), read_revision("rivers", project)
    assert (old.metadata.revision, new.metadata.revision) == (1, 2)
    assert old.slug == "rivers"
    assert old.publisher == new.publisher
    assert old.pictures == new.pictures


@pytest.mark.parametrize("name", ["first:lakes", "second:rivers", "--help:rivers"])
def test_what_is_not_in_git_cannot_be_read(project: Workspace, name: str) -> None:
    with pytest.raises(CannotRunError):
        read_revision(name, project)


@pytest.mark.parametrize("revision", ["nosuch", "second", "--upload-pack=x"])
def test_a_revision_that_is_not_there_is_named(project: Workspace, revision: str) -> None:
    with pytest.raises(CannotRunError, match=f"git knows no revision '{revision}'"):
        read_revision(f"{revision}:rivers", project)


def test_a_folder_outside_of_git_is_named(tmp_path: Path) -> None:
    with pytest.raises(CannotRunError, match=f"no repository that it may read in {tmp_path}"):
        read_revision("main:rivers", find_workspace(tmp_path))


def carrying(files: dict[str, bytes]) -> bytes:
    document = pikepdf.new()
    document.add_blank_page()
    date = dt.date(2023, 5, 1)
    attach_source(document, pack_source(files, date), "The source", date)
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def test_a_pdf_gives_back_the_note_it_carries(
    project: Workspace, minimal_note: Note, tmp_path: Path
) -> None:
    path = tmp_path / "minimal.pdf"
    path.write_bytes(carrying(dict(minimal_note.files)))
    assert read_revision(str(path), project) == minimal_note


def test_a_pdf_without_a_source_cannot_be_read(project: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "plain.pdf"
    document = pikepdf.new()
    document.add_blank_page()
    document.save(path)
    with pytest.raises(CannotRunError, match="has no source attached"):
        read_revision(str(path), project)


def test_a_pdf_with_a_path_out_of_the_note_is_refused(project: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "trap.pdf"
    path.write_bytes(carrying({"../../note.yaml": b"title: a trap"}))
    with pytest.raises(CannotRunError, match="not a file of a note"):
        read_revision(str(path), project)


def test_what_is_wrong_in_a_carried_source_is_a_finding(project: Workspace, tmp_path: Path) -> None:
    path = tmp_path / "half.pdf"
    path.write_bytes(carrying({"note.yaml": b"title: half a note"}))
    with pytest.raises(SourceError) as caught:
        read_revision(str(path), project)
    assert {"N150", "N206"} <= {finding.code for finding in caught.value.findings}

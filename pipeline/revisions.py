"""A note as it stands now, as it stood in a revision of git, or as a PDF carries it."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.load import load_files, load_note
from pipeline.load.ids import slug
from pipeline.workspace import find_notes

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.workspace import Workspace

_IMPRINT = "imprint.yaml"
_SECONDS = 60


def read_revision(name: str, workspace: Workspace) -> Note:
    """Return the note that a name stands for.

    It is the folder of a note or its name under ``source/notes``; ``REV:PATH``, a folder in a
    revision of git; or a PDF that carries its source. Raises SourceError for what is wrong in the
    note, CannotRunError if there is none.
    """
    if name.lower().endswith(".pdf") and Path(name).is_file():
        return _from_pdf(Path(name))
    revision, colon, path = name.partition(":")
    if colon and not Path(name).exists():
        return _from_git(revision, path, workspace.root)
    (folder,) = find_notes(workspace, (name,))
    return load_note(folder)


def _from_pdf(path: Path) -> Note:
    from pipeline.press.attached_source import read_attached_source

    source = read_attached_source(path.read_bytes(), path.name)
    return load_files(source.slug or slug(path.stem) or "note", source.files)


def _from_git(revision: str, path: str, root: Path) -> Note:
    """Return the note in a folder of a revision, counted from the top of the repository.

    Under its name alone a note is looked for in ``source/notes``.
    """
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    commit = _git(top, "rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    files = _archive(top, commit.decode().strip())
    for folder in (PurePosixPath(path), PurePosixPath("source/notes") / path):
        if f"{folder / 'note.yaml'}" in files:
            return load_files(folder.name, _of_note(folder, files))
    raise CannotRunError(
        f"there is no note {path} in {revision}", "name its folder: main:source/notes/my-note"
    )


def _of_note(folder: PurePosixPath, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the files of a note and the imprint that holds for it, which may lie above it."""
    found = {
        str(PurePosixPath(path).relative_to(folder)): content
        for path, content in files.items()
        if PurePosixPath(path).is_relative_to(folder)
    }
    for above in (folder, *folder.parents[:2]):
        imprint = files.get(str(above / _IMPRINT))
        if imprint is not None:
            return {**found, _IMPRINT: imprint}
    return found


def _archive(top: Path, commit: str) -> dict[str, bytes]:
    with tarfile.open(fileobj=io.BytesIO(_git(top, "archive", "--format=tar", commit))) as archive:
        members = [member for member in archive if member.isfile()]
        return {
            member.name: content.read()
            for member in members
            if (content := archive.extractfile(member)) is not None
        }


def _git(folder: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(  # noqa: S603 - git on the user's own repository, no shell
            ["git", "-C", str(folder), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
            timeout=_SECONDS,
        )
    except FileNotFoundError as error:
        raise CannotRunError("git is missing", "apt-get install git") from error
    except subprocess.TimeoutExpired as error:
        raise CannotRunError(f"git took more than {_SECONDS} seconds") from error
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip() or f"git {arguments[-1]} failed"
        raise CannotRunError(f"git cannot read that revision: {said}") from error
    return done.stdout

"""Read a note as it is now, as it was in a git revision, or from the source in a PDF."""

from __future__ import annotations

import io
import os
import tarfile
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.load import load_files, load_note
from pipeline.load.ids import slug
from pipeline.programs import OutOfTimeError, run_program
from pipeline.works import NOTE, is_language_folder
from pipeline.workspace import BIBLIOGRAPHIES, find_notes, pictures_named_in

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.note import Note
    from pipeline.workspace import Workspace

_IMPRINT = "imprint.yaml"
_SHARING = ("notes", "source")
"""The folders of a project where notes share bibliographies."""
_SECONDS = 60


def read_revision(name: str, workspace: Workspace) -> Note:
    """The note with a name.

    It is the folder of a note or its name under ``source/notes``; ``REV:PATH``, a folder in a
    revision of git; or a PDF that contains its source. Raises SourceError for what is wrong in the
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
    from pipeline.press.pdf.attaching.attached_source import read_attached_source

    source = read_attached_source(path.read_bytes(), path.name)
    return load_files(source.slug or slug(path.stem) or "note", source.files)


def _from_git(revision: str, path: str, root: Path) -> Note:
    """The note in a folder of a revision, counted from the top of the repository.

    Under its name alone a note is looked for in ``source/notes``.
    """
    arguments: tuple[str, ...] = ("rev-parse", "--show-toplevel")
    no_repository = f"git finds no repository that it may read in {root}"
    top = Path(
        _git(root, arguments, no_repository, hint="start where git status works").rstrip("\n")
    )
    arguments = ("rev-parse", "--verify", "--end-of-options", f"{revision}^{{commit}}")
    commit = _git(
        top, arguments, f"git knows no revision {revision!r}", "git log --oneline lists some"
    )
    files = _archive(top, commit.strip(), revision)
    for folder in (PurePosixPath(path), PurePosixPath("source/notes") / path):
        if f"{folder / 'note.yaml'}" in files:
            has_sisters = _is_in_work(folder, files)
            own = f"{folder.parent.name}-{folder.name}" if has_sisters else folder.name
            return load_files(own, _note_files(folder, files))
    raise CannotRunError(
        f"there is no note {path} in {revision}", "name its folder: main:source/notes/my-note"
    )


def _note_files(folder: PurePosixPath, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """The files of a note, its imprint and bibliographies, which may be in a folder above it.

    Those of a note in several languages are in its folder and in that of all of them.
    """
    found = _shared_files(folder, files)
    places = folder.parents[: 3 if found else 2]
    found |= _files_below(folder, files)
    for above in places:
        shared = BIBLIOGRAPHIES if above.name in _SHARING else ()
        for name in (*_pictures(above, found, files), _IMPRINT, *shared):
            if (content := files.get(str(above / name))) is not None:
                found.setdefault(name, content)
    return found


def _files_below(folder: PurePosixPath, files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {
        str(PurePosixPath(path).relative_to(folder)): content
        for path, content in files.items()
        if PurePosixPath(path).is_relative_to(folder)
    }


def _is_in_work(folder: PurePosixPath, files: Mapping[str, bytes]) -> bool:
    """Whether the note in a folder is one in several languages."""
    work = folder.parent
    is_named = is_language_folder(folder.name) and work.name not in {"", _SHARING[0]}
    return is_named and str(work / NOTE) not in files


def _shared_files(folder: PurePosixPath, files: Mapping[str, bytes]) -> dict[str, bytes]:
    """What a note shares with those in other languages; nothing for a note in one language."""
    work = folder.parent
    if not _is_in_work(folder, files):
        return {}
    below = _files_below(work, files)
    notes = {path.partition("/")[0] for path in below if path.endswith(f"/{NOTE}")}
    return {path: data for path, data in below.items() if path.partition("/")[0] not in notes}


def _pictures(
    above: PurePosixPath, found: Mapping[str, bytes], files: Mapping[str, bytes]
) -> tuple[str, ...]:
    """The pictures that an imprint in a folder above a note names, if that one counts."""
    imprint = b"" if _IMPRINT in found else files.get(str(above / _IMPRINT), b"")
    return pictures_named_in(imprint.decode("utf-8", "replace"))


def _archive(top: Path, commit: str, revision: str) -> dict[str, bytes]:
    arguments = ("archive", "--format=tar", commit)
    packed = _ask_git(top, arguments, f"git cannot export the files of {revision}", "try: git fsck")
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        members = [member for member in archive if member.isfile()]
        return {
            member.name: content.read()
            for member in members
            if (content := archive.extractfile(member)) is not None
        }


def _git(folder: Path, arguments: Sequence[str], refused: str, hint: str) -> str:
    return os.fsdecode(_ask_git(folder, arguments, refused, hint))


def _ask_git(folder: Path, arguments: Sequence[str], refused: str, hint: str) -> bytes:
    """The output of a git command; ``refused`` is the message if it fails."""
    try:
        done = run_program(["git", "-C", str(folder), *arguments], seconds=_SECONDS)
    except FileNotFoundError as error:
        raise CannotRunError("git is missing", "apt-get install git") from error
    except OutOfTimeError as error:
        message = f"{refused}: it took more than {_SECONDS} s of processor time"
        raise CannotRunError(message, hint) from error
    if done.status:
        raise CannotRunError(refused, hint)
    return done.output

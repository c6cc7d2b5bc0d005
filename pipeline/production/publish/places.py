"""Folders for outputs: never in a source, a style or the data of a repository."""

from __future__ import annotations

import stat
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.manifest import read_manifest
from pipeline.works import NOTE, note_name, work_of
from pipeline.workspace import OUTPUTS, STYLES, built_in_styles, notes_in_source, style_folders

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pipeline.workspace import Workspace

HINT = "choose another folder with --out"
REPOSITORY = ".git"
"""The entry that makes a folder the root of a git repository."""
_ELSEWHERE = "choose another folder"


def refuse_places(slugs: Iterable[str], notes: Iterable[Path], workspace: Workspace) -> None:
    """Check that outputs may be written to ``<out>/<slug>``, and an index to ``<out>``.

    ``notes`` are source folders besides those of the project. Folders are compared after
    resolving links and dots. Raises CannotRunError.
    """
    out = workspace.out
    _refuse_obstacles(out)
    real_out = _real(out)
    protected = _Protected(_sources(notes, workspace))
    _refuse_root(out, real_out, workspace)
    protected.refuse_inside(out, real_out)
    for name in _names_of_outputs(out, slugs):
        folder = out / name
        _refuse_other_than_folder(folder)
        # No link is on the way from where outputs go.
        real = real_out / name
        protected.refuse_inside(folder, real)
        protected.refuse_holding(folder, real)


def _names_of_outputs(out: Path, names: Iterable[str]) -> Iterator[str]:
    """Yield the names of folders of outputs of notes, each after that of its work.

    Raises CannotRunError if a work's folder still has the outputs of a note in one language: they
    are published with those of the work and no longer made again.
    """
    for name in names:
        work, _, language = name.rpartition("/")
        if work:
            manifest = read_manifest(out / work)
            if manifest is not None and manifest.note == work:
                raise CannotRunError(
                    f"{out / work} has outputs of {work} from before it had several languages",
                    hint=f"move or delete them; those of {language} go to {out / name}",
                )
            yield work
        yield name


def _refuse_other_than_folder(place: Path) -> None:
    """Check that there is a folder or nothing at all."""
    try:
        mode = place.lstat().st_mode
    except OSError:
        return
    if stat.S_ISLNK(mode):
        raise CannotRunError(f"{place} is a link", hint=f"remove the link, or {HINT}")
    if not stat.S_ISDIR(mode):
        raise CannotRunError(f"cannot write {place}: a file is in the way", hint=HINT)


def refuse_source_folder(folder: Path, workspace: Workspace) -> None:
    """Check that a new note may be written to a folder. Raises CannotRunError."""
    real = _real(folder)
    _refuse_in_note(folder, real.parents)
    for styles in {built_in_styles(), workspace.styles}:
        if real.is_relative_to(styles.resolve()):
            raise CannotRunError(f"{folder} is in the style folder {styles}", hint=_ELSEWHERE)
    _refuse_repository_data(folder, real, _ELSEWHERE)


def refuse_project_folder(folder: Path, workspace: Workspace) -> None:
    """Check that a new project may be written to a folder. Raises CannotRunError."""
    if (folder / NOTE).is_file():
        raise CannotRunError(f"{folder} is a note", hint=_ELSEWHERE)
    refuse_source_folder(folder, workspace)


def refuse_style_folder(folder: Path) -> None:
    """Check that a style may be written to a folder. Raises CannotRunError."""
    real = _real(folder)
    _refuse_in_note(folder, (real, *real.parents) if folder.name != STYLES else real.parents[1:])
    _refuse_repository_data(folder, real, _ELSEWHERE)


def _refuse_in_note(folder: Path, around: Iterable[Path]) -> None:
    note = next((one for one in around if (one / NOTE).is_file()), None)
    if note is not None:
        raise CannotRunError(f"{folder} is in the note {note.name}", hint=_ELSEWHERE)


def _real(path: Path) -> Path:
    """A path with all links resolved. Raises CannotRunError for circular links."""
    try:
        return path.resolve()
    except (OSError, RuntimeError) as error:
        raise CannotRunError(f"{path} is a broken link", hint=HINT) from error


def _refuse_obstacles(out: Path) -> None:
    for one in (out, *out.parents):
        if one.is_dir():
            return
        if one.exists():
            raise CannotRunError(f"cannot write to {out}: {one} is a file", hint=HINT)
        if one.is_symlink():
            raise CannotRunError(f"{one} is a broken link", hint=HINT)


def _sources(notes: Iterable[Path], workspace: Workspace) -> Iterator[tuple[Path, str]]:
    """Yield protected folders, each with a description for messages."""
    resolved = _Resolved()
    for note in {*notes, *notes_in_source(workspace)}:
        yield resolved.path(note), f"the source of the note {note_name(note)}"
        if (work := work_of(note)) is not None:
            yield resolved.path(work.folder), f"the source of the note {work.folder.name}"
    for styles in {*style_folders(workspace), workspace.styles}:
        yield styles.resolve(), f"the style folder {styles}"


def _holding(sources: Mapping[Path, str]) -> Mapping[Path, str]:
    """The protected folders and all around them, each with the description of one that it holds.

    With many notes, each place is looked up here and not compared with every source.
    """
    found: dict[Path, str] = {}
    for source, what in sources.items():
        for place in (source, *source.parents):
            if found.setdefault(place, what) is not what:
                # What is around a place that was met has been met with it.
                break
    return found


def _refuse_root(out: Path, real: Path, workspace: Workspace) -> None:
    what = ""
    if (real / REPOSITORY).exists():
        what = "the root of a git repository"
    elif workspace.is_project and real == workspace.root.resolve():
        what = "the folder of the project"
    elif workspace.is_project and real == workspace.source.resolve():
        what = "the folder of the project's sources"
    elif workspace.is_project and real == (workspace.source / "notes").resolve():
        what = "the folder of the project's notes"
    if what:
        raise CannotRunError(f"{out} is {what}", hint=f"{HINT}, such as {out / OUTPUTS}")
    _refuse_repository_data(out, real, HINT)


def _refuse_repository_data(folder: Path, real: Path, hint: str) -> None:
    if REPOSITORY in real.parts:
        raise CannotRunError(f"{folder} is in the data of a git repository", hint=hint)


class _Resolved:
    """Folders with all links resolved, where many are in the same one."""

    def __init__(self) -> None:
        self._known: dict[Path, Path] = {}

    def path(self, folder: Path) -> Path:
        """A folder with all links resolved."""
        if folder.name in {"", ".."} or folder.is_symlink():
            return folder.resolve()
        around = self._known.get(folder.parent)
        if around is None:
            around = self._known[folder.parent] = folder.parent.resolve()
        return around / folder.name


class _Protected:
    """The protected folders, each with its description; places around them are looked at once.

    All paths given here have their links resolved.
    """

    def __init__(self, sources: Iterable[tuple[Path, str]]) -> None:
        self._sources = dict(sources)
        self._holding = _holding(self._sources)
        self._nearest: dict[Path, tuple[Path, bool] | None] = {}

    def refuse_inside(self, folder: Path, real: Path) -> None:
        """Check that a folder is not in a source, except where a single note is built."""
        found = self._source_of(real)
        if found is None:
            return
        place, is_note = found
        if is_note and real.is_relative_to(place / OUTPUTS):
            return
        what = self._sources.get(place, f"the source of the note {place.name}")
        raise CannotRunError(f"{folder} is {'' if place == real else 'in '}{what}", hint=HINT)

    def refuse_holding(self, folder: Path, real: Path) -> None:
        """Check that a folder has neither a source nor a repository in it."""
        if real in self._holding:
            raise CannotRunError(f"{folder} contains {self._holding[real]}", hint=HINT)
        if (real / REPOSITORY).exists():
            raise CannotRunError(f"{folder} is the root of a git repository", hint=HINT)

    def _source_of(self, real: Path) -> tuple[Path, bool] | None:
        """The nearest source that a folder is or is in, and whether it is a note; None if none."""
        if real in self._nearest:
            return self._nearest[real]
        is_note = (real / NOTE).is_file()
        if is_note or real in self._sources:
            found: tuple[Path, bool] | None = real, is_note
        else:
            found = self._source_of(real.parent) if real.parent != real else None
        self._nearest[real] = found
        return found

"""Packing the source of a note and its style, so that it can be built where there is neither."""

from __future__ import annotations

import os
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError
from pipeline.production.freshness import source_files
from pipeline.production.publish.unpacking import unpack
from pipeline.works import NOTE, note_name, work_of
from pipeline.workspace import (
    FONT_SUFFIXES,
    OUTPUTS,
    STYLE_SUFFIXES,
    STYLES,
    Workspace,
    built_in_styles,
    find_workspace,
    places_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pipeline.production.store.contents import Store

_TREE: Final = "tree"
_STYLE: Final = "style"
_OUT: Final = "out"
_NOTHING: Final = ""
_STYLE_SUFFIXES: Final = STYLE_SUFFIXES.union(FONT_SUFFIXES)


@dataclass(frozen=True, slots=True)
class PackedNote:
    """The source of a note, of which the store has the contents.

    ``name`` is that of the note, ``folder`` its folder in the pack; ``files`` are the SHA-256 of
    its files, of its style and of what it shares, by path; that of a file of which only the name
    matters is empty. ``folders`` are there even if they are empty, ``links`` have their targets.
    ``has_style`` says whether the project has a style of its own. Equal sources are packed
    equally.
    """

    name: str
    folder: str
    files: tuple[tuple[str, str], ...]
    folders: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    has_style: bool = False


class Packer:
    """Packs notes; what several of them have is read and stored once.

    A project's style and the built-in one are not the same: the latter comes with notepress.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stored: dict[Path, tuple[tuple[int, int, int], str]] = {}

    def pack(self, note: Path, workspace: Workspace) -> PackedNote:
        """Store the files of the note in a folder and of the style of the workspace.

        Raises CannotRunError if that fails.
        """
        note = note.absolute()
        project = find_workspace(note)
        is_in_project = project.is_project and note.is_relative_to(project.root)
        top = _top_of(note, project.root if is_in_project else None)
        paths = {f"{_TREE}/{path.relative_to(top).as_posix()}": path for path in _paths_of(note)}
        links = {name: _target(path) for name, path in paths.items() if path.is_symlink()}
        read = _paths_read(note)
        tree = {
            name: self._put(path) if path in read else _NOTHING
            for name, path in paths.items()
            if name not in links
        }
        own = workspace.styles
        style = {
            f"{_STYLE}/{path.relative_to(own).as_posix()}": self._put(path)
            for path in _style_files(own)
        }
        notes = project.source / "notes"
        return PackedNote(
            name=note_name(note),
            folder=f"{_TREE}/{note.relative_to(top).as_posix()}",
            files=tuple(sorted({**tree, **style}.items())),
            folders=(f"{_TREE}/{notes.relative_to(top).as_posix()}",) if is_in_project else (),
            links=tuple(sorted(links.items())),
            has_style=bool(style),
        )

    def _put(self, path: Path) -> str:
        try:
            found = path.stat()
            mark = found.st_ino, found.st_size, found.st_mtime_ns
            if (stored := self._stored.get(path)) is not None and stored[0] == mark:
                return stored[1]
            digest = self._store.put(path.read_bytes())
        except OSError as error:
            raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error
        self._stored[path] = mark, digest
        return digest


def unpack_note(packed: PackedNote, store: Store, folder: Path, root: Path) -> Workspace:
    """Write a packed note into a new folder, and return its workspace.

    ``root`` is where the cache is kept. Raises CannotRunError if a content is missing in the store
    or damaged, if a path leaves the folder, or if writing fails.
    """
    files = ((path, store.get(digest) if digest else b"") for path, digest in packed.files)
    unpack(folder, files, packed.folders, packed.links)
    return Workspace(
        root=root,
        source=(folder / packed.folder).parent.parent,
        styles=folder / _STYLE if packed.has_style else built_in_styles(),
        out=folder / _OUT,
    )


def _top_of(note: Path, project: Path | None) -> Path:
    """The folder that holds all that a note reads: that of its project, or one further up."""
    top = places_of(note)[-1]
    return project if project is not None and top.is_relative_to(project) else top


def _paths_of(note: Path) -> Iterator[Path]:
    """Yield the files and links that a note is read from, or whose names it is judged by."""
    work = work_of(note)
    others = () if work is None else {*work.notes, *work.others}
    told = _told_in(note)
    shared = () if work is None else _below(work.folder, others)
    read = (path.absolute() for path in source_files(note).values())
    yield from dict.fromkeys(chain(shared, told, _below(note), read))


def _told_in(note: Path) -> tuple[Path, ...]:
    """The `note.yaml` of all other notes of a work."""
    work = work_of(note)
    names = () if work is None else sorted({*work.notes, *work.others} - {note.name})
    return () if work is None else tuple(work.folder / name / NOTE for name in names)


def _paths_read(note: Path) -> frozenset[Path]:
    """The files whose content counts; of all others in the folder of a note, only their names."""
    work = work_of(note)
    places = (note,) if work is None else (note, work.folder)
    styles = (path for place in places for path in _style_files(place / STYLES))
    read = (path.absolute() for path in source_files(note).values())
    return frozenset((*read, *_told_in(note), *styles))


def _below(folder: Path, besides: Collection[str] = ()) -> Iterator[Path]:
    for path in sorted(folder.rglob("*")):
        parts = path.relative_to(folder).parts
        is_hidden = any(part.startswith(".") for part in parts)
        if is_hidden or parts[0] in {OUTPUTS, *besides}:
            continue
        if path.is_symlink() or path.is_file():
            yield path


def _target(link: Path) -> str:
    return os.readlink(link)  # noqa: PTH115 - as it is, and not as a path


def _style_files(styles: Path) -> Iterator[Path]:
    """Yield the files of a style folder; none if it is the built-in one or is missing."""
    if not styles.is_dir() or styles.resolve() == built_in_styles().resolve():
        return
    for path in sorted(styles.rglob("*")):
        if path.suffix in _STYLE_SUFFIXES and path.is_file():
            yield path

"""Ownership of files: ours are those listed in a manifest of ours, with the same bytes."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import CannotRunError
from pipeline.production.digests import Digest, digest_of
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.production.publish.places import HINT, REPOSITORY
from pipeline.works import NOTE

Owned = Mapping[str, frozenset[str]]
"""The possible SHA-256 digests of the files written by us, by path."""


def judge_folder(folder: Path, digest: Digest = digest_of) -> Manifest | None:
    """The manifest of the outputs in a folder, or None if nothing was built there yet.

    Raises CannotRunError if outputs must not be written there: if the folder is not empty and has
    no manifest of ours, if an output was changed since it was written, if a link on the way to an
    output leads out of the folder, or if there is a note or a repository in the folder.
    """
    if not os.path.lexists(folder):
        return None
    if folder.is_symlink() or not folder.is_dir():
        raise CannotRunError(f"cannot write {folder}: a file is in the way", hint=HINT)
    manifest = read_manifest(folder)
    if manifest is None or not _is_of(manifest, folder):
        if any(folder.iterdir()):
            raise CannotRunError(
                f"{folder} is not empty, and its content was not built from a note named "
                f"{folder.name}: there is no manifest for it",
                hint=f"move or delete the folder, or {HINT}",
            )
        return None
    owned = manifest.files()
    refuse_changed(folder, owned, digest)
    for path in foreign_paths(folder, owned):
        if path.rpartition("/")[2] in {NOTE, REPOSITORY}:
            what = "a note" if path.endswith(NOTE) else "a git repository"
            raise CannotRunError(
                f"{folder} contains {what}: {path}", hint=f"move it elsewhere, or {HINT}"
            )
    return manifest


def _is_of(manifest: Manifest, folder: Path) -> bool:
    """Whether a manifest is of the note whose outputs belong to a folder: its name ends the path.

    A note in several languages has a name of two parts, ``<slug>/<language>``.
    """
    parts = tuple(manifest.note.split("/"))
    return folder.absolute().parts[-len(parts) :] == parts


def refuse_changed(folder: Path, owned: Owned, digest: Digest = digest_of) -> None:
    """Check that all existing files of ours are unchanged.

    Raises CannotRunError, which lists those that are not.
    """
    changed = [path for path in sorted(owned) if is_changed(folder, path, owned[path], digest)]
    if changed:
        was, it = ("was", "it") if len(changed) == 1 else ("were", "them")
        raise CannotRunError(
            f"{listed(folder, changed)} {was} changed since notepress wrote {it}",
            hint=f"move {it} out of the folder or delete {it}; missing files are made again",
        )


def refuse_in_the_way(folder: Path, paths: Iterable[str], owned: Owned) -> None:
    """Check that there are no foreign files at these paths in a folder.

    Raises CannotRunError, which lists them.
    """
    taken = [path for path in sorted(paths) if path not in owned and _is_taken(folder, path)]
    if taken:
        are = "is" if len(taken) == 1 else "are"
        raise CannotRunError(
            f"{listed(folder, taken)} {are} in the way and not made by notepress",
            hint="move it out of the folder; nothing was touched",
        )


def is_changed(
    folder: Path, path: str, digests: Collection[str], digest: Digest = digest_of
) -> bool:
    """Whether there is something at a path other than a file with one of these digests."""
    if _is_blocked(folder, path):
        return True
    place = folder / path
    if not os.path.lexists(place):
        return False
    return not is_regular(place) or digest(place) not in digests


def is_regular(path: Path) -> bool:
    """Whether a path is a regular file, not a link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def foreign_paths(folder: Path, owned: Owned) -> Iterator[str]:
    """Yield the paths of everything in a folder that is not ours, folders before their content.

    Parent folders of our files are ours. Links are not followed.
    """
    ours = {*owned, *folders_of(owned)}
    waiting = [folder]
    while waiting:
        for entry in sorted(os.scandir(waiting.pop()), key=lambda entry: entry.name):
            place = Path(entry.path)
            path = place.relative_to(folder).as_posix()
            if path not in ours:
                yield path
            if entry.is_dir(follow_symlinks=False):
                waiting.append(place)


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """All parent folders of these paths."""
    return frozenset(
        path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)
    )


def listed(folder: Path, paths: Sequence[str]) -> str:
    """A list of files in words: the first three, and how many more."""
    shown = [str(folder / path) for path in paths[:3]]
    if len(paths) > 3:
        shown.append(f"{len(paths) - 3} more")
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last


def _is_taken(folder: Path, path: str) -> bool:
    return _is_blocked(folder, path) or os.path.lexists(folder / path)


def _is_blocked(folder: Path, path: str) -> bool:
    """Whether a parent of a path exists and is not a folder, or is a link."""
    way = (folder / part for part in folders_of([path]))
    return any(os.path.lexists(one) and (one.is_symlink() or not one.is_dir()) for one in way)

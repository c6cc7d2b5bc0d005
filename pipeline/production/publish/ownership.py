"""What in a folder is ours: the files a manifest of ours names, with the bytes it names."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from pipeline.errors import CannotRunError
from pipeline.production.freshness import digest_of
from pipeline.production.manifest import Manifest, read_manifest
from pipeline.production.publish.places import HINT, NOTE, REPOSITORY

Owned = Mapping[str, frozenset[str]]
"""By path, every SHA-256 that a file written by us may have."""


def judge_folder(folder: Path) -> Manifest | None:
    """Return the manifest of the outputs in a folder, or None where nothing was built yet.

    Raises CannotRunError where outputs may not be put in place: in a folder that is not empty and
    has no manifest of ours, where an output was changed since it was written, where a link leads
    out of the folder on the way to an output, and around a note or a repository of somebody's.
    """
    if not os.path.lexists(folder):
        return None
    if folder.is_symlink() or not folder.is_dir():
        raise CannotRunError(f"cannot write {folder}: a file is in the way", hint=HINT)
    manifest = read_manifest(folder)
    if manifest is None or manifest.note != folder.name:
        if any(folder.iterdir()):
            raise CannotRunError(
                f"{folder} is not empty, and what is in it was not built here from a note "
                f"{folder.name}: it has no manifest of its own",
                hint=f"move it away or delete it, or {HINT}",
            )
        return None
    owned = manifest.files()
    refuse_changed(folder, owned)
    for path in foreign_paths(folder, owned):
        if path.rpartition("/")[2] in {NOTE, REPOSITORY}:
            what = "a note" if path.endswith(NOTE) else "a git repository"
            raise CannotRunError(
                f"{folder} holds {what}: {path}", hint=f"move that away, or {HINT}"
            )
    return manifest


def refuse_changed(folder: Path, owned: Owned) -> None:
    """See that every file of ours that is there is as it was written.

    Raises CannotRunError that names those that are not.
    """
    changed = [path for path in sorted(owned) if is_changed(folder, path, owned[path])]
    if changed:
        was, it = ("was", "it") if len(changed) == 1 else ("were", "them")
        raise CannotRunError(
            f"{named(folder, changed)} {was} changed since notepress wrote {it}",
            hint=f"move {it} out of the folder or delete {it}; what is missing is made again",
        )


def refuse_in_the_way(folder: Path, paths: Iterable[str], owned: Owned) -> None:
    """See that none of some paths in a folder is taken by what is not ours.

    Raises CannotRunError that names those that are.
    """
    taken = [path for path in sorted(paths) if path not in owned and _is_taken(folder, path)]
    if taken:
        are = "is" if len(taken) == 1 else "are"
        raise CannotRunError(
            f"{named(folder, taken)} {are} in the way and not of notepress's making",
            hint="move what is there out of the folder; it was not touched",
        )


def is_changed(folder: Path, path: str, digests: Collection[str]) -> bool:
    """Return whether something is at a path that is not a file with one of some digests."""
    if _is_blocked(folder, path):
        return True
    place = folder / path
    if not os.path.lexists(place):
        return False
    return not is_regular(place) or digest_of(place) not in digests


def is_regular(path: Path) -> bool:
    """Return whether a path is a file itself, and no link to one."""
    try:
        return stat.S_ISREG(path.lstat().st_mode)
    except OSError:
        return False


def foreign_paths(folder: Path, owned: Owned) -> Iterator[str]:
    """Yield the path of everything in a folder that is not ours, folders before what is in them.

    Folders on the way to our files are ours. Links are not followed.
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
    """Return every folder on the way to some paths."""
    return frozenset(
        path.rsplit("/", depth)[0] for path in paths for depth in range(1, path.count("/") + 1)
    )


def named(folder: Path, paths: Sequence[str]) -> str:
    """Return some files of a folder in words: the first three, and how many more."""
    shown = [str(folder / path) for path in paths[:3]]
    if len(paths) > 3:
        shown.append(f"{len(paths) - 3} more")
    *first, last = shown
    return f"{', '.join(first)} and {last}" if first else last


def _is_taken(folder: Path, path: str) -> bool:
    return _is_blocked(folder, path) or os.path.lexists(folder / path)


def _is_blocked(folder: Path, path: str) -> bool:
    """Return whether something on the way to a path is there and is no folder itself."""
    way = (folder / part for part in folders_of([path]))
    return any(os.path.lexists(one) and (one.is_symlink() or not one.is_dir()) for one in way)

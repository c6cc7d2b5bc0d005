"""Put a whole folder of outputs in place in one step."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Collection, Mapping
from errno import ENOTDIR
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.publish.carrying import carry, copy_mode, link
from pipeline.production.publish.ownership import (
    Owned,
    folders_of,
    foreign_paths,
    judge_folder,
    refuse_changed,
    refuse_in_the_way,
)
from pipeline.production.publish.staging import NEW, OLD, Staging, digests_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.production.manifest import Manifest

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def release(
    folder: Path, contents: Mapping[str, bytes], owned: Owned, keep: Collection[str] = ()
) -> None:
    """Replace what is ours in a folder by new contents, all at once.

    The new folder is made complete beside the old one, with everything in it that is somebody
    else's, then the two change places in one system call: whoever looks, at any moment, sees all
    of the old files or all of the new, and the others always. ``owned`` says what in the folder
    is ours; of that, ``keep`` names the files taken over. Raises CannotRunError, with the old
    folder as it was, if one of our files is not as it was written, if something else is where a
    new one belongs, or if anything cannot be written.
    """
    staging = staging_of(folder)
    try:
        staging.clear()
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise NotADirectoryError(ENOTDIR, "a file is in the way")
        refuse_changed(folder, owned)
        refuse_in_the_way(folder, contents, owned)
        staging.begin(_both(owned, digests_of(contents)))
        try:
            new = staging.box / NEW
            _fill(new, folder, contents, owned, keep)
            _put_in_place(new, folder, staging.box / OLD)
        finally:
            staging.clear()
    except OSError as error:
        raise CannotRunError(
            f"cannot write {folder}: {error.strerror or error}",
            hint="the outputs are as they were; free some room or choose another folder with --out",
        ) from error


def staging_of(folder: Path) -> Staging:
    """Return where the new outputs for a folder are made."""
    return Staging(folder.with_name(f".{folder.name}.notepress"), folder)


def judge_outputs(folder: Path) -> Manifest | None:
    """Return the manifest of the outputs in a folder, or None where nothing was built yet.

    Nothing is written. Raises CannotRunError where outputs may not be put in place.
    """
    staging_of(folder).refuse_foreign()
    return judge_folder(folder)


def is_cluttered(folder: Path) -> bool:
    """Return whether a release that was killed, or is at work, has something beside a folder."""
    return staging_of(folder).is_there


def clear_up(folder: Path) -> None:
    """Take away what a release that was killed left beside a folder.

    Where it was killed with the old folder away, the old folder is put back. Only for who holds
    the lock of the outputs.
    """
    staging_of(folder).clear()


def remove_file(path: Path) -> None:
    """Take away a file of ours, if it is there. Raises OSError."""
    path.unlink(missing_ok=True)


def _both(old: Owned, new: Owned) -> Owned:
    none: frozenset[str] = frozenset()
    return {path: old.get(path, none) | new.get(path, none) for path in {*old, *new}}


def _fill(
    new: Path,
    folder: Path,
    contents: Mapping[str, bytes],
    owned: Owned,
    keep: Collection[str],
) -> None:
    staging = staging_of(folder)
    new.mkdir()
    for path in keep:
        link(folder / path, new / path)
    for path, content in contents.items():
        staging.write(new / path, content)
    if folder.is_dir():
        carry(foreign_paths(folder, owned), folder, new)
        for path in (".", *folders_of([*contents, *keep])):
            if (folder / path).is_dir():
                copy_mode(folder / path, new / path)


def _put_in_place(new: Path, folder: Path, old: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    if not _exchange(new, folder):
        # A file system without exchange: the old folder is away for the time of one rename.
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step (Linux renameat2); False where that is not known."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )
    return bool(done == 0)

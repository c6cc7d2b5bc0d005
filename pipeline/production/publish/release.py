"""Replacing a whole folder of outputs atomically."""

from __future__ import annotations

import ctypes
import os
from collections.abc import Collection, Mapping
from errno import ENOTDIR
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.digests import Digest, digest_of
from pipeline.production.publish.carrying import carry, copy_mode, link
from pipeline.production.publish.lock import is_locked, lock_of
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
    folder: Path,
    contents: Mapping[str, bytes],
    owned: Owned,
    keep: Collection[str] = (),
    digests: Owned | None = None,
    digest: Digest = digest_of,
) -> None:
    """Replace our files in a folder by new contents, all at once.

    The new folder is prepared beside the old one, including all foreign files, then the two are
    exchanged in one system call: at any moment, either all old files or all new ones are visible,
    and the foreign ones always. ``owned`` are our files in the folder; those in ``keep`` are
    carried over, as are those whose new content is that of the old. ``digests`` are those of the
    contents, if they are known already, and ``digest`` gives those of files. Raises CannotRunError,
    with the old folder unchanged, if one of our files was changed, if there is something else in
    the place of a new one, or if writing fails.
    """
    staging = staging_of(folder)
    new_digests = digests_of(contents) if digests is None else digests
    try:
        staging.clear()
        if os.path.lexists(folder) and (folder.is_symlink() or not folder.is_dir()):
            raise NotADirectoryError(ENOTDIR, "a file is in the way")
        refuse_changed(folder, owned, digest)
        refuse_in_the_way(folder, contents, owned)
        same = _unchanged(folder, new_digests, owned)
        staging.begin(_merged(owned, new_digests))
        try:
            new = staging.box / NEW
            changed = {path: contents[path] for path in contents if path not in same}
            _fill(new, folder, changed, owned, (*keep, *same))
            _put_in_place(new, folder, staging.box / OLD)
        finally:
            staging.clear()
    except OSError as error:
        raise CannotRunError(
            f"cannot write {folder}: {error.strerror or error}",
            hint="the outputs are unchanged; free some space or choose another folder with --out",
        ) from error


def staging_of(folder: Path) -> Staging:
    """The place in which new outputs for a folder are prepared."""
    return Staging(folder.with_name(f".{folder.name}.notepress"), folder)


def judge_outputs(folder: Path, digest: Digest = digest_of) -> Manifest | None:
    """The manifest of the outputs in a folder, or None if nothing was built there yet.

    Nothing is written. Raises CannotRunError if outputs must not be written there.
    """
    staging_of(folder).refuse_foreign()
    return judge_folder(folder, digest)


def is_cluttered(folder: Path) -> bool:
    """Whether a release that was killed, or is still running, has files beside a folder."""
    return staging_of(folder).is_there or is_locked(lock_of(folder))


def clear_up(folder: Path) -> None:
    """Remove what a killed release left beside a folder.

    If it was killed while the old folder was moved away, that is restored. The caller must hold
    the lock of the outputs.
    """
    staging_of(folder).clear()


def remove_file(path: Path) -> None:
    """Remove a file of ours, if it exists. Raises OSError."""
    path.unlink(missing_ok=True)


def _unchanged(folder: Path, new: Owned, owned: Owned) -> frozenset[str]:
    """The paths at which the old file, found to be ours, has the content of the new one."""
    return frozenset(
        path for path in new if new[path] == owned.get(path) and os.path.lexists(folder / path)
    )


def _merged(old: Owned, new: Owned) -> Owned:
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
        # Without support for exchange, the old folder is missing for the time of one rename.
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise


def _exchange(one: Path, other: Path) -> bool:
    """Exchange two paths atomically (Linux renameat2); return False if that is not supported."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )
    return bool(done == 0)

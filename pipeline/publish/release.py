"""Put a whole folder of outputs in place in one step."""

from __future__ import annotations

import ctypes
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from errno import ENOTDIR
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2


def release(folder: Path, contents: Mapping[str, bytes], keep: tuple[str, ...] = ()) -> None:
    """Replace a folder by new contents, all at once.

    The new folder is made complete beside the old one, then the two change places in one
    system call: whoever looks, at any moment, sees all of the old files or all of the new.
    ``keep`` names files taken over from the old folder. Raises CannotRunError, with the old
    folder as it was, if anything cannot be written.
    """
    staging = _beside(folder, "new")
    try:
        clear_up(folder)
        if folder.exists() and not folder.is_dir():
            raise NotADirectoryError(ENOTDIR, "a file is in the way")
        staging.mkdir(parents=True)
        for path in keep:
            _link(folder / path, staging / path)
        for path, content in contents.items():
            _write(staging / path, content)
        _put_in_place(staging, folder)
    except OSError as error:
        raise CannotRunError(
            f"cannot write {folder}: {error.strerror or error}",
            hint="the outputs are as they were; free some room or choose another folder with --out",
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)


def is_cluttered(folder: Path) -> bool:
    """Return whether a release that was killed, or is at work, has something beside a folder."""
    return _beside(folder, "new").exists() or _beside(folder, "old").exists()


def clear_up(folder: Path) -> None:
    """Take away what a release that was killed left beside a folder.

    Where it was killed with the old folder away, the old folder is put back. Only for who holds
    the lock of the outputs.
    """
    old = _beside(folder, "old")
    if not folder.exists():
        with suppress(OSError):
            old.rename(folder)
    for left in (old, _beside(folder, "new")):
        shutil.rmtree(left, ignore_errors=True)


def replace_file(path: Path, content: bytes) -> None:
    """Replace one file in one step; a file that holds the content already is left alone."""
    try:
        part = path.with_name(f".{path.name}.part")
        if path.is_file() and path.read_bytes() == content:
            part.unlink(missing_ok=True)
            return
        _write(part, content)
        part.replace(path)
    except OSError as error:
        raise CannotRunError(f"cannot write {path}: {error.strerror or error}") from error


def remove_file(path: Path) -> None:
    """Take away a file, if it is there. Raises CannotRunError if that cannot be done."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRunError(f"cannot write {path}: {error.strerror or error}") from error


def _beside(folder: Path, what: str) -> Path:
    return folder.with_name(f".{folder.name}.{what}")


def _link(old: Path, new: Path) -> None:
    new.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _put_in_place(new: Path, folder: Path) -> None:
    if not folder.exists():
        new.rename(folder)
        return
    if not _exchange(new, folder):
        # A file system without exchange: the old folder is away for the time of one rename.
        old = _beside(folder, "old")
        folder.rename(old)
        try:
            new.rename(folder)
        except OSError:
            old.rename(folder)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Let two paths change places in one step (Linux renameat2); False where that is not known."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(
        _AT_FDCWD, os.fsencode(one), _AT_FDCWD, os.fsencode(other), _RENAME_EXCHANGE
    )
    return bool(done == 0)

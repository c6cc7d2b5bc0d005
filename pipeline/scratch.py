"""Temporary folders that are always removed: by their owner or, after a kill, by the next run."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import stat
import tempfile
import weakref
from contextlib import suppress
from pathlib import Path
from typing import Final

from pipeline.errors import CannotRunError

_PREFIX: Final = "notepress-scratch-"
_NAME: Final = re.compile(rf"{_PREFIX}[a-z0-9_]{{8}}")
_OWNER: Final = ".owner"
"""A file locked by the owner of a folder; the system releases the lock when the owner ends."""


class ScratchFolder:
    """A new temporary folder at ``path``, removed by `close` or when the context ends.

    Folders left by runs that were killed are removed first. Raises CannotRunError if no temporary
    folder can be created.
    """

    def __init__(self) -> None:
        try:
            clear_up(Path(tempfile.gettempdir()))
            self.path, lock = _make()
        except OSError as error:
            raise CannotRunError(
                f"cannot create a temporary folder: {error.strerror or error}",
                hint="free some space, or set TMPDIR to a folder that is writable",
            ) from error
        self.close = weakref.finalize(self, _remove, self.path, lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *exception: object) -> None:
        self.close()


def clear_up(folder: Path) -> None:
    """Remove the scratch folders that were left behind in a folder.

    Only real folders with our names that belong to this user and are not locked. One without a
    lock file, because its owner was killed before creating it, is removed if it is empty.
    """
    for left in folder.iterdir():
        if _NAME.fullmatch(left.name):
            with suppress(OSError):
                _clear_up(left)


def _clear_up(left: Path) -> None:
    found = left.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
        return
    try:
        lock = os.open(left / _OWNER, os.O_RDWR | os.O_NOFOLLOW | os.O_CLOEXEC)
    except FileNotFoundError:
        left.rmdir()
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(left, ignore_errors=True)
    finally:
        os.close(lock)


def _make() -> tuple[Path, int]:
    """A new folder, and the lock held on it."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        # Another run may remove the folder between any two of these steps.
        with suppress(FileNotFoundError):
            lock = os.open(path / _OWNER, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (path / _OWNER).exists():
                return path, lock
            os.close(lock)


def _remove(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)

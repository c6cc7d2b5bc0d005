"""Temporary folders that are taken away: by who made them, or after a kill by the next run."""

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
"""The file whose lock the owner of a folder holds; the system frees it when the owner ends."""


class ScratchFolder:
    """A new temporary folder at ``path``; taken away by `close` or by leaving.

    What runs that were killed have left beside it is taken away first. Raises CannotRunError if
    no temporary folder can be made.
    """

    def __init__(self) -> None:
        try:
            clear_up(Path(tempfile.gettempdir()))
            self.path, lock = _make()
        except OSError as error:
            raise CannotRunError(
                f"no temporary folder can be made: {error.strerror or error}",
                hint="free some room, or name a folder that can be written in TMPDIR",
            ) from error
        self.close = weakref.finalize(self, _take_away, self.path, lock)

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *exception: object) -> None:
        self.close()


def clear_up(folder: Path) -> None:
    """Take away the scratch folders that were left in a folder.

    Only those named as ours, that are this user's and no link, and whose lock nobody holds. One
    that has no lock, as its owner was killed before making it, is taken away if it is empty.
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
    """Return a new folder and the lock that is held on it."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_PREFIX))
        # Another run that clears up may come between any two of these steps.
        with suppress(FileNotFoundError):
            lock = os.open(path / _OWNER, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
            fcntl.flock(lock, fcntl.LOCK_EX)
            if (path / _OWNER).exists():
                return path, lock
            os.close(lock)


def _take_away(path: Path, lock: int) -> None:
    shutil.rmtree(path, ignore_errors=True)
    os.close(lock)

"""A lock on an output folder, so that only one notepress writes to it at a time."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

WAITING: Final = "waiting for another notepress to finish"
"""The step that is reported when an output folder has been in use for a second."""
_REPORT_AFTER: Final = 1.0
_INTERVAL: Final = 0.02


@contextmanager
def hold_lock(out: Path, progress: Callable[[str], None]) -> Iterator[None]:
    """Wait for the lock on an output folder, which is created if needed, and hold it.

    The folder itself is locked, so no lock file is needed, and every path to it leads to the same
    lock. The system releases the lock of a process that is killed. ``progress`` is called after a
    second of waiting. Raises CannotRunError if the folder cannot be written.
    """
    while True:
        with _opened(out) as folder:
            _lock(folder, out, progress)
            # The folder may have been removed while we waited; then the lock is worthless.
            if _is_at(folder, out):
                yield
                return


@contextmanager
def _opened(out: Path) -> Iterator[int]:
    try:
        out.mkdir(parents=True, exist_ok=True)
        folder = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise _refused(out, error) from error
    try:
        yield folder
    finally:
        os.close(folder)


def _lock(folder: int, out: Path, progress: Callable[[str], None]) -> None:
    deadline = time.monotonic() + _REPORT_AFTER
    try:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_INTERVAL)
            else:
                return
        progress(WAITING)
        fcntl.flock(folder, fcntl.LOCK_EX)
    except OSError as error:
        raise _refused(out, error) from error


def _is_at(folder: int, out: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(folder), out.stat())
    except FileNotFoundError:
        return False


def _refused(out: Path, error: OSError) -> CannotRunError:
    return CannotRunError(
        f"cannot write to {out}: {error.strerror}", hint="choose another folder with --out"
    )

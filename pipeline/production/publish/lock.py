"""One notepress at a time in an output folder."""

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
"""The step that is told when an output folder has been in use for a second."""
_PATIENCE: Final = 1.0
_BETWEEN: Final = 0.02


@contextmanager
def hold_lock(out: Path, progress: Callable[[str], None]) -> Iterator[None]:
    """Wait for, then hold, the right to write into an output folder, which is made if need be.

    It is the folder itself that is locked: nothing is put into it, and whoever works in it from
    another place meets the same lock. The system frees the lock of a process that is killed.
    ``progress`` is told after a second of waiting. Raises CannotRunError if the folder cannot be
    written.
    """
    while True:
        with _opened(out) as folder:
            _lock(folder, out, progress)
            # A folder that somebody removed meanwhile is locked, but it is not there any more.
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
    ends = time.monotonic() + _PATIENCE
    try:
        while time.monotonic() < ends:
            try:
                fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_BETWEEN)
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

"""Locks on outputs, so that only one notepress at a time writes to a folder of them.

Each note has a lock of its own, and so has the index: two commands that build different notes into
one folder never wait for one another.
"""

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
"""The step that is reported when what is locked has been in use for a second."""
_SUFFIX: Final = ".notepress-lock"
_INDEX: Final = ".notepress-index.lock"
_REPORT_AFTER: Final = 1.0
_INTERVAL: Final = 0.02


def lock_of(folder: Path) -> Path:
    """The lock file of a folder of outputs: beside it, with a name that begins with a dot."""
    return folder.with_name(f".{folder.name}{_SUFFIX}")


def index_lock_of(out: Path) -> Path:
    """The lock file of the index in a folder of outputs."""
    return out / _INDEX


def is_locked(place: Path) -> bool:
    """Whether a lock file is there: its holder is at work, or was killed."""
    try:
        return place.lstat().st_size == 0
    except OSError:
        return False


@contextmanager
def hold_lock(place: Path, progress: Callable[[str], None]) -> Iterator[None]:
    """Wait for the lock on a file, which is created with its folder if needed, and hold it.

    The file is empty and there only while it is locked, or after its holder was killed: the system
    releases the lock then, and the next one who holds it removes the file. A file that is not empty
    is somebody's own; it is locked as it is, and stays. ``progress`` is called after a second of
    waiting. Raises CannotRunError if the folder cannot be written, or something else has the name.
    """
    while True:
        with _opened(place) as file:
            _lock(file, place, progress)
            # Whoever held it has removed it, so that the lock on it is worth nothing.
            if _is_at(file, place):
                try:
                    yield
                finally:
                    _remove(file, place)
                return


@contextmanager
def _opened(place: Path) -> Iterator[int]:
    flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(place, flags, 0o666)
    except OSError as error:
        raise _refused(place, error) from error
    try:
        yield file
    finally:
        os.close(file)


def _lock(file: int, place: Path, progress: Callable[[str], None]) -> None:
    deadline = time.monotonic() + _REPORT_AFTER
    try:
        while time.monotonic() < deadline:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                time.sleep(_INTERVAL)
            else:
                return
        progress(WAITING)
        fcntl.flock(file, fcntl.LOCK_EX)
    except OSError as error:
        raise _refused(place, error) from error


def _is_at(file: int, place: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file), place.lstat())
    except OSError:
        return False


def _remove(file: int, place: Path) -> None:
    """Remove the file while it is still locked, unless it is not ours."""
    if _is_at(file, place) and os.fstat(file).st_size == 0:
        place.unlink(missing_ok=True)


def _refused(place: Path, error: OSError) -> CannotRunError:
    return CannotRunError(
        f"cannot write to {place.parent}: {error.strerror}",
        hint="choose another folder with --out",
    )

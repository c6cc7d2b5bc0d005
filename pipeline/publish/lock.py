"""One build at a time in an output folder."""

from __future__ import annotations

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path


@contextmanager
def hold_lock(out: Path) -> Iterator[None]:
    """Wait for, then hold, the right to write into an output folder.

    The system frees the lock of a process that is killed. Raises CannotRunError if the folder
    cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        file = (out / ".lock").open("w")
    except OSError as error:
        raise CannotRunError(
            f"cannot write to {out}: {error.strerror}", hint="choose another folder with --out"
        ) from error
    with file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield

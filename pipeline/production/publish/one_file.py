"""Writing a single file to a path given by the user."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.cache import key_of
from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cache import Cache

_KIND = "written"


def refuse_foreign_file(path: Path, cache: Cache) -> None:
    """Check that there is nothing at a path, or a file known to be written by us.

    Raises CannotRunError.
    """
    if not os.path.lexists(path):
        return
    try:
        ours = path.is_file() and not path.is_symlink() and _is_known(path.read_bytes(), cache)
    except OSError as error:
        raise CannotRunError(f"cannot read {path}: {error.strerror or error}") from error
    if not ours:
        raise CannotRunError(
            f"{path} exists, and is not as notepress wrote it",
            hint="name another file, or move this one out of the way",
        )


def write_file(path: Path, content: bytes, cache: Cache) -> None:
    """Write a file, or atomically replace one that we wrote.

    Files that we wrote are recorded in the cache by their bytes. Raises CannotRunError if there
    is something else, or if the file cannot be written.
    """
    refuse_foreign_file(path, cache)
    cache.put(key_of(_KIND, content), b"")
    scratch = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with scratch.open("xb") as file:
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                scratch.replace(path)
            finally:
                with suppress(OSError):
                    scratch.unlink(missing_ok=True)
    except OSError as error:
        raise CannotRunError(f"cannot write {path}: {error.strerror or error}") from error


def _is_known(content: bytes, cache: Cache) -> bool:
    return cache.get(key_of(_KIND, content)) is not None

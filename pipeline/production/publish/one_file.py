"""Write one file of an edition that somebody asked for by its path."""

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
    """See that there is nothing at a path, or a file with bytes that we are known to have written.

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
            f"{path} is there, and not as notepress wrote it",
            hint="name another file, or move what is there out of the way",
        )


def write_file(path: Path, content: bytes, cache: Cache) -> None:
    """Write a file, in the place of one that we wrote, in one step.

    What we wrote is remembered in the cache by its bytes. Raises CannotRunError where something
    else is there, and where the file cannot be written.
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

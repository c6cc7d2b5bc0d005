"""Files of a store in a folder, which several machines may share and write at the same time."""

from __future__ import annotations

import os
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pipeline.errors import CannotRunError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PART: Final = ".part"


class StoredFiles:
    """The files of a store in a folder, by name.

    A file is complete as soon as it has its name, also where two machines write the same one at
    once: each writes a file of its own beside it and renames that. All methods raise
    CannotRunError where the system refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused("read", error) from error

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None if there is none."""
        try:
            return (self._folder / name).stat().st_size
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._refused("read", error) from error

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or replace it."""
        place = self._folder / name
        part = place.with_name(f".{place.name}.{_own_name()}{_PART}")
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            try:
                part.write_bytes(content)
                part.replace(place)
            except OSError:
                with suppress(OSError):
                    part.unlink()
                raise
        except OSError as error:
            raise self._refused("write to", error) from error

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError as error:
            raise self._refused("write to", error) from error

    def names(self, folder: str = "") -> Iterator[tuple[str, int, float]]:
        """Yield name, size in bytes and time of change of all files below a folder of the store.

        The time is in seconds since 1970. A file that is still being written is among them, or one
        that a machine left so that died.
        """
        try:
            for path in sorted((self._folder / folder).rglob("*")):
                # Another machine may remove it meanwhile.
                with suppress(FileNotFoundError):
                    found = path.lstat()
                    if path.is_file():
                        name = path.relative_to(self._folder).as_posix()
                        yield name, found.st_size, found.st_mtime
        except OSError as error:
            raise self._refused("read", error) from error

    def is_empty(self) -> bool:
        """Whether there is nothing in the folder, whoever made it."""
        try:
            return not any(self._folder.iterdir())
        except FileNotFoundError:
            return True
        except OSError as error:
            raise self._refused("read", error) from error

    def _refused(self, what: str, error: OSError) -> CannotRunError:
        return CannotRunError(
            f"cannot {what} the store {self._folder}: {error.strerror or error}",
            hint="name another one with --store",
        )


def _own_name() -> str:
    """A name that no other thread of any machine has at the same time."""
    return f"{os.uname().nodename}-{os.getpid()}-{threading.get_ident()}"

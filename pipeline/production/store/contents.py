"""The store itself: where it is, whether it is one, and contents by their SHA-256."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.errors import CannotRunError
from pipeline.production.publish.stored_files import StoredFiles

if TYPE_CHECKING:
    from collections.abc import Iterator

MARK: Final = "notepress-store"
"""The name of the file that makes a folder a store."""
_MARKED: Final = b"notepress keeps contents and results of builds here, format 1\n"
CONTENTS: Final = "contents"
"""The folder of the store with contents by their SHA-256."""
_LOCAL: Final = "file://"


class Files(Protocol):
    """Files by name, wherever they are. Each method raises CannotRunError."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None if there is none."""

    def size(self, name: str) -> int | None:
        """The size of a file in bytes; None if there is none."""

    def write(self, name: str, content: bytes) -> None:
        """Write a file, or replace it."""

    def remove(self, name: str) -> None:
        """Remove a file, if there is one."""

    def names(self, folder: str = "") -> Iterator[tuple[str, int, float]]:
        """Yield name, size in bytes and time of change of all files below a folder."""

    def is_empty(self) -> bool:
        """Whether there is nothing, whoever made it."""


class UnusableError(CannotRunError):
    """A content of a store is missing or broken; if it was broken, it has been removed."""

    def __reduce__(self) -> tuple[type[UnusableError], tuple[str, str]]:
        """Support pickling, so that the error can cross processes."""
        return UnusableError, (str(self), self.hint)


class Store:
    """Contents by their SHA-256, 64 hexadecimal digits. ``address`` is a folder or a URL.

    What is read back is compared with its name, so that a file that was cut, altered or exchanged
    is never used. The same content may be written twice at once without harm.
    """

    def __init__(self, address: str, files: Files) -> None:
        self.address = address
        self.files = files

    def put(self, content: bytes) -> str:
        """Store a content, unless it is there, and return its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        if self.files.size(_name(digest)) != len(content):
            self.files.write(_name(digest), content)
        return digest

    def get(self, digest: str) -> bytes:
        """The content with this SHA-256.

        Raises UnusableError if it is missing, or broken: then it is removed, so that it is stored
        again when it has been made again.
        """
        content = self.files.read(_name(digest))
        if content is None:
            raise UnusableError(f"{_name(digest)} is missing in the store {self.address}")
        if hashlib.sha256(content).hexdigest() != digest:
            self.files.remove(_name(digest))
            raise UnusableError(f"{_name(digest)} in the store {self.address} was damaged")
        return content


def open_store(address: str, *, is_new: bool = True) -> Store:
    """Open the store in a folder or at a URL; without ``is_new``, there has to be one already.

    Raises CannotRunError if it cannot be reached, if there is none, or if there is something else.
    """
    store = Store(address, _files_at(address))
    mark = store.files.read(MARK)
    if mark is not None and mark != _MARKED:
        raise CannotRunError(
            f"the store {address} was made by another version of notepress",
            hint="name another folder or URL with --store",
        )
    if mark is None and not is_new:
        raise CannotRunError(
            f"no store is seen at {address}",
            hint="name a folder or URL with --store that all machines reach by the same name",
        )
    if mark is None:
        if not store.files.is_empty():
            raise CannotRunError(
                f"{address} is not empty, and is no store of notepress",
                hint="name a new or empty folder or URL with --store",
            )
        store.files.write(MARK, _MARKED)
    return store


def address_of(given: str, here: Path) -> str:
    """The address of a store as given by a user, whole, so that it means the same elsewhere."""
    if "://" in given and not given.startswith(_LOCAL):
        return given
    return str((here / given.removeprefix(_LOCAL)).absolute())


def _files_at(address: str) -> Files:
    if "://" not in address or address.startswith(_LOCAL):
        return StoredFiles(Path(address.removeprefix(_LOCAL)))
    from pipeline.production.publish.stored_urls import StoredURLs

    return StoredURLs(address)


def _name(digest: str) -> str:
    """The name of a content, in one of 256 folders, which is what file systems like best."""
    return f"{CONTENTS}/{digest[:2]}/{digest}"

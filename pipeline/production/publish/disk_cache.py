"""A cache on disk that can safely be deleted, truncated or damaged at any time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32
_ENTRY = re.compile(r"[a-z0-9-]+-[0-9a-f]{64}(\.\d+\.part)?")
"""The name of an entry: a key, or a key that a process is just writing."""


class DiskCache:
    """Content by key, one file each, which begins with the SHA-256 of key and content.

    An entry that was truncated, altered or renamed is ignored. Entries that have not been used
    for longest are removed by `prune` if space is needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def folder(self) -> Path:
        """The folder that it is in, which may be missing."""
        return self._folder

    def get(self, key: str) -> bytes | None:
        """The content stored under a key, or None."""
        path = self._folder / key
        try:
            with path.open("rb") as file:
                digest, content = file.read(_DIGEST), file.read()
        except OSError:
            return None
        if _digest(key, content) != digest:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Store content under a key; errors, such as a full disk, are ignored."""
        path = self._folder / key
        part = self._folder / f"{key}.{os.getpid()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with part.open("wb") as file:
                # While it is locked, nobody takes it for one that a killed process left behind.
                with suppress(OSError):
                    fcntl.flock(file, fcntl.LOCK_EX)
                file.write(_digest(key, content))
                file.write(content)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def prune(self, limit: int) -> None:
        """Remove the least recently used entries until the rest takes at most ``limit`` bytes.

        What a killed process was writing is removed as well, but never what another one writes.
        """
        try:
            files = [(path, path.stat()) for path in self._folder.iterdir()]
        except OSError:
            return
        files.sort(key=lambda item: -max(item[1].st_atime, item[1].st_mtime))
        room = limit
        for path, stat in files:
            if not _ENTRY.fullmatch(path.name):
                continue
            if path.suffix == ".part":
                _remove_unless_written(path)
                continue
            room -= stat.st_size
            if room < 0:
                with suppress(OSError):
                    path.unlink()


def _remove_unless_written(part: Path) -> None:
    with suppress(OSError), part.open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        part.unlink()


def _digest(key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(f"{key}\n".encode())
    digest.update(content)
    return digest.digest()

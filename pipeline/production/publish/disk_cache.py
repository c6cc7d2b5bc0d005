"""A cache on disk that can safely be deleted, truncated or damaged at any time."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32
_ENTRY = re.compile(r"[a-z0-9-]+-[0-9a-f]{64}(\.\d+\.part)?")
"""The name of an entry: a key, or a key that a process is just writing."""
_SHARE: Final = 10
"""Into how many shares the limit is divided: after each of them, the cache is pruned."""
_ADDED: Final = key_of("added-since-pruned")


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
        """Store content under a key; errors, such as a full disk, are ignored.

        Nothing is stored if the folder is gone: it would not be known to be ours any more.
        """
        path = self._folder / key
        part = self._folder / f"{key}.{os.getpid()}.part"
        try:
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

    def make_room(self, limit: int, added: int) -> None:
        """Prune after about ``added`` bytes were stored, if enough were since the last time.

        Looking at all entries of a large cache takes longer than storing a few, so that it is only
        done for each tenth of the limit, by which the cache can exceed it.
        """
        kept = self.get(_ADDED)
        since = added + int(kept) if kept is not None else limit
        if since * _SHARE >= limit:
            self.prune(limit)
            since = 0
        self.put(_ADDED, str(since).encode())

    def prune(self, limit: int) -> None:
        """Remove the least recently used entries until the rest takes at most ``limit`` bytes.

        What a killed process was writing is removed as well, but never what another one writes.
        """
        found: list[tuple[float, int, str]] = []
        try:
            with os.scandir(self._folder) as entries:
                for entry in entries:
                    if _ENTRY.fullmatch(entry.name):
                        stat = entry.stat()
                        used = max(stat.st_atime, stat.st_mtime)
                        found.append((used, stat.st_size, entry.path))
        except OSError:
            return
        room = limit
        for _, size, path in sorted(found, reverse=True):
            if path.endswith(".part"):
                _remove_unless_written(path)
                continue
            room -= size
            if room < 0:
                with suppress(OSError):
                    os.unlink(path)  # noqa: PTH108 - one of many thousands


def _remove_unless_written(part: str) -> None:
    with suppress(OSError), open(part, "rb") as file:  # noqa: PTH123
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.unlink(part)  # noqa: PTH108


def _digest(key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(f"{key}\n".encode())
    digest.update(content)
    return digest.digest()

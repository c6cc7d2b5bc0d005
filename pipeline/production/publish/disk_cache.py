"""A cache on disk that can be deleted, cut short or damaged at any time without harm."""

from __future__ import annotations

import hashlib
import os
import re
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_DIGEST = 32
_ENTRY = re.compile(r"[a-z0-9-]+-[0-9a-f]{64}(\.\d+\.part)?")
"""Name of a file of ours: a key, or a key that is being written by a process."""


class DiskCache:
    """Content by key, a file each, led by the SHA-256 of its key and what follows.

    An entry that was cut short, altered or put under another key is not found. Entries that no
    build has asked for while newer ones took the room are dropped by `prune`.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None."""
        path = self._folder / key
        try:
            data = path.read_bytes()
        except OSError:
            return None
        content = data[_DIGEST:]
        if _digest(key, content) != data[:_DIGEST]:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Remember content under a key; a full disk only means that it is not remembered."""
        path = self._folder / key
        part = self._folder / f"{key}.{os.getpid()}.part"
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            part.write_bytes(_digest(key, content) + content)
            part.replace(path)
        except OSError:
            with suppress(OSError):
                part.unlink()

    def prune(self, limit: int) -> None:
        """Drop the entries used longest ago until the rest takes no more than ``limit`` bytes."""
        try:
            files = [(path, path.stat()) for path in self._folder.iterdir()]
        except OSError:
            return
        files.sort(key=lambda item: -max(item[1].st_atime, item[1].st_mtime))
        room = limit
        for path, stat in files:
            if not _ENTRY.fullmatch(path.name):
                continue
            room -= stat.st_size
            if room < 0 or path.suffix == ".part":
                with suppress(OSError):
                    path.unlink()


def _digest(key: str, content: bytes) -> bytes:
    digest = hashlib.sha256(f"{key}\n".encode())
    digest.update(content)
    return digest.digest()

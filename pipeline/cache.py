"""The cache between builds: bytes, by a key derived from everything they depend on."""

from __future__ import annotations

import hashlib
from typing import Protocol


class Cache(Protocol):
    """A store of results by content key. Only `publish` has one that writes to disk."""

    def get(self, key: str) -> bytes | None:
        """The content stored under a key, or None."""

    def put(self, key: str, content: bytes) -> None:
        """Store content under a key."""


class NoCache:
    """A cache that stores nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002
        """Always None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Do nothing."""


def key_of(kind: str, *parts: str | bytes) -> str:
    """A key, ``kind-`` and 64 hexadecimal digits, for everything that a result depends on.

    Each part is hashed with its length, so that different lists of parts give different keys.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{kind}-{digest.hexdigest()}"

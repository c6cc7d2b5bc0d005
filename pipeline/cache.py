"""What may be remembered between builds: bytes by a key that names all they depend on."""

from __future__ import annotations

import hashlib
from typing import Protocol


class Cache(Protocol):
    """A store of results by content key. Only `publish` has one that writes to disk."""

    def get(self, key: str) -> bytes | None:
        """Return what was put under a key, or None."""

    def put(self, key: str, content: bytes) -> None:
        """Remember content under a key."""


class NoCache:
    """A cache that remembers nothing."""

    def get(self, key: str) -> bytes | None:  # noqa: ARG002
        """Return None."""
        return None

    def put(self, key: str, content: bytes) -> None:
        """Forget content at once."""


def key_of(kind: str, *parts: str | bytes) -> str:
    """Return a key, ``kind-`` and 64 hexadecimal digits, for all that a result depends on.

    Each part is hashed with its length, so that no two lists of parts give one key.
    """
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return f"{kind}-{digest.hexdigest()}"

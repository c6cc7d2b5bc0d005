"""A cache that lasts as long as a test."""

from __future__ import annotations


class Memory(dict[str, bytes]):
    """A cache in memory that knows what was put in it."""

    def put(self, key: str, content: bytes) -> None:
        """Keep a result."""
        self[key] = content

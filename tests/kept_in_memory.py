"""Caches that last as long as a test, or as long as a run of tests."""

from __future__ import annotations


class Memory(dict[str, bytes]):
    """A cache in memory that knows what was put in it."""

    def put(self, key: str, content: bytes) -> None:
        """Keep a result."""
        self[key] = content


PARSED = Memory()
"""The syntax trees of this run: a text that many tests read is parsed once."""

LAID_OUT = Memory()
"""What workbenches of this run have laid out: a note that many tests open is laid out once."""

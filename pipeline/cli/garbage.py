"""Garbage collection while a command runs: rarely, because most objects stay in use."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

_NEW_OBJECTS = 200_000
"""New objects between collections; Python's default of 700 takes a twentieth of a build."""


@contextmanager
def collect_rarely(*, is_last: bool = False) -> Iterator[None]:
    """Collect reference cycles rarely while the context is active.

    If it ``is_last``, the process ends afterwards, and what is left is never looked through.
    """
    before = gc.get_threshold()
    gc.set_threshold(_NEW_OBJECTS, *before[1:])
    try:
        yield
    finally:
        if is_last:
            gc.freeze()
        gc.set_threshold(*before)

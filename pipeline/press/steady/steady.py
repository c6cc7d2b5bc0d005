"""Layout that is the same on every system."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.press.steady.line_breaks import same_breaks
from pipeline.press.steady.sums import same_sums


@contextmanager
def same_everywhere() -> Iterator[None]:
    """Break lines and add widths alike on every system while the context is active."""
    with same_breaks(), same_sums():
        yield

"""Sums of widths that are the same with every version of Python.

`sum` adds floats otherwise since Python 3.12: the last digit differs, and with it whether a text
fits that is exactly as wide as its column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import reduce
from operator import add
from typing import Any, Final

from weasyprint.layout import column, flex, grid, leader, page, preferred, table

_MODULES: Final = (column, flex, grid, leader, page, preferred, table)


@contextmanager
def same_sums() -> Iterator[None]:
    """Let WeasyPrint add one width after the other while the context is active."""
    for module in _MODULES:
        module.sum = _sum
    try:
        yield
    finally:
        for module in _MODULES:
            del module.sum


def _sum(values: Iterable[Any], start: Any = 0) -> Any:
    return reduce(add, values, start)

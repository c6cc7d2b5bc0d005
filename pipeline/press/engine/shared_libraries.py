"""The shared libraries that WeasyPrint calls, opened by the names of their files.

WeasyPrint tries several names for each. For those without a version, ctypes asks gcc, ld and
ldconfig, one process after the other, which takes longer than all the rest of a start.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def opened_by_file_name() -> Iterator[None]:
    """Leave the search to the dynamic linker for as long as this is entered.

    On Linux only: elsewhere the names alone do not lead to the files.
    """
    theirs = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = theirs


def _find_nothing(name: str) -> None:
    """Find no file for a name, so that the next name is tried."""

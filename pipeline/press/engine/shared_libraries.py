"""Faster loading of the shared libraries that WeasyPrint calls.

WeasyPrint tries several names for each library. For names without a version, ctypes runs gcc, ld
and ldconfig one after the other, which takes longer than the rest of the start-up.
"""

from __future__ import annotations

import ctypes.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def library_search_disabled() -> Iterator[None]:
    """Leave finding libraries to the dynamic linker while the context is active.

    On Linux only: elsewhere the linker does not find the files by these names.
    """
    original = ctypes.util.find_library
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = original


def _find_nothing(name: str) -> None:
    """Find no file, so that WeasyPrint tries its next name."""

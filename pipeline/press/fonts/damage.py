"""Damage to a font of a style: whatever is raised where its tables contradict one another."""

from __future__ import annotations

import struct
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_RAISED: Final = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    EOFError,
    LookupError,
    MemoryError,
    NotImplementedError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
    struct.error,
)
"""What fontTools raises where the tables of a font do not fit together; it promises nothing."""


class DamagedFontError(Exception):
    """A font whose tables contradict one another."""


@contextmanager
def found_damage() -> Iterator[None]:
    """Whatever fontTools and HarfBuzz raise at a font that contradicts itself is damage."""
    import brotli
    from fontTools.ttLib import TTLibError
    from uharfbuzz import HarfBuzzError

    try:
        yield
    except (*_RAISED, TTLibError, HarfBuzzError, brotli.error) as error:
        raise DamagedFontError from error

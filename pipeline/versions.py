"""Versions of the packages and libraries in use, each read once in a run."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from functools import cache

_INFO = ".dist-info"
_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@cache
def version_of(package: str) -> str:
    """The version of an installed package, or ``absent``."""
    path = _metadata().get(_normal(package))
    if path is not None:
        with suppress(OSError), open(path, encoding="utf-8") as file:  # noqa: PTH123 - often called
            found = _VERSION.search(file.read())
            return found.group(1) if found else "absent"
    # One that is installed in another way, such as Debian's own.
    from importlib import metadata

    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return "absent"


@cache
def _metadata() -> Mapping[str, str]:
    """The files with what is known of each installed package, by its name.

    They are found as `importlib.metadata` finds them; importing that takes a quarter of the time of
    a build with nothing to do.
    """
    found: dict[str, str] = {}
    for folder in sys.path:
        names: list[str] = []
        with suppress(OSError):
            names = os.listdir(folder or ".")  # noqa: PTH208
        for name in names:
            if name.endswith(_INFO):
                package = _normal(name.removesuffix(_INFO).partition("-")[0])
                found.setdefault(package, os.path.join(folder, name, "METADATA"))  # noqa: PTH118
    return found


def _normal(package: str) -> str:
    """A name as all spellings of it are the same (PEP 503)."""
    return re.sub(r"[-_.]+", "-", package).lower()


@cache
def library_version(library: str, function: str) -> str:
    """The version that a function of a shared library reports, or ``absent``."""
    try:
        ask = ctypes.CDLL(library)[function]
    except (OSError, AttributeError):
        return "absent"
    ask.restype = ctypes.c_char_p
    return (ask() or b"").decode()


def pango_version() -> str:
    """The version of Pango, which breaks and sets lines."""
    return library_version("libpango-1.0.so.0", "pango_version_string")


def harfbuzz_version() -> str:
    """The version of the HarfBuzz that Pango shapes text with."""
    return library_version("libharfbuzz.so.0", "hb_version_string")

"""Versions of the packages and libraries in use, each read once in a run."""

from __future__ import annotations

import ctypes
import re
from functools import cache
from importlib import metadata

_VERSION = re.compile(r"^Version: *(\S+)", re.MULTILINE)


@cache
def version_of(package: str) -> str:
    """The version of an installed package, or ``absent``."""
    try:
        # Not `metadata.version`, which parses the whole file as an e-mail.
        text = metadata.distribution(package).read_text("METADATA") or ""
    except metadata.PackageNotFoundError:
        return "absent"
    found = _VERSION.search(text)
    return found.group(1) if found else "absent"


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

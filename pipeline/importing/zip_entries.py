"""The entries of a ZIP archive, within limits, whatever the archive says of their sizes."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import Final, Literal

Trouble = Literal["large", "many", "protected", "unusual"]
"""Why an archive is not unpacked.

``large`` and ``many`` would unpack without end, ``unusual`` is packed as no program packs a
document (ISO/IEC 29500-2 and OpenDocument know stored and deflated entries alone).
"""

UNPACKED_BYTES: Final = 200_000_000
"""The most bytes that an archive may unpack to."""
MOST_ENTRIES: Final = 10_000
"""The most entries that an archive may have."""
DAMAGED: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
)
"""Exceptions that unpacking raises if a file is damaged."""

_COMPRESSIONS: Final = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
_PROTECTED: Final = 1


def find_trouble(archive: zipfile.ZipFile) -> Trouble | None:
    """Why an archive should not be unpacked; None if it can be."""
    entries = archive.infolist()
    if sum(one.file_size for one in entries) > UNPACKED_BYTES:
        return "large"
    if len(entries) > MOST_ENTRIES:
        return "many"
    if any(one.flag_bits & _PROTECTED for one in entries):
        return "protected"
    if any(one.compress_type not in _COMPRESSIONS for one in entries):
        return "unusual"
    return None


def read_entry(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of an entry. Raises one of `DAMAGED` if there are more than it says."""
    with archive.open(entry) as opened:
        # Without a number, an entry that lies about its size is inflated whole.
        content = opened.read(entry.file_size + 1)
        if len(content) != entry.file_size:
            raise zipfile.BadZipFile(f"{entry.filename} has another size than it says")
        return content

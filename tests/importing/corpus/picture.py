"""The pictures of the corpus: a small PNG, and a Windows metafile as Excel pastes it."""

from __future__ import annotations

import struct
import zlib
from functools import cache


@cache
def png(shade: int = 90) -> bytes:
    """A picture of 48 by 32 px: bars on white."""
    bar, white = bytes((shade, 120, 160)), b"\xff\xff\xff"
    rows = b"".join(
        b"\0" + b"".join(bar if y > 26 - x // 12 * 6 and x % 12 < 8 else white for x in range(48))
        for y in range(32)
    )
    head = struct.pack(">IIBBBBB", 48, 32, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*one) for one in chunks)


def _chunk(kind: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", checksum)


@cache
def emf() -> bytes:
    """A metafile of one filled rectangle ([MS-EMF] 2.3)."""
    box = struct.pack("<4i", 0, 0, 200, 100)
    brush = struct.pack("<IIIIII", 39, 24, 1, 0, 0x00A0785A, 0)
    select = struct.pack("<III", 37, 12, 1)
    rectangle = struct.pack("<II", 43, 24) + struct.pack("<4i", 20, 20, 180, 80)
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    records = brush + select + rectangle + end
    millimetres = struct.pack("<4i", 0, 0, 5000, 2500)
    rest = struct.pack("<IIIIHHIII", 0x464D4520, 0x10000, 108 + len(records), 5, 2, 0, 0, 0, 0)
    device = struct.pack("<iiii", 1920, 1080, 480, 270)
    head = struct.pack("<II", 1, 108) + box + millimetres + rest + device + bytes(12)
    return head + bytes(108 - len(head)) + records

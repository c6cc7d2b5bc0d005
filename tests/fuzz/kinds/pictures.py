"""PNG and JPEG pictures: bytes altered, and PNG chunks altered with a right checksum."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from random import Random

from PIL import Image

from fuzz.mutation import altered_bytes
from fuzz.trial import Files, Kind
from pipeline.cache import NoCache
from pipeline.findings import Finding
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.report import Report

_SIZE = (23, 17)
_MODES = {"png": ("1", "L", "P", "RGB", "RGBA", "I;16"), "jpg": ("L", "RGB", "CMYK")}
_TOKENS = (
    *(b"IHDR", b"IDAT", b"IEND", b"PLTE", b"tRNS", b"iCCP", b"zTXt", b"iTXt", b"acTL", b"fdAT"),
    *(b"\xff\xd8", b"\xff\xd9", b"\xff\xc0", b"\xff\xc4", b"\xff\xda", b"\xff\xdb", b"\xff\xe1"),
    *(b"Exif\0\0", b"II*\0", b"MM\0*", b"\0\0\0\0", b"\x7f\xff\xff\xff", b"\xff\xff\xff\xff"),
)


@cache
def _pictures(ending: str) -> tuple[bytes, ...]:
    found = []
    for mode in _MODES[ending]:
        output = io.BytesIO()
        picture = Image.linear_gradient("L").resize(_SIZE).convert(mode)
        options = {"progressive": mode == "RGB"} if ending == "jpg" else {}
        picture.save(output, {"png": "PNG", "jpg": "JPEG"}[ending], dpi=(300, 300), **options)
        found.append(output.getvalue())
    return tuple(found)


def make(dice: Random) -> Files:
    """A small picture, altered."""
    ending = dice.choice(("png", "jpg"))
    content = dice.choice(_pictures(ending))
    if ending == "png" and dice.random() < 0.6:
        content = _altered_chunks(content, dice)
    else:
        content = altered_bytes(content, dice, _TOKENS)
    return {f"figures/x.{ending}": content}


def _altered_chunks(content: bytes, dice: Random) -> bytes:
    """A PNG whose chunks were altered, doubled, dropped or put elsewhere, checksums right again."""
    chunks: list[tuple[bytes, bytes]] = []
    at = 8
    while at < len(content):
        (length,) = struct.unpack_from(">I", content, at)
        chunks.append((content[at + 4 : at + 8], content[at + 8 : at + 8 + length]))
        at += 12 + length
    for _ in range(dice.choice((1, 1, 2, 3))):
        place = dice.randrange(len(chunks))
        name, data = chunks[place]
        match dice.randrange(4):
            case 0:
                chunks[place] = name, altered_bytes(data, dice, _TOKENS)
            case 1:
                chunks.insert(dice.randint(0, len(chunks)), (name, data))
            case 2:
                chunks[place] = dice.choice(_TOKENS[:10]), data
            case _:
                packed = zlib.compress(bytes(dice.choice((10, 1000, 100_000))))
                chunks.insert(place, (dice.choice((b"zTXt", b"iCCP", b"iTXt")), b"x\0\0" + packed))
    return content[:8] + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    checksum = struct.pack(">I", zlib.crc32(name + data))
    return struct.pack(">I", len(data)) + name + data + checksum


def run(files: Files, folder: Path) -> Iterable[Finding]:
    """Check it as a picture of a note."""
    report = Report()
    for path, content in files.items():
        take_picture(path, content, report, NoCache())
    return report.findings


KIND = Kind("pictures", make, run, short=600)

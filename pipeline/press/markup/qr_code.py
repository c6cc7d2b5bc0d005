"""QR codes as SVG paths."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pipeline.cache import Cache, key_of
from pipeline.versions import version_of

QUIET_ZONE = 4
"""The width in modules of the white border around a code (ISO/IEC 18004:2015, 6.3.8)."""
# Increase the number when `qr_code` returns something else for the same address.
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code in a square of ``size`` modules, including the quiet zone.

    ``path`` is SVG path data: a rectangle for each run of dark modules in a row.
    """

    size: int
    path: str


def cached_qr_code(address: str, cache: Cache) -> QrCode:
    """The QR code of an address, cached, because the search for the best mask is slow."""
    key = key_of("qr-code", _VERSION, version_of("segno"), address)
    cached = cache.get(key)
    if cached is not None:
        return QrCode(**json.loads(cached))
    code = qr_code(address)
    cache.put(key, json.dumps(asdict(code)).encode())
    return code


def qr_code(address: str) -> QrCode:
    """The QR code of an address, with error correction level M (15 % may be damaged)."""
    import segno

    code = segno.make(address, error="m", micro=False, boost_error=False)
    size = len(code.matrix) + 2 * QUIET_ZONE
    runs = [
        f"M{start + QUIET_ZONE} {row + QUIET_ZONE}h{end - start}v1h{start - end}z"
        for row, modules in enumerate(code.matrix)
        for start, end in _runs(modules)
    ]
    return QrCode(size, "".join(runs))


def _runs(modules: bytearray) -> list[tuple[int, int]]:
    """The start and end of each run of dark modules."""
    edges = [index for index, dark in enumerate(modules) if dark != (index and modules[index - 1])]
    if len(edges) % 2:
        edges.append(len(modules))
    return list(zip(edges[::2], edges[1::2], strict=True))

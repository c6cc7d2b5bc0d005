"""QR codes as the path of an SVG."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from pipeline.cache import Cache, key_of
from pipeline.versions import version_of

QUIET_ZONE = 4
"""Modules left white around a code (ISO/IEC 18004:2015, 6.3.8)."""
# Raise the number when `qr_code` returns something else for the same address.
_RECIPE = "1"


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code on a square of ``size`` modules, quiet zone included.

    ``path`` is the data of an SVG path, a rectangle for each run of dark modules in a row.
    """

    size: int
    path: str


def kept_qr_code(address: str, cache: Cache) -> QrCode:
    """Return the QR code of an address, as `qr_code`, made once: the best mask takes a search."""
    key = key_of("qr-code", _RECIPE, version_of("segno"), address)
    kept = cache.get(key)
    if kept is not None:
        return QrCode(**json.loads(kept))
    code = qr_code(address)
    cache.put(key, json.dumps(asdict(code)).encode())
    return code


def qr_code(address: str) -> QrCode:
    """Return the QR code of an address, with error correction M (15 % of it may be lost)."""
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
    """Return where each run of dark modules begins and ends."""
    edges = [place for place, dark in enumerate(modules) if dark != (place and modules[place - 1])]
    if len(edges) % 2:
        edges.append(len(modules))
    return list(zip(edges[::2], edges[1::2], strict=True))

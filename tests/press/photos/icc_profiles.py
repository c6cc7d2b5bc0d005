"""ICC profiles for tests (ICC.1:2022), made from primaries and a gamma."""

from __future__ import annotations

import struct

Xyz = tuple[float, float, float]

D50: Xyz = (0.9642, 1.0, 0.8249)
# The primaries of Display P3 with its white as D50.
P3 = ((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407))


def display_p3() -> bytes:
    """A profile like those of phones; its curve is near that of sRGB."""
    channels = {f"{name}XYZ": _xyz(one) for name, one in zip("rgb", P3, strict=True)}
    curves = {f"{name}TRC": _srgb_curve() for name in "rgb"}
    return _profile(b"RGB ", {"wtpt": _xyz(D50), **channels, **curves})


def grey(gamma: float) -> bytes:
    """A profile of greys."""
    curve = struct.pack(">4s4xIH2x", b"curv", 1, round(gamma * 256))
    return _profile(b"GRAY", {"wtpt": _xyz(D50), "kTRC": curve})


def _srgb_curve() -> bytes:
    levels = (level / 255 for level in range(256))
    linear = (s / 12.92 if s <= 0.04045 else ((s + 0.055) / 1.055) ** 2.4 for s in levels)
    return struct.pack(">4s4xI256H", b"curv", 256, *(round(65535 * one) for one in linear))


def _xyz(value: Xyz) -> bytes:
    return struct.pack(">4s4x3i", b"XYZ ", *(round(65536 * one) for one in value))


def _profile(space: bytes, tags: dict[str, bytes]) -> bytes:
    words = b"Test\0"
    described = struct.pack(">4s4xI", b"desc", len(words)) + words + bytes(78)
    content = {"desc": described, "cprt": struct.pack(">4s4x", b"text") + b"None\0", **tags}
    start = 128 + 4 + 12 * len(content)
    table, data = struct.pack(">I", len(content)), b""
    for name, one in content.items():
        table += struct.pack(">4sII", name.encode(), start + len(data), len(one))
        data += one + bytes(-len(one) % 4)
    white = struct.pack(">3i", *(round(65536 * one) for one in D50))
    head = struct.pack(">I4xI4s4s4s", start + len(data), 0x02400000, b"mntr", space, b"XYZ ")
    return (head + bytes(12) + b"acsp").ljust(68, b"\0") + white + bytes(48) + table + data

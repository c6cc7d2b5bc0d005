"""The graphics state of a PDF (ISO 32000-1, 8.4): colours, clipping, transformations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]
"""Left, bottom, right and top of a rectangle, in pt."""

IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)

_DEVICE_SPACES = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "Pattern")


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour as it is set: its space, its numbers, and the pattern if it is one."""

    space: str
    values: tuple[float, ...] = ()
    pattern: Any = None


BLACK = Colour("DeviceGray", (0,))


@dataclass(frozen=True, slots=True)
class State:
    """The part of the graphics state that checks need. ``width`` is that of lines.

    ``overprints`` is for fills and text, ``overprints_lines`` for lines.
    """

    matrix: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1
    blend: str = "Normal"
    overprints: bool = False
    overprints_lines: bool = False
    overprint_mode: int = 0
    font: Any = None
    text_mode: int = 0


def concatenated(first: Matrix, then: Matrix) -> Matrix:
    """The matrix for one transformation followed by another (ISO 32000-1, 8.3.4)."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def transformed(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """A point transformed by a matrix."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_around(points: list[tuple[float, float]]) -> Box:
    """The bounding box of points; an empty one for none."""
    if not points:
        return (0, 0, 0, 0)
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(box: Box, matrix: Matrix) -> list[tuple[float, float]]:
    """The corners of a box, transformed by a matrix."""
    left, bottom, right, top = box
    return [
        transformed(x, y, matrix)
        for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))
    ]


def intersection(one: Box, other: Box) -> Box:
    """The intersection of two boxes; left is greater than right if it is empty."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def is_upright(matrix: Matrix) -> bool:
    """Whether a matrix keeps rectangles parallel to the axes."""
    return (matrix[1] == 0 == matrix[2]) or (matrix[0] == 0 == matrix[3])


def space_named(entry: Any) -> str:
    """The name of a colour space, such as ``DeviceRGB``, ``ICCBased 3``, ``Separation All``.

    For an indexed space it is the name of its base (ISO 32000-1, 8.6).
    """
    import pikepdf

    if isinstance(entry, pikepdf.Name):
        return str(entry)[1:]
    if not isinstance(entry, pikepdf.Array):
        return "none"
    family = str(entry[0])[1:]
    if family in _DEVICE_SPACES or len(entry) == 1:
        return family
    if family == "ICCBased":
        return f"ICCBased {int(entry[1].get('/N', 0))}"
    if family == "Separation":
        return f"Separation {str(entry[1])[1:]}"
    if family == "Indexed":
        return space_named(entry[1])
    return family

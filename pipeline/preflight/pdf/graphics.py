"""The state in which a PDF paints (ISO 32000-1, 8.4): colours, what is clipped, where it goes."""

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
    """The graphics state, as far as a check asks for it. ``width`` is that of lines."""

    matrix: Matrix
    clip: Box
    fill: Colour = BLACK
    stroke: Colour = BLACK
    width: float = 1
    blend: str = "Normal"
    overprints: bool = False
    font: Any = None
    text_mode: int = 0


def multiplied(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does one after the other (ISO 32000-1, 8.3.4)."""
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


def moved(x: float, y: float, matrix: Matrix) -> tuple[float, float]:
    """Return where a matrix puts a point."""
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def box_around(points: list[tuple[float, float]]) -> Box:
    """Return the smallest box that holds some points; an empty one for none."""
    if not points:
        return (0, 0, 0, 0)
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def corners(box: Box, matrix: Matrix) -> list[tuple[float, float]]:
    """Return where a matrix puts the corners of a box."""
    left, bottom, right, top = box
    return [
        moved(x, y, matrix) for x, y in ((left, bottom), (right, bottom), (right, top), (left, top))
    ]


def common(one: Box, other: Box) -> Box:
    """Return what two boxes have in common; left is more than right if that is nothing."""
    return (
        max(one[0], other[0]),
        max(one[1], other[1]),
        min(one[2], other[2]),
        min(one[3], other[3]),
    )


def is_upright(matrix: Matrix) -> bool:
    """Tell whether a matrix turns rectangles into rectangles with the same directions."""
    return (matrix[1] == 0 == matrix[2]) or (matrix[0] == 0 == matrix[3])


def space_named(entry: Any) -> str:
    """Return what a colour space is: ``DeviceRGB``, ``ICCBased 3``, ``Separation All``.

    An indexed space is named for the one its table is in (ISO 32000-1, 8.6).
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

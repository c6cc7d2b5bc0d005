"""Transformations of a drawing (SVG 2, 8.4), as far as text can follow them."""

from __future__ import annotations

import math
import re
from typing import Final, NamedTuple

_CALL: Final = re.compile(r"([a-zA-Z]+)\s*\(([^)]*)\)")
_NUMBER: Final = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ALIKE: Final = 1e-3


class Matrix(NamedTuple):
    """A matrix as SVG writes it: x' = ax + cy + e, y' = bx + dy + f."""

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    e: float = 0.0
    f: float = 0.0

    def then(self, inner: Matrix) -> Matrix:
        """This matrix with another one inside it."""
        return Matrix(
            self.a * inner.a + self.c * inner.b,
            self.b * inner.a + self.d * inner.b,
            self.a * inner.c + self.c * inner.d,
            self.b * inner.c + self.d * inner.d,
            self.a * inner.e + self.c * inner.f + self.e,
            self.b * inner.e + self.d * inner.f + self.f,
        )

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Where a point comes to stand."""
        return self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f

    @property
    def scale(self) -> float:
        """How many times as large things become."""
        return math.hypot(self.a, self.b)

    @property
    def turn(self) -> float:
        """By how many degrees things are turned, clockwise."""
        return math.degrees(math.atan2(self.b, self.a))

    @property
    def keeps_shapes(self) -> bool:
        """Whether things are moved, turned and scaled, and not slanted, stretched or mirrored."""
        off = max(abs(self.a - self.d), abs(self.b + self.c))
        return self.scale > 0 and off <= _ALIKE * self.scale


def matrix_of(transform: str) -> Matrix | None:
    """The matrix of a transform attribute; None if it is not understood."""
    found = Matrix()
    for name, inside in _CALL.findall(transform):
        one = _matrix(name, [float(number) for number in _NUMBER.findall(inside)])
        if one is None:
            return None
        found = found.then(one)
    return found


def _matrix(name: str, numbers: list[float]) -> Matrix | None:
    match name, numbers:
        case "matrix", [a, b, c, d, e, f]:
            return Matrix(a, b, c, d, e, f)
        case "translate", [x]:
            return Matrix(e=x)
        case "translate", [x, y]:
            return Matrix(e=x, f=y)
        case "scale", [x]:
            return Matrix(a=x, d=x)
        case "scale", [x, y]:
            return Matrix(a=x, d=y)
        case "rotate", [angle]:
            return _turned(angle)
        case "rotate", [angle, x, y]:
            return Matrix(e=x, f=y).then(_turned(angle)).then(Matrix(e=-x, f=-y))
        case _:
            return None


def _turned(angle: float) -> Matrix:
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    return Matrix(cosine, sine, -sine, cosine)

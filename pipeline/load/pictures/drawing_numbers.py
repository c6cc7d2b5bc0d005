"""Numbers, lengths and lists of them in drawings, as SVG writes them and the engine reads them."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

NUMBER: Final = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
"""Pattern of a number (SVG 2, section 4.2)."""
LARGEST: Final = 1e9
"""The largest number in a drawing: a thousand kilometres of pixels."""
LISTED: Final = re.compile(rf"[ \t\r\n,]*({NUMBER})")
"""Pattern of the next number of a list, with what may precede it."""

# Units that the engine knows, in lower case.
_LENGTH: Final = re.compile(rf"({NUMBER})(%|rem|em|ex|px|pt|pc|in|cm|mm|q)?")
_ANGLE: Final = re.compile(rf"({NUMBER})(deg|grad|rad|turn)?")
_TRANSFORM: Final = re.compile(r"[\s,]*([A-Za-z]+)\s*\(([^()]*)\)[\s,]*")
_ARGUMENTS: Final = {
    "matrix": (6,), "rotate": (1, 3), "scale": (1, 2), "scaleX": (1,), "scaleY": (1,),
    "skew": (1, 2), "skewX": (1,), "skewY": (1,),
    "translate": (1, 2), "translateX": (1,), "translateY": (1,),
}  # fmt: skip


class Length(NamedTuple):
    """A number and its unit, which may be empty."""

    value: float
    unit: str


def length(text: str) -> Length | None:
    """A length, or None for what is not one or is too large."""
    match = _LENGTH.fullmatch(text.strip())
    if match is None or abs(value := float(match[1])) > LARGEST:
        return None
    return Length(value, match[2] or "")


def number(text: str) -> float | None:
    """A number, or None for what is not one or is too large."""
    found = length(text)
    return found.value if found and not found.unit else None


def angle(text: str) -> bool:
    """Whether a text is an angle: a number, with a unit or without."""
    match = _ANGLE.fullmatch(text.strip())
    return match is not None and abs(float(match[1])) <= LARGEST


def numbers(text: str) -> tuple[float, ...] | None:
    """A list of numbers, separated by spaces, commas or signs; None for anything else."""
    found: list[float] = []
    at, text = 0, text.rstrip()
    while at < len(text):
        match = LISTED.match(text, at)
        if match is None or abs(value := float(match[1])) > LARGEST:
            return None
        found.append(value)
        at = match.end()
    return tuple(found)


def lengths(text: str) -> tuple[Length, ...] | None:
    """A list of lengths, separated by spaces or commas; None for anything else."""
    found = [length(part) for part in re.split(r"[\s,]+", text.strip())]
    return None if None in found else tuple(one for one in found if one)


def is_degenerate(transform: str) -> bool | None:
    """Whether a list of transforms reduces every area to nothing; None if it is not one."""
    if transform.strip() in {"", "none"}:
        return False
    area, at = 1.0, 0
    while at < len(transform):
        match = _TRANSFORM.match(transform, at)
        scale = None if match is None else _scale(match[1], match[2])
        if match is None or scale is None:
            return None
        area *= scale
        at = match.end()
    return abs(area) < 1 / LARGEST**2


def _scale(name: str, arguments: str) -> float | None:
    """The factor by which a transform scales an area, or None for what is not a transform."""
    given = [part for part in re.split(r"[\s,]+|(?<=[0-9.])(?=[+-])", arguments.strip()) if part]
    if len(given) not in _ARGUMENTS.get(name, ()):
        return None
    turns = name.startswith(("rotate", "skew"))
    if not all(map(angle if turns else length, given)):
        return None
    values = [one.value for one in map(length, given) if one]
    match name:
        case "matrix":
            return values[0] * values[3] - values[1] * values[2]
        case "scale":
            return values[0] * values[-1]
        case "scaleX" | "scaleY":
            return values[0]
        case _:
            return 1.0

"""What the layout engine would draw wrongly, or not at all, of a cleaned drawing."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_NUMBERS: Final = r"\s*(?:1(?:\.0*)?|100%)\s*"
_KINDS: Final = {
    "a mask": re.compile(rb'<[^<>]* mask="url\('),
    "a filter": re.compile(rb'<[^<>]* filter="url\('),
    "a blend mode": re.compile(rb'<[^<>]* mix-blend-mode="(?!normal")'),
    "lines under its fills": re.compile(rb'<[^<>]* paint-order="(?!normal|fill)'),
    "underlined text": re.compile(rb'<[^<>]* text-decoration="(?!none")'),
    "text on a path": re.compile(rb"<textPath[ >]"),
    "a gradient with opacity": re.compile(
        rb'<stop[^<>]* stop-opacity="(?!' + _NUMBERS.encode() + rb'")'
    ),
    "a gradient in units of the drawing": re.compile(
        rb'<(?:linear|radial)Gradient[^<>]* gradientUnits="userSpaceOnUse"'
    ),
}


class Undrawn(NamedTuple):
    """What is drawn wrongly, and its offset in the bytes of the drawing."""

    what: str
    offset: int


def find_undrawn(drawing: bytes) -> Undrawn | None:
    """The first thing in a cleaned drawing that the engine cannot draw, or None.

    WeasyPrint 70 paints nothing for what is masked, passes over filters, blend modes, the order of
    paints and lines at text, and paints such gradients on a part of the shape
    (Kozea/WeasyPrint#2613).
    """
    found = ((what, pattern.search(drawing)) for what, pattern in _KINDS.items())
    return min(
        (Undrawn(what, match.start()) for what, match in found if match),
        key=lambda one: one.offset,
        default=None,
    )

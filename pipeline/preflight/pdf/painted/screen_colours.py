"""Checks of colours in a screen PDF: they match its output intent.

ISO 19005-3, 6.2.4: device colours need an output intent of their own kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.graphics import space_named
from pipeline.preflight.pdf.reading.painting import Mark

_FOREIGN = ("DeviceCMYK", "Separation", "DeviceN")
_REBUILD = "build the note again"


def check_screen_colours(pages: Mapping[int, Iterable[Mark]]) -> Iterator[Finding]:
    """Yield the colours that are inks; pages are keyed by number from 1."""
    for number, marks in pages.items():
        spaces = {space for mark in marks if (space := _space(mark)).startswith(_FOREIGN)}
        for space in sorted(spaces):
            message = f"something is painted in {space}, but the file is for sRGB"
            yield Finding("N453", message, Place("", page=number), _REBUILD)


def _space(mark: Mark) -> str:
    if mark.kind in ("text", "fill", "stroke"):
        return mark.colour.space
    if mark.kind == "shading":
        return space_named(mark.subject.ColorSpace)
    if mark.kind == "image":
        return space_named(getattr(mark.subject, "obj", mark.subject).get("/ColorSpace"))
    return ""

"""The colours of a PDF for the screen: of the kind its output intent is for.

ISO 19005-3, 6.2.4: device colours need an output intent of their own kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.graphics import space_named
from pipeline.preflight.pdf.painting import Mark

_FOREIGN = ("DeviceCMYK", "Separation", "DeviceN")
_AGAIN = "build the note again"


def check_screen_colours(pages: Mapping[int, Iterable[Mark]]) -> Iterator[Finding]:
    """Yield the colours on pages, by their number from 1, that are inks and not light."""
    for number, marks in pages.items():
        spaces = {space for mark in marks if (space := _space(mark)).startswith(_FOREIGN)}
        for space in sorted(spaces):
            message = f"something is painted in {space}, and the file is made for sRGB"
            yield Finding("N453", message, Place("", page=number), _AGAIN)


def _space(mark: Mark) -> str:
    if mark.kind in ("text", "fill", "stroke"):
        return mark.colour.space
    if mark.kind == "shading":
        return space_named(mark.subject.ColorSpace)
    if mark.kind == "image":
        return space_named(getattr(mark.subject, "obj", mark.subject).get("/ColorSpace"))
    return ""

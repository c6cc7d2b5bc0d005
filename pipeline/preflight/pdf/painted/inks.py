"""Checks of colours in a print PDF: only the inks of the style are allowed.

With normal blending, and no overprinting but that of solid black on tints, no point of a page has
more ink than the heaviest colour on it. So the total ink is known from the colours, and other
blending is reported.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.house_style import Cmyk
from pipeline.preflight.expectations import rounded
from pipeline.preflight.pdf.reading.graphics import Colour, space_named
from pipeline.preflight.pdf.reading.painting import Mark

MAX_INK = 3.0
"""The maximum total ink; 1 is one ink at 100 %."""

_ALLOWED = ("DeviceCMYK", "DeviceGray", "Separation All")
_DARK = 0.85
_BLACK = (0, 0, 0, 1)
_NORMAL = ("Normal", "Compatible")
_PAINTED = ("text", "fill", "stroke")


def check_inks(marks: Iterable[Mark], number: int, inks: frozenset[Cmyk]) -> Iterator[Finding]:
    """Yield the colours on a page that are not in the style; ``number`` counts pages from 1.

    Each problem is reported once per page.
    """
    reported: set[tuple[str, str]] = set()
    for mark in marks:
        for code, message, hint in _problems(mark, inks):
            if (code, message) not in reported:
                reported.add((code, message))
                yield Finding(code, message, Place("", page=number), hint)


def check_group(page: Any, number: int) -> Iterator[Finding]:
    """Yield a finding if the transparency group of a page is not in CMYK."""
    if "/Group" in page:
        for code, message, hint in _group_problems(page):
            yield Finding(code, message, Place("", page=number), hint)


def inks_of(colour: Colour) -> Cmyk | None:
    """The inks of a device colour; None for any other colour."""
    if colour.space == "DeviceCMYK":
        cyan, magenta, yellow, black = colour.values or (0, 0, 0, 1)
        return rounded((cyan, magenta, yellow, black))
    if colour.space == "DeviceGray":
        return rounded((0, 0, 0, 1 - (colour.values or (0,))[0]))
    return None


def _problems(mark: Mark, inks: frozenset[Cmyk]) -> Iterator[tuple[str, str, str]]:
    if mark.kind == "group":
        yield from _group_problems(mark.subject)
    elif mark.kind == "shading" and not _is_of_style(mark.subject, inks):
        message = (
            f"a gradient in {space_named(mark.subject.ColorSpace)} has no colours of the style"
        )
        yield "N454", message, "use a plain colour from styles/tokens.css instead"
    elif mark.kind in _PAINTED:
        yield from _colour_problems(mark, inks)
    if mark.kind in (*_PAINTED, "image", "shading"):
        yield from _blending_problems(mark)


def _is_of_style(shading: Any, inks: frozenset[Cmyk]) -> bool:
    """Whether all stops of a gradient are colours of the style or of drawings."""
    if space_named(shading.ColorSpace) == "DeviceGray":
        return True
    stops = list(_stops(shading.get("/Function")))
    return bool(stops) and all(stop in inks for stop in stops)


def _stops(function: Any) -> Iterator[Cmyk | None]:
    """Yield the colours at the ends of a function, and of those in it (ISO 32000-1, 7.10)."""
    for key in ("/C0", "/C1"):
        if function is not None and key in function:
            levels = [float(level) for level in function[key]]
            is_cmyk = len(levels) == len("cmyk")
            yield rounded((levels[0], levels[1], levels[2], levels[3])) if is_cmyk else None
    for one in function.get("/Functions", ()) if function is not None else ():
        yield from _stops(one)


def _colour_problems(mark: Mark, inks: frozenset[Cmyk]) -> Iterator[tuple[str, str, str]]:
    colour = mark.colour
    if colour.pattern is not None:
        return  # the content of the pattern is checked on its own
    if colour.space not in _ALLOWED:
        message = f"{_subject(mark)} is painted in {_described(colour)}, not in CMYK"
        yield "N453", message, "build the note again: every colour is written in CMYK"
        return
    found = inks_of(colour)
    if found is None:
        return
    total = sum(found)
    if total > MAX_INK:
        message = f"{_subject(mark)} has {total:.0%} of ink, more than {MAX_INK:.0%}"
        yield "N456", message, "choose a lighter CMYK value for the colour in styles/tokens.css"
    if mark.kind == "text" and found[3] >= _DARK and any(found[:3]):
        message = f"black text is made up of several inks: {_described(colour)}"
        yield "N455", message, "print text in black ink only: device-cmyk(0 0 0 1)"
    elif found not in inks:
        message = f"{_subject(mark)} is painted in {_described(colour)}, not a colour of the style"
        yield "N454", message, "add the colour to styles/tokens.css with a -cmyk token"


def _blending_problems(mark: Mark) -> Iterator[tuple[str, str, str]]:
    if mark.state.blend not in _NORMAL:
        message = f"{_subject(mark)} has the blend mode {mark.state.blend}"
        yield "N459", message, "use the normal blend mode: otherwise total ink is unknown"
    if mark.kind in _PAINTED and mark.overprints and not _is_solid_black(mark):
        message = f"{_subject(mark)} overprints what is below it"
        yield "N459", message, "turn overprinting off: otherwise total ink is unknown"


def _is_solid_black(mark: Mark) -> bool:
    """Whether a mark is black alone and takes no ink away, so that it may lie on a tint."""
    colour, mode = mark.colour, mark.state.overprint_mode
    return mode == 1 and colour.space == "DeviceCMYK" and tuple(colour.values) == _BLACK


def _group_problems(holder: Any) -> Iterator[tuple[str, str, str]]:
    """Yield the faults of the transparency group of a page or form (11.6.6)."""
    space = holder.Group.get("/CS")
    if space is not None and space_named(space) != "DeviceCMYK":
        message = f"transparent objects are blended in {space_named(space)}, not in CMYK"
        yield "N459", message, "build the note again"


def _subject(mark: Mark) -> str:
    return {"fill": "a field", "stroke": "a line", "image": "a picture"}.get(mark.kind, "text")


def _described(colour: Colour) -> str:
    values = " ".join(f"{value:g}" for value in colour.values)
    return f"{colour.space} {values}".strip()

"""The colours of a PDF for the press: inks of the style and nothing else.

As long as what is painted covers what is below or mixes with it in the normal way, no place of
a page can take more ink than the heaviest colour on it. So the total is known from the colours,
and every other way of mixing is a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.findings import Finding, Place
from pipeline.house_style import Cmyk
from pipeline.preflight.expectations import rounded
from pipeline.preflight.pdf.graphics import Colour, space_named
from pipeline.preflight.pdf.painting import Mark

MOST_INK = 3.0
"""The most ink that may lie on one place: 1 is one ink at its full."""

_ALLOWED = ("DeviceCMYK", "DeviceGray", "Separation All")
_DARK = 0.85
_NORMAL = ("Normal", "Compatible")
_PAINTED = ("text", "fill", "stroke")


def check_inks(marks: Iterable[Mark], number: int, inks: frozenset[Cmyk]) -> Iterator[Finding]:
    """Yield the colours on a page, by its number from 1, that are not those of the style.

    Each trouble is told once for a page.
    """
    told: set[tuple[str, str]] = set()
    for mark in marks:
        for code, message, hint in _troubles(mark, inks):
            if (code, message) not in told:
                told.add((code, message))
                yield Finding(code, message, Place("", page=number), hint)


def check_group(page: Any, number: int) -> Iterator[Finding]:
    """Yield a finding if a page, by its number from 1, mixes what is transparent out of inks."""
    if "/Group" in page:
        for code, message, hint in _group_troubles(page):
            yield Finding(code, message, Place("", page=number), hint)


def inks_of(colour: Colour) -> Cmyk | None:
    """Return the inks that a colour of the device takes; None for a colour of another kind."""
    if colour.space == "DeviceCMYK":
        cyan, magenta, yellow, black = colour.values or (0, 0, 0, 1)
        return rounded((cyan, magenta, yellow, black))
    if colour.space == "DeviceGray":
        return rounded((0, 0, 0, 1 - (colour.values or (0,))[0]))
    return None


def _troubles(mark: Mark, inks: frozenset[Cmyk]) -> Iterator[tuple[str, str, str]]:
    if mark.kind == "group":
        yield from _group_troubles(mark.subject)
    elif mark.kind == "shading":
        message = f"a gradient in {space_named(mark.subject.ColorSpace)} has no inks of the style"
        yield "N454", message, "print a plain colour of styles/tokens.css in its place"
    elif mark.kind in _PAINTED:
        yield from _colour_troubles(mark, inks)
    if mark.kind in (*_PAINTED, "image", "shading"):
        yield from _mixing_troubles(mark)


def _colour_troubles(mark: Mark, inks: frozenset[Cmyk]) -> Iterator[tuple[str, str, str]]:
    colour = mark.colour
    if colour.pattern is not None:
        return  # what the pattern paints is looked at for itself
    if colour.space not in _ALLOWED:
        message = f"{_of(mark)} is painted in {_described(colour)}, not in inks"
        yield "N453", message, "build the note again: every colour is written in inks"
        return
    found = inks_of(colour)
    if found is None:
        return
    total = sum(found)
    if total > MOST_INK:
        message = f"{_of(mark)} takes {total:.0%} of ink, more than {MOST_INK:.0%}"
        yield "N456", message, "choose a lighter mixture for the colour in styles/tokens.css"
    if mark.kind == "text" and found[3] >= _DARK and any(found[:3]):
        message = f"black text is mixed of several inks: {_described(colour)}"
        yield "N455", message, "print text in black alone: device-cmyk(0 0 0 1)"
    elif found not in inks:
        message = f"{_of(mark)} is painted in {_described(colour)}, no colour of the style"
        yield "N454", message, "add the colour to styles/tokens.css with its -cmyk twin"


def _mixing_troubles(mark: Mark) -> Iterator[tuple[str, str, str]]:
    if mark.state.blend not in _NORMAL:
        message = f"{_of(mark)} is mixed with what is below it in the way {mark.state.blend}"
        yield "N459", message, "paint it plainly: how inks add up cannot be told otherwise"
    if mark.state.overprints:
        message = f"{_of(mark)} overprints what is below it"
        yield "N459", message, "paint it plainly: how inks add up cannot be told otherwise"


def _group_troubles(holder: Any) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with the transparency group of a page or form (11.6.6)."""
    space = holder.Group.get("/CS")
    if space is not None and space_named(space) != "DeviceCMYK":
        message = f"transparent things are mixed in {space_named(space)}, not in inks"
        yield "N459", message, "build the note again"


def _of(mark: Mark) -> str:
    return {"fill": "a field", "stroke": "a line", "image": "a picture"}.get(mark.kind, "text")


def _described(colour: Colour) -> str:
    values = " ".join(f"{value:g}" for value in colour.values)
    return f"{colour.space} {values}".strip()

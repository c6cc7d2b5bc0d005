"""Checks of page boxes, bleed and printer's marks (ISO 32000-1, 14.11.2)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.reading.graphics import Box, intersection
from pipeline.preflight.pdf.reading.painting import Mark

_POINTS_PER_MM = 72 / 25.4
_MM_TOLERANCE = 0.02
_KNIFE = 1.5
"""How far a knife may be out, in mm."""
_POINT_TOLERANCE = 0.3
_REGISTRATION = "Separation All"
_SIDES = ("left", "bottom", "right", "top")
_REBUILD = "build the note again"


def check_size(pdf: pikepdf.Pdf, trim: tuple[float, float]) -> Iterator[Finding]:
    """Yield screen pages that do not have the trim size, in mm."""
    for number, page in enumerate(pdf.pages, 1):
        for name, box in (("MediaBox", page.mediabox), ("CropBox", page.cropbox)):
            yield from _compare(name, _in_mm(box), (0, 0, *trim), number)


def check_boxes(
    pdf: pikepdf.Pdf, trim: tuple[float, float], bleed: float, slug: float
) -> Iterator[Finding]:
    """Yield boxes of print pages that differ from the style; all lengths are in mm."""
    inner = (0.0, 0.0, *trim)
    wanted = {
        "TrimBox": inner,
        "BleedBox": _grown(inner, bleed),
        "MediaBox": _grown(inner, bleed + slug),
    }
    for number, page in enumerate(pdf.pages, 1):
        origin = _in_mm(page.trimbox)[:2]
        for name, box in wanted.items():
            found = page.obj.get(f"/{name}", page.mediabox if name == "MediaBox" else None)
            if found is None:
                yield _finding(f"the page has no {name}", number)
            else:
                yield from _compare(name, _moved(_in_mm(found), origin), box, number)
        if "/CropBox" in page.obj and page.cropbox != page.mediabox:
            yield _finding("a CropBox cuts off what is around the page", number)
        if "/ArtBox" in page.obj:
            yield _finding("the page has an ArtBox as well as a TrimBox", number)


def check_bleed(
    page: pikepdf.Page, number: int, marks: Sequence[Mark], thickness: float = 0.0
) -> Iterator[Finding]:
    """Yield what ends at the trim edge or within the bleed.

    Only pictures and upright rectangles are checked; other shapes may be meant to end there.
    The pages of a booklet are moved to the fold by the ``thickness`` of paper in mm for every sheet
    around theirs, and their bleed with them.
    """
    trim, bleed = _box(page.trimbox), _box(page.bleedbox)
    creep = (number - 1) // 2 * thickness * _POINTS_PER_MM
    bleed = bleed[0] + creep, bleed[1], bleed[2] - creep, bleed[3]
    reported: set[str] = set()
    for mark in marks:
        if not mark.is_rectangle or _is_bare(mark) or not _is_on(mark.box, trim):
            continue
        for side, name in enumerate(_SIDES):
            if _stops_short(mark.box, trim, bleed, side) and name not in reported:
                reported.add(name)
                what = "a picture" if mark.kind == "image" else "a field of colour"
                message = f"{what} reaches the {name} edge of the page but does not fill the bleed"
                hint = "extend it to the end of the bleed, or keep it away from the edge"
                yield Finding("N451", message, Place("", page=number), hint)


def check_slivers(page: pikepdf.Page, number: int, marks: Sequence[Mark]) -> Iterator[Finding]:
    """Yield an edge at which a shape in the bleed ends at the trim, or just inside it.

    A knife is seldom exact: it would leave a sliver of the shape, or cut it off. Upright rectangles
    have a check of their own, and outlines may cross the trim.
    """
    trim, bleed = _box(page.trimbox), _box(page.bleedbox)
    reported: set[str] = set()
    for mark in marks:
        if mark.kind != "fill" or mark.is_rectangle or not _is_on(mark.box, bleed):
            continue
        for side, name in enumerate(_SIDES):
            if name not in reported and _is_sliver(mark.box, trim, side):
                reported.add(name)
                message = f"a shape in the bleed ends at the {name} edge of the page"
                hint = "move it off the edge, or let it go on well inside the page"
                yield Finding("N465", message, Place("", page=number), hint)


def _is_sliver(box: Box, trim: Box, side: int) -> bool:
    """Whether a shape begins beyond a side of the trim and ends within a knife's error of it."""
    sign = -1 if side < 2 else 1
    begins = sign * (box[side] - trim[side])
    ends = sign * (box[(side + 2) % 4] - trim[side])
    error = _KNIFE * _POINTS_PER_MM
    return begins > _POINT_TOLERANCE and -error < ends < error


def check_marks(page: pikepdf.Page, number: int, marks: Sequence[Mark]) -> Iterator[Finding]:
    """Yield printer's marks that are missing, or that reach into the bleed."""
    bleed = _box(page.bleedbox)
    painted = [mark for mark in marks if mark.colour.space == _REGISTRATION]
    if not painted:
        message = "the page has no printer's marks"
        yield Finding("N461", message, Place("", page=number), _REBUILD)
    if any(_is_on(mark.box, bleed) for mark in painted):
        message = "something in all inks, like printer's marks, extends into the bleed"
        yield Finding("N461", message, Place("", page=number), _REBUILD)


def _is_bare(mark: Mark) -> bool:
    """Whether a fill prints nothing."""
    colour = mark.colour
    return mark.kind == "fill" and colour.space == "DeviceCMYK" and not any(colour.values)


def _is_on(box: Box, area: Box) -> bool:
    """Whether a box overlaps an area by more than a hairline."""
    left, bottom, right, top = intersection(box, area)
    return right - left > _POINT_TOLERANCE and top - bottom > _POINT_TOLERANCE


def _stops_short(box: Box, trim: Box, bleed: Box, side: int) -> bool:
    sign = -1 if side < 2 else 1
    reaches = sign * (box[side] - trim[side]) >= -_POINT_TOLERANCE
    return reaches and sign * (box[side] - bleed[side]) < -_POINT_TOLERANCE


def _compare(name: str, found: Box, wanted: Box, number: int) -> Iterator[Finding]:
    if any(abs(one - other) > _MM_TOLERANCE for one, other in zip(found, wanted, strict=True)):
        message = f"the {name} is {_shown(found)}, not {_shown(wanted)}"
        yield _finding(message, number)


def _shown(box: Box) -> str:
    left, bottom, right, top = box
    return f"{right - left:.2f} x {top - bottom:.2f} mm at {left:.2f}, {bottom:.2f}"


def _grown(box: Box, by: float) -> Box:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by


def _moved(box: Box, origin: Sequence[float]) -> Box:
    x, y = origin
    return box[0] - x, box[1] - y, box[2] - x, box[3] - y


def _in_mm(box: pikepdf.Object) -> Box:
    left, bottom, right, top = (side / _POINTS_PER_MM for side in _box(box))
    return left, bottom, right, top


def _box(box: pikepdf.Object) -> Box:
    left, bottom, right, top = (float(side) for side in box)
    return left, bottom, right, top


def _finding(message: str, number: int) -> Finding:
    return Finding("N450", message, Place("", page=number), _REBUILD)

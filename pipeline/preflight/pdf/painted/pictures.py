"""Checks of pictures in a print PDF: CMYK, total ink, resolution."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from math import hypot
from typing import Any

import pikepdf

from pipeline.findings import Finding, Place
from pipeline.preflight.pdf.painted.inks import MAX_INK
from pipeline.preflight.pdf.reading.graphics import space_named
from pipeline.preflight.pdf.reading.painting import Mark
from pipeline.press.parts.photo_copies import MIN_RESOLUTION

_ALLOWED = ("DeviceCMYK", "DeviceGray")
_POINTS_PER_INCH = 72
_PATCH = 1 / 25.4
"""The size of the patches for measuring ink, in inches: 1 mm."""
_TOLERANCE = 0.05
"""The ink that JPEG compression may add to a patch: 5 % of one ink."""
_MAX_PIXELS = 200_000_000


def check_pictures(marks: Iterable[Mark], number: int) -> Iterator[Finding]:
    """Yield the faults of the pictures on a page; ``number`` counts pages from 1."""
    place = Place("", page=number)
    for mark in marks:
        if mark.kind != "image":
            continue
        picture = mark.subject
        width, height = _size(picture)
        what = f"a picture of {width} x {height} pixels"
        ppi = _resolution(mark, width, height)
        if ppi < MIN_RESOLUTION - 0.5:
            message = f"{what} is printed at {ppi:.0f} ppi, less than {MIN_RESOLUTION}"
            hint = "use a picture with more pixels, or make it smaller on the page"
            yield Finding("N458", message, place, hint, severity="warning")
        if _is_mask(picture):
            continue
        space = space_named(_entry(picture, "/ColorSpace", "/CS"))
        if space not in _ALLOWED:
            message = f"{what} is in {space}, not in CMYK"
            yield Finding("N457", message, place, "build the note again")
        elif space == "DeviceCMYK" and (total := _most_ink(picture, ppi)) > MAX_INK + _TOLERANCE:
            message = f"{what} has {total:.0%} of ink, more than {MAX_INK:.0%}"
            yield Finding("N456", message, place, "use a profile with a lower ink limit")


def _entry(picture: Any, name: str, short: str) -> Any:
    """An entry of a picture; inline images may use a short name."""
    if isinstance(picture, pikepdf.PdfInlineImage):
        entries = picture.obj
        return entries.get(name, entries.get(short))
    return picture.get(name)


def _size(picture: Any) -> tuple[int, int]:
    return int(_entry(picture, "/Width", "/W")), int(_entry(picture, "/Height", "/H"))


def _is_mask(picture: Any) -> bool:
    return bool(_entry(picture, "/ImageMask", "/IM"))


def _resolution(mark: Mark, width: int, height: int) -> float:
    """The lower of horizontal and vertical resolution, in pixels per inch."""
    a, b, c, d, *_ = mark.state.matrix
    across, down = hypot(a, b) / _POINTS_PER_INCH, hypot(c, d) / _POINTS_PER_INCH
    if not across or not down:
        return float("inf")
    return min(width / across, height / down)


def _most_ink(picture: Any, ppi: float) -> float:
    """The highest total ink in any patch of a picture; 1 is one ink at 100 %.

    Raises ValueError for a picture that cannot be read.
    """
    from PIL import ImageMath

    inks = _read(picture)
    patch = max(1, min(round(ppi * _PATCH), *inks.size))
    bands = inks.reduce(patch).split()
    added = ImageMath.lambda_eval(
        lambda of: of["c"] + of["m"] + of["y"] + of["k"],
        **dict(zip("cmyk", (band.convert("I") for band in bands), strict=True)),
    )
    return float(added.getextrema()[1]) / 255


def _read(picture: Any) -> Any:
    """A picture in CMYK as an image whose bands are amounts of ink."""
    from PIL import Image, ImageChops

    width, height = _size(picture)
    if isinstance(picture, pikepdf.PdfInlineImage) or width * height > _MAX_PIXELS:
        raise ValueError("a picture cannot be read")
    if picture.get("/Filter") == "/DCTDecode":
        # Pillow assumes that every CMYK JPEG is inverted, as Adobe writes them.
        image = ImageChops.invert(
            Image.open(io.BytesIO(picture.read_raw_bytes()), formats=["JPEG"])
        )
    else:
        image = Image.frombytes("CMYK", (width, height), picture.read_bytes())
    decode = [float(number) for number in picture.get("/Decode", [])]
    return ImageChops.invert(image) if decode[:2] == [1, 0] else image

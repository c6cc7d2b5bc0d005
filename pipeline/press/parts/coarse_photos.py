"""Photos with too few pixels for their size on paper, and what is said of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.findings import Finding, Place
from pipeline.press.parts.photo_copies import MIN_RESOLUTION, PRINT_RESOLUTION

_MM = 25.4


@dataclass(frozen=True, slots=True)
class CoarsePhoto:
    """The use of a photo: its file, its width in pixels, and that on paper in inches."""

    path: str
    pixels: int
    inches: float


def coarse_findings(photos: Iterable[CoarsePhoto]) -> Iterator[Finding]:
    """Yield a warning (N403) for each file, about the use that needs the most pixels."""
    worst: dict[str, CoarsePhoto] = {}
    for one in photos:
        before = worst.setdefault(one.path, one)
        if one.inches / one.pixels > before.inches / before.pixels:
            worst[one.path] = one
    for path, one in worst.items():
        message = (
            f"{path} is {one.pixels} pixels wide and printed {one.inches * _MM:.0f} mm "
            f"wide, at {one.pixels / one.inches:.0f} ppi, less than {MIN_RESOLUTION}"
        )
        wanted = round(one.inches * PRINT_RESOLUTION)
        hint = f"use a picture {wanted} pixels wide, or make it smaller on the page"
        yield Finding("N403", message, Place(path), hint, severity="warning")

"""Photos on laid-out pages: what WeasyPrint calls them, how large they are, and are they sharp."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from hashlib import md5
from typing import TYPE_CHECKING

from weasyprint.urls import iri_to_uri

from pipeline.press.parts.coarse_photos import CoarsePhoto
from pipeline.press.parts.parts import ADDRESS
from pipeline.press.parts.photo_copies import CROP, MIN_RESOLUTION
from pipeline.workspace import LOGOS, PHOTO_SUFFIXES

if TYPE_CHECKING:
    from pipeline.press.pdf.writing.part_stream import Use


def paths_of(files: Iterable[str]) -> Mapping[str, str]:
    """The path of each file, by WeasyPrint's id of its picture."""
    return {
        md5(iri_to_uri(f"{ADDRESS}{path}").encode(), usedforsecurity=False).hexdigest(): path
        for path in files
    }


def widths_of(uses: Iterable[Use]) -> Mapping[str, float]:
    """The width in inches of each photo where it is largest, by its path."""
    found: dict[str, float] = {}
    for use in uses:
        found[use.path] = max(found.get(use.path, 0.0), round(use.inches, 3))
    return found


def _file_of(path: str) -> str:
    """The file of a note that has a photo: one inside a drawing is in the file of the drawing."""
    path = path.partition(CROP)[0]
    if path.startswith(LOGOS):
        name = path.removeprefix(LOGOS)
        whole = name.removesuffix(".png")
        return f"figures/{whole if whole.endswith(PHOTO_SUFFIXES) else name}"
    drawing, dot, _ = path.partition(".svg.")
    return f"{drawing}.svg" if dot else path


def coarse_photos(uses: Iterable[Use]) -> Iterator[CoarsePhoto]:
    """Yield the photos that have too few pixels for their size on paper."""
    for use in uses:
        if use.resolution < MIN_RESOLUTION - 0.5:
            yield CoarsePhoto(_file_of(use.path), use.pixels, use.inches)

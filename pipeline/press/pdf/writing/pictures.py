"""Pictures for print, converted from sRGB to the CMYK of the printing condition.

Pictures are converted with the profile of the condition (relative colorimetric with black point
compensation). Those with transparency or too low a resolution are rejected.
"""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import md5
from typing import TYPE_CHECKING, Any

from PIL import Image, ImageCms
from weasyprint.urls import iri_to_uri

from pipeline.findings import Finding, Place
from pipeline.press.parts.parts import ADDRESS

if TYPE_CHECKING:
    from pipeline.press.pdf.writing.part_stream import Use

MIN_RESOLUTION = 250
"""The minimum resolution of a picture where it is printed largest, in ppi."""

_QUALITY = 95


@dataclass(frozen=True, slots=True)
class InkPicture:
    """A picture in DeviceCMYK: its stream data and the entries of its dictionary."""

    data: bytes
    entries: Mapping[str, Any]


def convert_pictures(
    used: Mapping[str, Use], files: Mapping[str, bytes], profile: bytes
) -> Mapping[str, InkPicture]:
    """Convert all pictures that can be converted; keys are their names in the PDF."""
    if not used:
        return {}
    paths = _paths(files)
    inks = _Inks(profile)
    found = {}
    for name, use in used.items():
        path = paths.get(use.image.id)
        if path is not None and not _has_alpha(_opened(files[path])):
            found[name] = inks.convert(_opened(files[path]))
    return found


def check_pictures(used: Mapping[str, Use], files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a finding for every picture that cannot be printed well."""
    paths = _paths(files)
    for use in used.values():
        path = paths.get(use.image.id, "")
        if not path:
            yield Finding("N404", "a picture inside an SVG cannot be printed", Place("figures"))
        elif _has_alpha(_opened(files[path])):
            yield Finding(
                "N402",
                f"{path} has transparency and cannot be converted to CMYK",
                Place(path),
                hint="save it with a white background",
            )
        elif use.resolution < MIN_RESOLUTION:
            yield Finding(
                "N403",
                f"{path} is printed at {use.resolution:.0f} ppi, less than {MIN_RESOLUTION}",
                Place(path),
                hint="use a picture with more pixels, or make it smaller on the page",
            )


class _Inks:
    """Converts pictures to the CMYK of one profile."""

    def __init__(self, profile: bytes) -> None:
        self._profile = ImageCms.ImageCmsProfile(io.BytesIO(profile)) if profile else None
        self._transform: ImageCms.ImageCmsTransform | None = None

    def convert(self, picture: Image.Image) -> InkPicture:
        """Convert a picture; a greyscale one uses black ink only."""
        if picture.mode in ("1", "L", "LA"):
            return _flate(_in_black(picture.convert("L")))
        inked = picture if picture.mode == "CMYK" else self._in_inks(picture.convert("RGB"))
        return _jpeg(inked) if picture.format == "JPEG" else _flate(inked)

    def _in_inks(self, picture: Image.Image) -> Image.Image:
        if self._profile is None:
            return picture.convert("CMYK")
        if self._transform is None:
            self._transform = ImageCms.buildTransform(
                ImageCms.createProfile("sRGB"),
                self._profile,
                "RGB",
                "CMYK",
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        inked = ImageCms.applyTransform(picture, self._transform)
        if inked is None:
            raise ValueError("the picture was not converted")
        return inked


def _in_black(picture: Image.Image) -> Image.Image:
    empty = Image.new("L", picture.size, 0)
    return Image.merge("CMYK", (empty, empty, empty, picture.point(lambda value: 255 - value)))


def _jpeg(picture: Image.Image) -> InkPicture:
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=_QUALITY, subsampling=0)
    # Pillow writes CMYK inverted, as Adobe does.
    entries = {**_entries(picture), "Filter": "/DCTDecode", "Decode": b"[1 0 1 0 1 0 1 0]"}
    return InkPicture(output.getvalue(), entries)


def _flate(picture: Image.Image) -> InkPicture:
    data = zlib.compress(picture.tobytes(), 6)
    return InkPicture(data, {**_entries(picture), "Filter": "/FlateDecode"})


def _entries(picture: Image.Image) -> dict[str, Any]:
    return {
        "Type": "/XObject",
        "Subtype": "/Image",
        "Width": picture.width,
        "Height": picture.height,
        "ColorSpace": "/DeviceCMYK",
        "BitsPerComponent": 8,
        "Interpolate": "false",
    }


def _opened(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content))


def _has_alpha(picture: Image.Image) -> bool:
    if "transparency" not in picture.info and picture.mode not in ("RGBA", "LA", "PA"):
        return False
    alpha = picture.convert("RGBA").getchannel("A")
    return alpha.getextrema() != (255, 255)


def _paths(files: Mapping[str, bytes]) -> Mapping[str, str]:
    """The path of each file, by WeasyPrint's id of its picture."""
    return {
        md5(iri_to_uri(f"{ADDRESS}{path}").encode(), usedforsecurity=False).hexdigest(): path
        for path in files
    }

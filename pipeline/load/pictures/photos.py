"""Check photos: complete, of the type their extension says, safe to open."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pipeline.cache import key_of
from pipeline.findings import Place

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.load.report import Report

MAX_PIXELS: Final = 80_000_000
"""The most pixels a picture can have."""

# Exceptions that Pillow raises for damaged files.
_BROKEN: Final = (
    EOFError,
    IndexError,
    OSError,
    OverflowError,
    struct.error,
    SyntaxError,
    TypeError,
    ValueError,
    zlib.error,
)
_FORMATS: Final = {
    "avif": "AVIF",
    "jpeg": "JPEG",
    "jpg": "JPEG",
    "png": "PNG",
    "webp": "WEBP",
}

_ARTICLES: Final = {"AVIF": "an"}

_SMALL: Final = (64, 64)
"""The size in which a JPEG is read to see if it is whole: as many bytes, and far fewer pixels."""


def check_photo(path: str, data: bytes, report: Report, cache: Cache) -> None:
    """Report what is wrong with a photo; one found good is remembered in the cache."""
    key = key_of("picture", path.rpartition(".")[2], data)
    if cache.get(key) is None:
        found = len(report.findings)
        _check_pixels(path, data, report)
        if len(report.findings) == found:
            cache.put(key, b"good")


def can_be_read(kind: str, data: bytes) -> bool:
    """Whether a photo of a kind, such as png, is complete and not too large."""
    from pipeline.load.report import Report

    trial = Report()
    _check_pixels(f"photo.{kind}", data, trial)
    return not trial.findings


def _check_pixels(path: str, data: bytes, report: Report) -> None:
    from PIL import Image, UnidentifiedImageError

    kind = _FORMATS[path.rpartition(".")[2]]
    try:
        with warnings.catch_warnings(), _reject_truncated():
            # Problems are findings, below; Pillow would warn on the terminal.
            warnings.simplefilter("ignore")
            picture = Image.open(io.BytesIO(data), formats=[kind])
            if picture.width * picture.height > MAX_PIXELS:
                _report_size(path, f"{picture.width} by {picture.height} pixels", report)
                return
            picture.draft(picture.mode, _SMALL)
            picture.load()
    except Image.DecompressionBombError:
        _report_size(path, "too many pixels to be opened", report)
    except UnidentifiedImageError:
        hint = f"save it again as {kind}; changing the extension does not convert it"
        if data[4:8] == b"ftyp" and kind != "AVIF":
            hint = f"this is a HEIC or AVIF photo: export it as {kind} from Preview or Photos"
        what = f"{path} is not {_ARTICLES.get(kind, 'a')} {kind} picture"
        report.add("N108", what, Place(path), hint)
    except _BROKEN as error:
        what = "truncated" if "truncated" in str(error).lower() else "damaged"
        hint = "save it again in the program that made it"
        report.add("N108", f"{path} is {what}", Place(path), hint)


@contextmanager
def _reject_truncated() -> Iterator[None]:
    """Make sure that a truncated picture is an error.

    WeasyPrint, once it has been imported, makes Pillow accept truncated files.
    """
    from PIL import ImageFile

    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before


def _report_size(path: str, size: str, report: Report) -> None:
    message = f"{path} has {size}; the limit is {MAX_PIXELS // 1_000_000} million pixels"
    report.add("N158", message, Place(path), "A4 at 300 dpi is 2480 by 3508 pixels")

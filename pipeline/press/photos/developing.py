"""Developing a photo: from the file that a note has to the copies that its editions show."""

from __future__ import annotations

import io
import zlib
from dataclasses import dataclass, replace

from PIL import Image

from pipeline.press.parts.photo_copies import PdfPicture, PhotoCopies, Space
from pipeline.press.photos.drawing_pictures import draw_picture, is_drawing
from pipeline.press.photos.headers import has_alpha, opened, orientation_of
from pipeline.press.photos.metadata import png_data, without_metadata
from pipeline.press.photos.opening import Opened, open_photo, resized
from pipeline.press.photos.profiles import Inks, profile_of, to_srgb

_SCREEN_QUALITY = 85
_PRINT_QUALITY = 95
_DEFLATE = 6
_BIT_DEPTH = 24
"""The place in a PNG of its bit depth (PNG, 11.2.1)."""
_SPACES: dict[str, Space] = {"L": "DeviceGray", "RGB": "DeviceRGB", "CMYK": "DeviceCMYK"}
_JPEGS = ("JPEG", "MPO")
_PLAIN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")


@dataclass(frozen=True, slots=True)
class PhotoJob:
    """A photo to develop: the most pixels across on screen and in print, and the job's profile.

    Without a ``profile`` there is no copy for print. It may be a drawing, with ``fonts`` for its
    words.
    """

    photo: bytes
    screen_width: int
    print_width: int
    profile: bytes = b""
    fonts: tuple[bytes, ...] = ()


def develop(
    job: PhotoJob,
    request: object,  # noqa: ARG001 - it sends no requests
) -> PhotoCopies:
    """Develop a photo. Run this through `pipeline.press.engine.engine`.

    Raises OSError or ValueError if the photo is damaged.
    """
    if is_drawing(job.photo):
        width = max(job.screen_width, job.print_width)
        job = replace(job, photo=draw_picture(job.photo, width, job.fonts))
    source = opened(job.photo)
    has_losses = source.format in _JPEGS or (source.format != "PNG" and not has_alpha(source))
    widths = (job.screen_width, job.print_width if job.profile else 0)
    photo = open_photo(job.photo, max(widths))
    file = _file(job, source, _for_screen(photo, job), has_losses=has_losses)
    printed = _for_print(photo, job, has_losses=has_losses) if job.profile else None
    return PhotoCopies(file, _embedded(file), printed)


def _for_screen(photo: Opened, job: PhotoJob) -> Opened:
    alpha = None if photo.alpha is None else resized(photo.alpha, job.screen_width)
    small = resized(photo.picture, job.screen_width)
    return Opened(to_srgb(small, photo.profile, job.profile), alpha, b"")


def _for_print(photo: Opened, job: PhotoJob, *, has_losses: bool) -> PdfPicture:
    small = resized(photo.picture, job.print_width)
    inked = Inks(job.profile).convert(small, photo.profile)
    mask = b"" if photo.alpha is None else _deflated(resized(photo.alpha, job.print_width))
    if has_losses:
        # Pillow writes inks inverted, as Adobe does.
        data = _jpeg(inked, _PRINT_QUALITY, subsampling=0)
        return PdfPicture(
            *inked.size, "DeviceCMYK", data, is_jpeg=True, is_inverted=True, mask=mask
        )
    return PdfPicture(*inked.size, "DeviceCMYK", _deflated(inked), is_jpeg=False, mask=mask)


def _file(job: PhotoJob, source: Image.Image, screen: Opened, *, has_losses: bool) -> bytes:
    """The file for web pages: that of the note, if only its metadata need to be taken out."""
    if source.format in ("JPEG", "PNG") and _is_plain(job, source):
        return without_metadata(job.photo)
    picture = screen.picture
    if has_losses:
        return _jpeg(picture, _SCREEN_QUALITY, subsampling="4:2:0")
    if screen.alpha is not None:
        picture = picture.copy()
        picture.putalpha(screen.alpha)
    return _png(picture)


def _is_plain(job: PhotoJob, source: Image.Image) -> bool:
    """Whether the pixels of a photo are already upright, in sRGB, and not too many."""
    upright = orientation_of(source) == 1
    deep = source.format == "PNG" and job.photo[_BIT_DEPTH] > 8
    fits = source.width <= job.screen_width
    kind = source.mode.removesuffix("A").replace("P", "RGB").replace("1", "L")
    profile = profile_of(source.info.get("icc_profile") or b"", kind)
    return upright and fits and not deep and source.mode in _PLAIN_MODES and profile is None


def _embedded(file: bytes) -> PdfPicture:
    """A file for web pages as it is embedded in the PDF for the screen."""
    picture = opened(file)
    if picture.format == "JPEG":
        return PdfPicture(*picture.size, _SPACES[picture.mode], file, is_jpeg=True)
    photo = open_photo(file, picture.width)
    mask = b"" if photo.alpha is None else _deflated(photo.alpha)
    return PdfPicture(
        *photo.size,
        _SPACES[photo.picture.mode],
        _filtered(photo.picture),
        is_jpeg=False,
        predicted=len(photo.picture.getbands()),
        mask=mask,
    )


def _jpeg(picture: Image.Image, quality: int, subsampling: int | str) -> bytes:
    output = io.BytesIO()
    picture.save(output, "JPEG", quality=quality, subsampling=subsampling)
    return output.getvalue()


def _png(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def _filtered(picture: Image.Image) -> bytes:
    """The data of a picture as a PNG has it, deflated after filters that make it smaller."""
    return png_data(_png(picture))


def _deflated(picture: Image.Image) -> bytes:
    return zlib.compress(picture.tobytes(), _DEFLATE)

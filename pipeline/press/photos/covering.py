"""Making the photo of a cover: cut to its place, and veiled for the texts on it."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass

from PIL import Image

from pipeline.press.parts.photo_copies import PdfPicture, PhotoCopies, pack_copies, unpack_copies
from pipeline.press.photos.cropping import crop_box
from pipeline.press.photos.opening import Opened, open_photo, resized
from pipeline.press.photos.profiles import Inks, to_srgb
from pipeline.press.photos.veiling import Veil, least_contrast, thickness, veiled

_SCREEN_QUALITY = 85
_PRINT_QUALITY = 95
_FULL = 255


@dataclass(frozen=True, slots=True)
class CoverJob:
    """A photo to cut to a ratio of width and height, or whole for 0, and to veil.

    The widths are the most pixels across on screen and in print; a patch, of which there are so
    many across, is what contrast is measured on. Without a ``profile`` there is no copy for print.
    """

    photo: bytes
    focus: tuple[int, ...]
    ratio: float
    screen_width: int
    print_width: int
    patches: int
    veil: Veil
    profile: bytes = b""


@dataclass(frozen=True, slots=True)
class Contrast:
    """The least contrast of a text to a finished photo, on screen and in print if it is printed."""

    name: str
    screen: float
    print: float | None


@dataclass(frozen=True, slots=True)
class CoverCopies:
    """The photo for the editions, and the contrast of each text on it."""

    copies: PhotoCopies
    contrasts: tuple[Contrast, ...]


def make_cover(
    job: CoverJob,
    request: object,  # noqa: ARG001 - it sends no requests
) -> CoverCopies:
    """Cut and veil a photo. Run this through `pipeline.press.engine.engine`.

    Raises OSError or ValueError if the photo is damaged.
    """
    photo = _cut(job)
    plain = to_srgb(resized(photo.picture, job.screen_width), photo.profile, job.profile)
    rows = thickness(plain.convert("RGB"), job.veil, job.patches)
    file = _jpeg(veiled(plain.convert("RGB"), job.veil.colour, rows), _SCREEN_QUALITY)
    screen = Image.open(io.BytesIO(file), formats=["JPEG"])
    shown = PdfPicture(*screen.size, "DeviceRGB", file, is_jpeg=True)
    printed = _for_print(photo, job, rows) if job.profile else None
    seen = None if printed is None else _as_seen(printed, job)
    contrasts = tuple(
        Contrast(
            text.name,
            round(least_contrast(screen, text, job.patches), 2),
            None if seen is None else round(least_contrast(seen, text, job.patches), 2),
        )
        for text in job.veil.texts
    )
    return CoverCopies(PhotoCopies(file, shown, printed), contrasts)


def _cut(job: CoverJob) -> Opened:
    """The part of the photo that is shown, large enough for print, on white where it is clear."""
    from pipeline.press.photos.headers import size_of

    size = size_of(job.photo)
    box = crop_box(size, job.ratio, job.focus)
    share = min(1.0, max(job.screen_width, job.print_width) / (box[2] - box[0]))
    photo = open_photo(job.photo, max(1, round(size[0] * share)))
    picture = photo.picture
    if photo.alpha is not None:
        white = Image.new(picture.mode, picture.size, _white(picture.mode))
        picture = Image.composite(picture, white, photo.alpha)
    cut = picture.crop(crop_box(picture.size, job.ratio, job.focus))
    return Opened(cut, None, photo.profile)


def _white(mode: str) -> tuple[int, ...]:
    return (0, 0, 0, 0) if mode == "CMYK" else (_FULL,) * len(mode)


def _for_print(photo: Opened, job: CoverJob, rows: tuple[float, ...]) -> PdfPicture:
    inked = Inks(job.profile).convert(resized(photo.picture, job.print_width), photo.profile)
    inks = tuple(round(_FULL * ink) for ink in job.veil.inks)
    finished = veiled(inked, inks, rows)
    # Pillow writes inks inverted, as Adobe does.
    data = _jpeg(finished, _PRINT_QUALITY)
    return PdfPicture(*finished.size, "DeviceCMYK", data, is_jpeg=True, is_inverted=True)


def _as_seen(printed: PdfPicture, job: CoverJob) -> Image.Image:
    """A finished picture in inks as it looks on paper, in sRGB."""
    inked = Image.open(io.BytesIO(printed.data), formats=["JPEG"])
    inked.load()
    return to_srgb(resized(inked, 2 * job.patches), b"", job.profile)


def _jpeg(picture: Image.Image, quality: int) -> bytes:
    output = io.BytesIO()
    subsampling = 0 if quality == _PRINT_QUALITY else 2
    picture.save(output, "JPEG", quality=quality, subsampling=subsampling)
    return output.getvalue()


def pack_cover(cover: CoverCopies) -> bytes:
    """Serialise a cover for the cache: a line of JSON, then the copies."""
    line = json.dumps([asdict(one) for one in cover.contrasts]).encode()
    return b"\n".join((line, pack_copies(cover.copies)))


def unpack_cover(content: bytes) -> CoverCopies:
    """Restore a cover from the output of `pack_cover`."""
    line, _, rest = content.partition(b"\n")
    return CoverCopies(unpack_copies(rest), tuple(Contrast(**one) for one in json.loads(line)))

"""Opening a photo: upright, in 8 bits, its opacity apart, at about the size that is needed."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import ExifTags, Image, ImageChops, ImageOps

from pipeline.press.photos.headers import has_alpha, is_turned, opened, orientation_of

_ROOM = 3.0
"""How many times the wanted size a reduction may be read in before it is resampled."""
_FULL = 255
_FAINT = 16
"""The opacity up to which a colour is too coarse to be known."""
_FRINGE = 16
"""The size in pixels of the patches from which colours flow into transparent areas."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A photo in L, RGB or CMYK, its opacity if any of it is transparent, and its ICC profile."""

    picture: Image.Image
    alpha: Image.Image | None
    profile: bytes

    @property
    def size(self) -> tuple[int, int]:
        """Its width and height in pixels."""
        return self.picture.size


def open_photo(photo: bytes, width: int) -> Opened:
    """Open a photo that is needed ``width`` pixels wide; it is never enlarged.

    Raises OSError, or what else Pillow raises, if it is damaged.
    """
    picture = opened(photo)
    profile = picture.info.get("icc_profile") or b""
    is_inverted = picture.mode == "CMYK" and "adobe" not in picture.info
    across = picture.height if is_turned(picture) else picture.width
    if picture.format in ("JPEG", "MPO") and width < across:
        share = width / across
        # The decoder reduces by a power of two, at a fraction of the cost.
        picture.draft(picture.mode, (_part(picture.width, share), _part(picture.height, share)))
    upright = ImageOps.exif_transpose(_in_8_bits(picture))
    plain = ImageChops.invert(upright) if is_inverted else upright
    return _divided(resized(plain, width), profile)


def resized(picture: Image.Image, width: int) -> Image.Image:
    """A picture no wider than a number of pixels."""
    if picture.width <= width:
        return picture
    size = (width, _part(picture.height, width / picture.width))
    return picture.resize(size, Image.Resampling.LANCZOS, reducing_gap=_ROOM)


def _part(length: int, share: float) -> int:
    return max(1, round(length * share))


def _in_8_bits(picture: Image.Image) -> Image.Image:
    """A picture in L, LA, RGB, RGBA or CMYK, with the orientation that it had."""
    if picture.mode.startswith("I") or picture.mode == "F":
        wide = picture.convert("I").point(lambda value: value * (1 / 257) + 0.5)
        plain = wide.convert("L")
    elif picture.mode in ("1", "L", "LA", "La"):
        plain = picture.convert("LA" if has_alpha(picture) else "L")
    elif picture.mode == "CMYK":
        plain = picture.copy()
    else:
        plain = picture.convert("RGBA" if has_alpha(picture) else "RGB")
    orientation = Image.Exif()
    orientation[ExifTags.Base.Orientation] = orientation_of(picture)
    plain.info = {"exif": orientation.tobytes()}
    return plain


def _divided(picture: Image.Image, profile: bytes) -> Opened:
    if picture.mode not in ("LA", "RGBA"):
        return Opened(picture, None, profile)
    alpha = picture.getchannel("A")
    plain = picture.convert(picture.mode.removesuffix("A"))
    if alpha.getextrema() == (_FULL, _FULL):
        return Opened(plain, None, profile)
    return Opened(_without_fringe(picture, alpha), alpha, profile)


def _without_fringe(picture: Image.Image, alpha: Image.Image) -> Image.Image:
    """A picture whose transparent areas have the colours beside them, not black.

    Whoever draws it smooths colours and opacity apart from each other.
    """
    size = (max(1, picture.width // _FRINGE), max(1, picture.height // _FRINGE))
    around = picture.resize(size).resize(picture.size).convert(picture.mode.removesuffix("A"))
    known = alpha.point(lambda value: _FULL if value > _FAINT else 0)
    around.paste(picture.convert(around.mode), mask=known)
    return around

"""Logos made ready for a strip: cut to what is drawn, and measured."""

from __future__ import annotations

import io
import json
from dataclasses import dataclass

from PIL import Image, ImageChops

from pipeline.house_style.colours import contrast_of, luminance
from pipeline.press.photos.cropping import Box
from pipeline.press.photos.drawing_pictures import draw_picture, is_drawing
from pipeline.press.photos.opening import open_photo
from pipeline.press.photos.profiles import to_srgb

_WIDTH = 480
"""The width in px of the picture of a drawing by which it is measured."""
_WIDEST = 1200
"""The most px of a photo of a logo, 300 ppi at 100 mm."""
_FULL = 255
_SAMPLE = 64
"""The px across and down of the picture by which its tones are measured."""
_TENTHS = 10
_SEEN = 3.0
_FAINT = 8
"""The difference from the ground from which a pixel is drawn."""


@dataclass(frozen=True, slots=True)
class LogoJob:
    """A picture of a logo, and fonts for its words if it is a drawing with any."""

    picture: bytes
    fonts: tuple[bytes, ...] = ()


@dataclass(frozen=True, slots=True)
class LogoPicture:
    """A logo without the empty edges of its file.

    ``ratio`` is its width over its height, ``ink`` how dark it is on white as a whole, 0 to 1.
    ``outline`` is where its drawing has pixels, in 16 rows of 16, as 0 and 1. ``tones`` are the
    relative luminances of what is drawn, from the darkest tenth to the lightest (WCAG 2.2).
    """

    content: bytes
    ratio: float
    ink: float
    outline: str
    tones: tuple[float, ...] = ()

    def seen_on(self, luminance: float) -> float:
        """The part of it, 0 to 1, that has a contrast of 3 to 1 on a ground (WCAG 2.2, 1.4.11)."""
        if not self.tones:
            return 1.0
        return sum(contrast_of(tone, luminance) >= _SEEN for tone in self.tones) / len(self.tones)


def prepare_logo(
    job: LogoJob,
    request: object,  # noqa: ARG001 - it sends no requests
) -> LogoPicture | None:
    """Cut a logo to what is drawn; None if that is nothing.

    Run this through `pipeline.press.engine.engine`.
    """
    if is_drawing(job.picture):
        data = draw_picture(job.picture, _WIDTH, job.fonts)
        picture = Image.open(io.BytesIO(data), formats=["PNG"]).convert("RGBA")
    else:
        picture = _in_srgb(job.picture)
    box = _drawn(picture)
    if box is None:
        return None
    cut = picture.crop(box)
    is_vector = is_drawing(job.picture)
    content = _cut_drawing(job.picture, picture.size, box) if is_vector else _png(cut)
    return LogoPicture(
        content, round(cut.width / cut.height, 4), _ink(cut), _outline(cut), _tones(cut)
    )


def _in_srgb(photo: bytes) -> Image.Image:
    opened = open_photo(photo, _WIDEST)
    picture = to_srgb(opened.picture, opened.profile, b"").convert("RGBA")
    if opened.alpha is not None:
        picture.putalpha(opened.alpha)
    return picture


def _drawn(picture: Image.Image) -> Box | None:
    """The edges of what is drawn: not clear, and not the white that a file without alpha has.

    None if nothing is.
    """
    box = _marks(picture).point(lambda value: _FULL if value > _FAINT else 0).getbbox()
    if box is None:
        return None
    return (
        max(0, box[0] - 1),
        max(0, box[1] - 1),
        min(picture.width, box[2] + 1),
        min(picture.height, box[3] + 1),
    )


def _marks(picture: Image.Image) -> Image.Image:
    """How much is drawn at each pixel: its opacity, or its difference from white."""
    alpha = picture.getchannel("A")
    if alpha.getextrema() != (_FULL, _FULL):
        return alpha
    white = Image.new("L", picture.size, _FULL)
    return ImageChops.difference(picture.convert("L"), white)


def _ink(cut: Image.Image) -> float:
    white = Image.new("RGBA", cut.size, (_FULL, _FULL, _FULL, _FULL))
    seen = Image.alpha_composite(white, cut).convert("L").resize((1, 1), Image.Resampling.BOX)
    (level,) = seen.tobytes()
    return round(1 - level / _FULL, 3)


def _tones(cut: Image.Image) -> tuple[float, ...]:
    """The luminances at which a tenth after the other of what is drawn ends."""
    small = cut.resize((_SAMPLE, _SAMPLE), Image.Resampling.BOX).convert("RGBA")
    pixels = zip(*(small.getchannel(name).tobytes() for name in "RGBA"), strict=True)
    found = sorted((luminance(pixel[:3]), pixel[3]) for pixel in pixels if pixel[3] > _FAINT)
    whole = sum(weight for _, weight in found)
    tones: list[float] = []
    passed = 0
    for tone, weight in found:
        passed += weight
        while len(tones) < _TENTHS and passed * _TENTHS >= whole * (len(tones) + 0.5):
            tones.append(round(tone, 4))
    return tuple(tones)


def _outline(cut: Image.Image) -> str:
    small = _marks(cut).resize((16, 16), Image.Resampling.BOX)
    return "".join("1" if level > _FULL // 3 else "0" for level in small.tobytes())


def _cut_drawing(drawing: bytes, size: tuple[int, int], box: Box) -> bytes:
    """A cleaned drawing whose view is the part in a box of its picture."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(drawing, parser)
    left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
    across, down = width / size[0], height / size[1]
    view = (
        left + box[0] * across,
        top + box[1] * down,
        (box[2] - box[0]) * across,
        (box[3] - box[1]) * down,
    )
    root.set("viewBox", " ".join(f"{part:.4f}".rstrip("0").rstrip(".") for part in view))
    for name, part in (("width", view[2]), ("height", view[3])):
        root.set(name, f"{part:.4f}".rstrip("0").rstrip("."))
    content: bytes = etree.tostring(root)
    return content


def _png(picture: Image.Image) -> bytes:
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def pack_logo(logo: LogoPicture) -> bytes:
    """Serialise a logo for the cache: a line of JSON, then its picture."""
    facts = [logo.ratio, logo.ink, logo.outline, logo.tones]
    return b"\n".join((json.dumps(facts).encode(), logo.content))


def unpack_logo(content: bytes) -> LogoPicture:
    """Restore a logo from the output of `pack_logo`."""
    line, _, rest = content.partition(b"\n")
    ratio, ink, outline, tones = json.loads(line)
    return LogoPicture(rest, ratio, ink, outline, tuple(tones))

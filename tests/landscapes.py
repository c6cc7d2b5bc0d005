"""A landscape for covers, drawn by program: hills in the haze before an evening sky, and a lake.

`python tests/landscapes.py` writes that of the note in `tests/notes/photographed` anew.
"""

from __future__ import annotations

import math
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

SIZE = (2200, 3080)
PHOTO = Path(__file__).parent / "notes/photographed/figures/lake.jpg"

_SKY = ((92, 128, 158), (236, 214, 178))
_LAKE = ((158, 164, 160), (34, 56, 72))
_HILLS = (
    (0.50, 0.050, (150, 162, 168)),
    (0.54, 0.045, (112, 132, 142)),
    (0.58, 0.035, (72, 98, 108)),
    (0.615, 0.020, (40, 64, 70)),
)


def landscape(width: int, height: int) -> Image.Image:
    """Draw the landscape in any size."""
    shore = round(height * 0.64)
    picture = Image.new("RGB", (width, height))
    picture.paste(_gradient(width, shore, *_SKY), (0, 0))
    _sun(picture, width, height)
    for number, (top, rise, colour) in enumerate(_HILLS):
        _hill(picture, number, top, rise, colour)
    mirrored = picture.crop((0, 2 * shore - height, width, shore))
    lake = mirrored.transpose(Image.Transpose.FLIP_TOP_BOTTOM).filter(
        ImageFilter.GaussianBlur(width / 160)
    )
    water = _gradient(width, height - shore, *_LAKE)
    picture.paste(Image.blend(lake, water, 0.6), (0, shore))
    return picture.filter(ImageFilter.GaussianBlur(width / 1400))


def as_jpeg(picture: Image.Image, quality: int = 62) -> bytes:
    """A picture as a small JPEG."""
    output = BytesIO()
    picture.save(output, "JPEG", quality=quality, optimize=True)
    return output.getvalue()


def _gradient(width: int, height: int, top: tuple[int, ...], foot: tuple[int, ...]) -> Image.Image:
    column = Image.new("RGB", (1, height))
    for row in range(height):
        share = row / height
        levels = (round(a + (b - a) * share) for a, b in zip(top, foot, strict=True))
        column.putpixel((0, row), tuple(levels))
    return column.resize((width, height))


def _sun(picture: Image.Image, width: int, height: int) -> None:
    glow = Image.new("L", (width // 8, height // 8))
    x, y, radius = width * 0.68 / 8, height * 0.42 / 8, width / 8 / 16
    ImageDraw.Draw(glow).ellipse((x - radius, y - radius, x + radius, y + radius), fill=235)
    soft = glow.filter(ImageFilter.GaussianBlur(width / 8 / 40)).resize(picture.size)
    picture.paste(Image.new("RGB", picture.size, (255, 246, 222)), (0, 0), soft)


def _hill(
    picture: Image.Image, number: int, top: float, rise: float, colour: tuple[int, ...]
) -> None:
    width, height = picture.size
    points = []
    for x in range(0, width + 8, 8):
        at = x / width * math.tau
        wave = math.sin(at * (1.1 + number * 0.4) + number * 2.1)
        wave += 0.5 * math.sin(at * (2.9 + number) + number) + 0.2 * math.sin(at * 7.3 - number)
        points.append((x, height * (top - rise * wave / 1.7)))
    ImageDraw.Draw(picture).polygon([*points, (width, height), (0, height)], fill=colour)


if __name__ == "__main__":
    PHOTO.parent.mkdir(parents=True, exist_ok=True)
    PHOTO.write_bytes(as_jpeg(landscape(*SIZE)))

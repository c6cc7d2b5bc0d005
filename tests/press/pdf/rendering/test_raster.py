"""Pages are rasterised as pictures."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image

from pipeline.press.pdf.rendering.raster import draw_page

BLUE, WHITE = (13, 59, 92), (255, 255, 255)


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Two pages of 300 x 400 pt: the first white, the second with a blue upper half."""
    with pikepdf.new() as made:
        for content in (b"", b"0.05098 0.23137 0.36078 rg 0 200 300 200 re f"):
            page = made.add_blank_page(page_size=(300, 400))
            page.Contents = made.make_stream(content)
        out = BytesIO()
        made.save(out)
    return out.getvalue()


def drawn(pdf: bytes, page: int, width: int) -> Image.Image:
    return Image.open(BytesIO(draw_page(pdf, page, width)))


def test_picture_has_the_width_asked_for(pdf: bytes) -> None:
    assert drawn(pdf, 0, 600).size == (600, 800)


def test_page_is_counted_from_nought(pdf: bytes) -> None:
    assert drawn(pdf, 0, 300).convert("RGB").getpixel((150, 100)) == WHITE
    assert drawn(pdf, 1, 300).convert("RGB").getpixel((150, 100)) == BLUE


def test_flat_colours_are_exact(pdf: bytes) -> None:
    picture = drawn(pdf, 1, 300).convert("RGB")
    assert {picture.getpixel((10, 10)), picture.getpixel((10, 390))} == {BLUE, WHITE}


def test_picture_has_a_palette_and_no_metadata(pdf: bytes) -> None:
    picture = drawn(pdf, 1, 300)
    assert (picture.format, picture.mode, picture.info.keys() - {"transparency"}) == (
        "PNG",
        "P",
        set(),
    )


def test_same_page_gives_same_bytes(pdf: bytes) -> None:
    assert draw_page(pdf, 1, 300) == draw_page(pdf, 1, 300)

"""Logos made ready: cut to what is drawn, and measured."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageDraw

from pipeline.press.photos.logo_pictures import (
    LogoJob,
    LogoPicture,
    pack_logo,
    prepare_logo,
    unpack_logo,
)

BAR = b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100">
<rect x="50" y="40" width="120" height="20" fill="#0b6fb0"/></svg>"""


def png(mode: str, ground: object) -> bytes:
    picture = Image.new(mode, (200, 100), ground)  # type: ignore[arg-type]
    ImageDraw.Draw(picture).rectangle((40, 20, 99, 79), fill="#000000")
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def prepared(picture: bytes) -> LogoPicture:
    logo = prepare_logo(LogoJob(picture), None)
    assert logo is not None
    return logo


def test_a_drawing_is_cut_by_its_view_and_nothing_else_changes() -> None:
    logo = prepared(BAR)
    assert logo.ratio == pytest.approx(6, rel=0.06)
    assert b'fill="#0b6fb0"' in logo.content
    again = prepared(logo.content)
    assert again.ratio == pytest.approx(logo.ratio, rel=0.02)
    assert unpack_logo(pack_logo(logo)) == logo


@pytest.mark.parametrize(("mode", "ground"), [("RGB", "#ffffff"), ("RGBA", (0, 0, 0, 0))])
def test_a_photo_is_cut_whether_its_ground_is_white_or_clear(mode: str, ground: object) -> None:
    logo = prepared(png(mode, ground))
    assert logo.ratio == pytest.approx(1, abs=0.05)
    assert logo.ink > 0.9
    assert Image.open(io.BytesIO(logo.content)).size[0] <= 62


def test_a_thin_mark_has_less_ink_than_a_heavy_one() -> None:
    thin = BAR.replace(b'fill="#0b6fb0"', b'fill="none" stroke="#0b6fb0" stroke-width="1"')
    assert prepared(thin).ink < prepared(BAR).ink / 3


@pytest.mark.parametrize(
    "empty", [BAR.replace(b"#0b6fb0", b"none"), BAR.replace(b'x="50"', b'x="500"')]
)
def test_of_an_empty_picture_there_is_none(empty: bytes) -> None:
    assert prepare_logo(LogoJob(empty), None) is None


@pytest.mark.parametrize(
    ("colours", "on_white", "on_blue"),
    [
        (("#0d3b5c",), 1.0, 0.0),
        (("#ffffff",), 0.0, 1.0),
        (("#0d3b5c", "#ffffff"), 0.5, 0.5),
        (("#c4452d",), 1.0, 0.0),
    ],
)
def test_how_much_of_a_logo_is_seen_depends_on_its_ground(
    colours: tuple[str, ...], on_white: float, on_blue: float
) -> None:
    boxes = "".join(
        f'<rect x="{at * 50}" width="50" height="50" fill="{one}"/>'
        for at, one in enumerate(colours)
    )
    logo = prepared(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 140 60">{boxes}</svg>'.encode()
    )
    assert len(logo.tones) == 10
    assert logo.seen_on(1.0) == pytest.approx(on_white, abs=0.11)
    assert logo.seen_on(0.04) == pytest.approx(on_blue, abs=0.11)

"""Photos of every kind show the colours that their profiles say, upright, on screen and in ink."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from icc_profiles import display_p3, grey
from PIL import Image, ImageCms, ImageFilter, TiffImagePlugin

from pipeline.press.parts.photo_copies import PdfPicture, PhotoCopies, pack_copies, unpack_copies
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.press.photos.developing import PhotoJob, develop
from pipeline.press.photos.headers import published_name, size_of, stand_in

pytestmark = pytest.mark.slow

SAMPLES = Path(__file__).parent / "samples"
CARD = ((188, 64, 41), (31, 111, 107), (13, 59, 92), (148, 105, 26), (128,) * 3, (232, 217, 184))
GREYS = tuple((value,) * 3 for value in (97, 83, 54, 93, 128, 211))
CENTRES = tuple((x, y) for y in (0.35, 0.7) for x in (0.2, 0.5, 0.8))
IN_COLOUR = (
    "adobe-rgb.jpg",
    "adobe-rgb-progressive.jpg",
    "alpha.png",
    "cmyk-adobe-inverted-untagged.jpg",
    "exif-orientation-6.jpg",
    "palette-transparent.png",
    "rgb-16-bit-adobe.png",
)


@cache
def job_profile() -> bytes:
    found = find_profile(CONDITIONS["fogra39"])
    if found is None:
        pytest.skip("no profile of FOGRA39: scribus-data is not installed")
    return found.read_bytes()


def card(mode: str = "RGB", **options: object) -> bytes:
    """The card as a file that this test makes."""
    picture = Image.open(SAMPLES / "palette-transparent.png").convert("RGBA").resize((432, 288))
    paper = Image.new("RGBA", picture.size, "white")
    output = io.BytesIO()
    Image.alpha_composite(paper, picture).convert(mode).save(output, **options)  # type: ignore[arg-type]
    return output.getvalue()


def on_screen(picture: PdfPicture) -> Image.Image:
    """A picture of a screen PDF."""
    if picture.is_jpeg:
        return Image.open(io.BytesIO(picture.data)).convert("RGB")
    header = {"DeviceGray": "L", "DeviceRGB": "RGB"}[picture.space]
    rows = zlib.decompress(picture.data)
    assert len(rows) == picture.height * (1 + picture.width * len(header))
    assert picture.predicted == len(header)
    return Image.new(header, (picture.width, picture.height))


def inked(picture: PdfPicture | None) -> Image.Image:
    assert picture is not None
    assert picture.space == "DeviceCMYK"
    if picture.is_jpeg:
        assert picture.is_inverted
        return Image.open(io.BytesIO(picture.data))
    size = (picture.width, picture.height)
    return Image.frombytes("CMYK", size, zlib.decompress(picture.data))


def seen(inks: Image.Image) -> Image.Image:
    """How inks look by the profile of the job."""
    profile = ImageCms.ImageCmsProfile(io.BytesIO(job_profile()))
    found = ImageCms.profileToProfile(
        inks,
        profile,
        ImageCms.createProfile("sRGB"),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
        "RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )
    assert found is not None
    return found


def patches(picture: Image.Image) -> list[tuple[int, ...]]:
    width, height = picture.size
    plain = picture.convert("RGB")
    return [plain.getpixel((int(width * x), int(height * y))) for x, y in CENTRES]  # type: ignore[misc]


def lab(colour: tuple[int, ...]) -> tuple[float, ...]:
    """A colour of sRGB in CIELAB (IEC 61966-2-1; ISO/CIE 11664-4), white at 100."""
    r, g, b = (linear(value / 255) for value in colour)
    x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505
    y = 0.2126 * r + 0.7152 * g + 0.0722 * b
    z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.0890
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def linear(level: float) -> float:
    return level / 12.92 if level <= 0.04045 else ((level + 0.055) / 1.055) ** 2.4


def difference(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The difference of two colours, dE in CIELAB."""
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def assert_alike(
    found: list[tuple[int, ...]], right: tuple[tuple[int, ...], ...], most: float = 3
) -> None:
    for one, other in zip(found, right, strict=True):
        assert difference(one, other) <= most, (one, other)


def is_upright(picture: Image.Image) -> bool:
    """Whether the stem of the F at the top right is left of its arms."""
    width, height = picture.size
    dark = picture.convert("L").point(lambda value: 255 if value < 90 else 0)
    stem = dark.crop((int(width * 0.9), 0, width, int(height * 0.3))).getbbox()
    return picture.size[0] > picture.size[1] and stem is not None


def developed(photo: bytes, screen: int = 300, print_: int = 400) -> PhotoCopies:
    return develop(PhotoJob(photo, screen, print_, job_profile()), None)


@pytest.mark.parametrize("name", IN_COLOUR)
def test_the_samples_show_their_colours(name: str) -> None:
    photo = (SAMPLES / name).read_bytes()
    copies = developed(photo)
    shown = Image.open(io.BytesIO(copies.file))
    assert size_of(photo) == (1296, 864)
    assert shown.size == (300, 200)
    assert (copies.screen.width, copies.screen.height) == (300, 200)
    assert "icc_profile" not in shown.info
    assert_alike(patches(shown), CARD)
    inks = inked(copies.print)
    assert inks.width == 400
    assert_alike(patches(seen(inks)), CARD)
    assert is_upright(shown)
    assert is_upright(seen(inks))
    assert on_screen(copies.screen).size == (300, 200)


MADE: dict[str, Callable[[], bytes]] = {
    "display-p3.png": lambda: in_p3("PNG"),
    "phone.webp": lambda: in_p3("WEBP", quality=95),
    "tablet.avif": lambda: in_p3("AVIF", quality=100, subsampling="4:4:4"),
    "plain.png": lambda: card(format="PNG"),
}


def in_p3(kind: str, **options: object) -> bytes:
    """The card as a phone writes it."""
    profile = display_p3()
    picture = ImageCms.profileToProfile(
        Image.open(io.BytesIO(card(format="PNG"))),
        ImageCms.createProfile("sRGB"),
        ImageCms.ImageCmsProfile(io.BytesIO(profile)),
        ImageCms.Intent.RELATIVE_COLORIMETRIC,
    )
    assert picture is not None
    assert difference(patches(picture)[0], CARD[0]) > 3
    output = io.BytesIO()
    picture.save(output, kind, icc_profile=profile, **options)
    return output.getvalue()


@pytest.mark.parametrize("name", MADE)
def test_photos_of_phones_and_browsers(name: str) -> None:
    copies = developed(MADE[name]())
    # The card is written with losses, and for screens once more.
    most = 4 if name.endswith(".avif") else 3
    assert_alike(patches(Image.open(io.BytesIO(copies.file))), CARD, most)
    assert_alike(patches(seen(inked(copies.print))), CARD, most)
    suffix = ".png" if name.endswith(".png") else ".jpg"
    assert published_name(name, MADE[name]()).endswith(suffix)


@pytest.mark.parametrize("name", ["grey-16-bit.png", "gamma"])
def test_greys_are_black_ink_alone(name: str) -> None:
    copies = developed(in_gamma() if name == "gamma" else (SAMPLES / name).read_bytes())
    assert copies.screen.space == "DeviceGray"
    right = patches(Image.open(io.BytesIO(card("L", format="PNG")))) if name == "gamma" else GREYS
    assert_alike(patches(Image.open(io.BytesIO(copies.file))), tuple(right))
    inks = inked(copies.print)
    assert [most for _, most in inks.getextrema()[:3]] == [0, 0, 0]  # type: ignore[misc]
    assert_alike(patches(seen(inks)), tuple(right))


def in_gamma() -> bytes:
    """The greys of the card with a gamma of 1.8, from about 2.2 of sRGB."""
    picture = Image.open(io.BytesIO(card("L", format="PNG")))
    output = io.BytesIO()
    levels = [round(255 * linear(level / 255) ** (1 / 1.8)) for level in range(256)]
    picture.point(levels).save(output, "PNG", icc_profile=grey(1.8))
    return output.getvalue()


def test_inks_are_kept_where_the_condition_is_the_same() -> None:
    photo = (SAMPLES / "cmyk-adobe-inverted-untagged.jpg").read_bytes()
    kept = Image.open(io.BytesIO(photo)).resize((400, 267))
    source = Image.open(io.BytesIO(photo))
    output = io.BytesIO()
    source.save(output, "JPEG", quality=95, icc_profile=job_profile())
    for one in (photo, output.getvalue()):
        inks = inked(developed(one).print)
        for place in CENTRES:
            at = (int(400 * place[0]), int(267 * place[1]))
            pairs = zip(inks.getpixel(at), kept.getpixel(at), strict=True)  # type: ignore[arg-type]
            assert all(abs(a - b) <= 3 for a, b in pairs)


def test_inks_that_are_not_inverted() -> None:
    """A JPEG of four inks without Adobe's marker has them as they are (ISO/IEC 10918-6)."""
    output = io.BytesIO()
    Image.new("CMYK", (64, 64), (255 - 10, 255 - 200, 255 - 200, 255)).save(output, "JPEG")
    plain = output.getvalue()
    at = plain.index(b"\xff\xee")
    length = int.from_bytes(plain[at + 2 : at + 4])
    without = plain[:at] + plain[at + 2 + length :]
    assert inked(developed(without).print).getpixel((9, 9)) == pytest.approx(
        (10, 200, 200, 0), abs=3
    )


def test_opacity_is_a_mask_and_transparent_areas_are_not_black() -> None:
    copies = developed((SAMPLES / "alpha.png").read_bytes())
    for picture in (copies.screen, copies.print):
        assert picture is not None
        mask = Image.frombytes("L", (picture.width, picture.height), zlib.decompress(picture.mask))
        assert mask.getpixel((0, 0)) == 0
        assert mask.getpixel((picture.width // 2, picture.height // 2)) == 255
    inks = inked(copies.print)
    beside = mask.filter(ImageFilter.MaxFilter(5)).point(lambda value: 255 if value else 0)
    black = Image.composite(inks.getchannel("K"), Image.new("L", inks.size, 0), beside)
    assert black.getextrema()[1] < 200
    assert Image.open(io.BytesIO(copies.file)).getchannel("A").getpixel((0, 0)) == 0
    assert developed(card("RGBA", format="PNG")).screen.mask == b""


def test_where_and_with_what_it_was_taken_is_left_out() -> None:
    exif = Image.Exif()
    exif[TiffImagePlugin.IMAGEDESCRIPTION] = "a secret place"
    exif[0x010F] = "a secret camera"
    exif.get_ifd(0x8825)[1] = "N"
    for kind, options in (("JPEG", {"comment": "a secret"}), ("PNG", {}), ("WEBP", {})):
        photo = card(format=kind, exif=exif, **options)
        assert b"secret" in photo
        for width in (100, 2000):
            copies = developed(photo, width, width)
            content = (copies.file, copies.screen.data, copies.print and copies.print.data)
            assert not any(b"secret" in (one or b"") or b"Exif" in (one or b"") for one in content)
            assert not Image.open(io.BytesIO(copies.file)).getexif()


def test_what_follows_a_photo_in_its_file_is_left_out() -> None:
    """As phones append a film, or the photo before it was edited."""
    exif = Image.Exif()
    exif[TiffImagePlugin.IMAGEDESCRIPTION] = "a secret place"
    for options in ({}, {"progressive": True}, {"restart_marker_rows": 1}):
        photo = card(format="JPEG", **options)
        two = photo + card(format="JPEG", exif=exif)
        assert b"secret" in two
        assert developed(two, 2000, 2000).file == photo


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_damaged_exif_data_are_passed_over(kind: str) -> None:
    exif = b"Exif\0\0no Exif data at all"
    photo = card(format=kind, exif=exif)
    assert b"no Exif data" in photo
    assert size_of(photo) == (432, 288)
    for width in (100, 2000):
        copies = developed(photo, width, width)
        assert b"no Exif data" not in copies.file
        assert Image.open(io.BytesIO(copies.file)).width == min(width, 432)


def test_a_photo_that_is_right_keeps_its_pixels() -> None:
    for kind in ("JPEG", "PNG"):
        photo = card(format=kind)
        assert developed(photo, 2000, 2000).file == photo


def test_copies_survive_the_cache_and_are_the_same_each_time() -> None:
    photo = (SAMPLES / "alpha.png").read_bytes()
    copies = developed(photo, 60, 60)
    assert unpack_copies(pack_copies(copies)) == copies
    assert developed(photo, 60, 60) == copies
    alone = develop(PhotoJob(photo, 60, 60), None)
    assert alone.print is None
    assert unpack_copies(pack_copies(alone)) == alone


def test_a_profile_that_is_none_is_passed_over() -> None:
    photo = card(format="JPEG", icc_profile=b"no profile")
    assert_alike(patches(Image.open(io.BytesIO(developed(photo).file))), CARD)
    of_inks = card(format="JPEG", icc_profile=job_profile())
    assert_alike(patches(Image.open(io.BytesIO(developed(of_inks).file))), CARD)


def test_pages_are_laid_out_by_a_stand_in_of_the_same_size() -> None:
    photo = (SAMPLES / "exif-orientation-6.jpg").read_bytes()
    assert Image.open(io.BytesIO(stand_in(photo))).size == (1296, 864)
    assert len(stand_in(photo)) < 100

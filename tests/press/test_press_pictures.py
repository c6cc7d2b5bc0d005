"""Pictures for print are converted to the printing condition, or refused with a reason."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from part_jobs import lay_out, printed, screen
from PIL import Image

from pipeline.press.engine.engine import Engine
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile

pytestmark = pytest.mark.slow

# A CMYK profile that comes with Ghostscript, which other tests need anyway.
PROFILE = Path("/usr/share/color/icc/ghostscript/default_cmyk.icc")


@pytest.fixture(scope="module")
def profile() -> bytes:
    found = find_profile(CONDITIONS["fogra39"]) or PROFILE
    if not found.is_file():
        pytest.skip(f"no profile of four inks: neither scribus-data nor {PROFILE}")
    return found.read_bytes()


def picture(mode: str, colour: object, kind: str = "PNG", size: int = 400) -> bytes:
    output = io.BytesIO()
    image = Image.new(mode, (size, size), colour)
    image.save(output, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return output.getvalue()


def body(name: str, width: str = "30mm") -> str:
    return f'<figure id="f"><img src="{name}" alt="A" style="width: {width}"></figure>'


def inks_of(content: bytes) -> tuple[int, ...]:
    """The inks of a picture's middle, 0 to 255 each, as they are printed."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        (image,) = (
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        )
        assert image.ColorSpace == "/DeviceCMYK"
        assert "/SMask" not in image
        width, height = int(image.Width), int(image.Height)
        if image.Filter == "/DCTDecode":
            decoded = Image.open(io.BytesIO(image.read_raw_bytes()))
            # Pillow undoes the inversion that /Decode undoes in a PDF.
            assert list(map(int, image.Decode)) == [1, 0] * 4
            pixel = decoded.getpixel((width // 2, height // 2))
        else:
            data = image.read_bytes()
            assert len(data) == width * height * 4
            at = 4 * (height // 2 * width + width // 2)
            pixel = tuple(data[at : at + 4])
    return pixel


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_picture_is_turned_into_inks(engine: Engine, profile: bytes, kind: str) -> None:
    files = {"a.png" if kind == "PNG" else "a.jpg": picture("RGB", (200, 40, 40), kind)}
    part = lay_out(engine, body(*files), pictures=files, profile=profile)
    assert part.print_findings == ()
    cyan, magenta, yellow, black = inks_of(printed(part))
    assert magenta > 190
    assert yellow > 150
    assert cyan < 80
    assert sum((cyan, magenta, yellow, black)) <= 3 * 255


def test_a_grey_picture_is_printed_in_black_alone(engine: Engine, profile: bytes) -> None:
    files = {"a.png": picture("L", 55)}
    part = lay_out(engine, body("a.png"), pictures=files, profile=profile)
    assert inks_of(printed(part)) == (0, 0, 0, 200)


def test_a_palette_is_no_obstacle(engine: Engine, profile: bytes) -> None:
    output = io.BytesIO()
    Image.new("RGB", (400, 400), (200, 40, 40)).quantize(4).save(output, "PNG")
    part = lay_out(engine, body("a.png"), pictures={"a.png": output.getvalue()}, profile=profile)
    assert part.print_findings == ()
    assert inks_of(printed(part))[1] > 190


def test_the_screen_keeps_the_picture_as_it_is(engine: Engine, profile: bytes) -> None:
    files = {"a.png": picture("RGB", (200, 40, 40))}
    part = lay_out(engine, body("a.png"), pictures=files, profile=profile)
    with pikepdf.open(io.BytesIO(screen(part))) as pdf:
        (image,) = (
            entry
            for entry in pdf.objects
            if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
        )
        assert image.ColorSpace == "/DeviceRGB"
        assert pikepdf.PdfImage(image).as_pil_image().getpixel((9, 9)) == (200, 40, 40)


def test_transparency_is_refused_if_it_is_there(engine: Engine, profile: bytes) -> None:
    clear = {"a.png": picture("RGBA", (200, 40, 40, 128))}
    (finding,) = lay_out(engine, body("a.png"), pictures=clear, profile=profile).print_findings
    assert (finding.code, finding.place.path) == ("N402", "a.png")
    opaque = {"a.png": picture("RGBA", (200, 40, 40, 255))}
    part = lay_out(engine, body("a.png"), pictures=opaque, profile=profile)
    assert part.print_findings == ()
    assert inks_of(printed(part))[1] > 190


def test_a_coarse_picture_is_refused_with_its_resolution(engine: Engine, profile: bytes) -> None:
    files = {"a.png": picture("RGB", (200, 40, 40))}
    wide = body("a.png", "50.8mm")
    (finding,) = lay_out(engine, wide, pictures=files, profile=profile).print_findings
    assert (finding.code, finding.place.path) == ("N403", "a.png")
    assert "200 ppi" in finding.message
    fine = lay_out(engine, body("a.png", "40mm"), pictures=files, profile=profile)
    assert fine.print_findings == ()


def test_a_picture_in_a_drawing_is_turned_into_inks_too(engine: Engine, profile: bytes) -> None:
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">
    <image href="https://notepress.invalid/b.png" width="60" height="60"/></svg>"""
    files = {"a.svg": drawing, "b.png": picture("RGB", (200, 40, 40))}
    part = lay_out(engine, body("a.svg"), pictures=files, profile=profile)
    assert part.findings == ()
    assert inks_of(printed(part))[1] > 190

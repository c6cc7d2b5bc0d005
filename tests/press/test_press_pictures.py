"""Photos on laid-out pages: measured, left out, and put in when parts are joined."""

from __future__ import annotations

import io
from collections.abc import Mapping

import pikepdf
import pytest
from part_jobs import lay_out, printed, screen
from PIL import Image

from pipeline.press.engine.engine import Engine
from pipeline.press.parts.coarse_photos import CoarsePhoto, coarse_findings
from pipeline.press.parts.photo_copies import PhotoCopies
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.press.photos.developing import PhotoJob, develop
from pipeline.press.photos.headers import stand_in

pytestmark = pytest.mark.slow


def picture(mode: str, colour: object, kind: str = "PNG", size: int = 400) -> bytes:
    output = io.BytesIO()
    image = Image.new(mode, (size, size), colour)
    image.save(output, kind, **({"quality": 95} if kind == "JPEG" else {}))
    return output.getvalue()


def body(*names: str, width: str = "30mm") -> str:
    return "".join(
        f'<figure id="f{number}"><img src="{name}" alt="A" style="width: {width}"></figure>'
        for number, name in enumerate(names)
    )


def copies_of(files: Mapping[str, bytes]) -> dict[str, PhotoCopies]:
    profile = find_profile(CONDITIONS["fogra39"])
    if profile is None:
        pytest.skip("no profile of FOGRA39: scribus-data is not installed")
    jobs = {path: PhotoJob(one, 220, 300, profile.read_bytes()) for path, one in files.items()}
    return {path: develop(job, None) for path, job in jobs.items()}


def images_of(pdf: pikepdf.Pdf) -> list[pikepdf.Stream]:
    return [
        entry
        for entry in pdf.objects
        if isinstance(entry, pikepdf.Stream) and entry.get("/Subtype") == "/Image"
    ]


def test_photos_are_put_in_when_parts_are_joined(engine: Engine) -> None:
    files = {
        "a.jpg": picture("RGB", (200, 40, 40), "JPEG"),
        "b.png": picture("RGBA", (200, 40, 40, 128)),
        "c.png": picture("L", 55),
    }
    stand_ins = {path: stand_in(one) for path, one in files.items()}
    part = lay_out(engine, body(*files), pictures=stand_ins)
    assert part.findings == part.print_findings == ()
    assert part.photos == dict.fromkeys(files, pytest.approx(30 / 25.4, abs=0.01))
    copies = copies_of(files)
    on_screen = screen(part, photos={path: one.screen for path, one in copies.items()})
    shown_in = pikepdf.open(io.BytesIO(on_screen))
    images = images_of(shown_in)
    assert sorted(str(one.ColorSpace) for one in images if int(one.Width) == 220) == [
        "/DeviceGray", "/DeviceGray", "/DeviceRGB", "/DeviceRGB",
    ]  # fmt: skip
    for one in images:
        if one.ColorSpace == "/DeviceRGB":
            shown = pikepdf.PdfImage(one).as_pil_image().convert("RGB").getpixel((9, 9))
            assert shown == pytest.approx((200, 40, 40), abs=2)
            if "/SMask" in one:
                assert one.SMask.read_bytes() == bytes((128,)) * 220 * 220
    inks = {path: one.print for path, one in copies.items() if one.print is not None}
    printed_in = pikepdf.open(io.BytesIO(printed(part, photos=inks)))
    on_paper = images_of(printed_in)
    found = {str(one.ColorSpace) for one in on_paper}
    assert found == {"/DeviceCMYK", "/DeviceGray"}
    assert [("/SMask" in one, "/Decode" in one) for one in on_paper].count((True, False)) == 1
    for one in on_paper:
        if one.ColorSpace == "/DeviceCMYK" and one.Filter == "/FlateDecode":
            assert len(one.read_bytes()) == 300 * 300 * 4
        if one.Filter == "/DCTDecode":
            assert list(map(int, one.Decode)) == [1, 0] * 4


def test_a_coarse_photo_is_told_with_its_resolution(engine: Engine) -> None:
    files = {"a.png": stand_in(picture("RGB", (200, 40, 40)))}
    part = lay_out(engine, body("a.png", width="50.8mm"), pictures=files)
    (finding,) = coarse_findings(part.coarse)
    assert (finding.code, finding.place.path, finding.severity) == ("N403", "a.png", "warning")
    assert finding.message == (
        "a.png is 400 pixels wide and printed 51 mm wide, at 200 ppi, less than 250"
    )
    assert finding.hint.startswith("use a picture 600 pixels wide")
    fine = lay_out(engine, body("a.png", width="40mm"), pictures=files)
    assert fine.coarse == fine.findings == ()


def test_a_coarse_photo_is_told_once_for_its_widest_use() -> None:
    uses = [CoarsePhoto("a.png", 400, 2.0), CoarsePhoto("a.png", 400, 4.0)]
    other = CoarsePhoto("b.png", 300, 2.0)
    found = list(coarse_findings([*uses, other]))
    assert [one.place.path for one in found] == ["a.png", "b.png"]
    assert "printed 102 mm wide" in found[0].message
    assert found[0].hint.startswith("use a picture 1200 pixels wide")


def test_a_photo_in_a_drawing_is_one_too(engine: Engine) -> None:
    drawing = b"""<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90">
    <image href="https://notepress.invalid/b.png" width="60" height="60"/></svg>"""
    files = {"a.svg": drawing, "b.png": stand_in(picture("RGB", (200, 40, 40)))}
    part = lay_out(engine, body("a.svg"), pictures=files)
    assert part.findings == ()
    assert part.photos == {"b.png": pytest.approx(20 / 25.4, abs=0.01)}

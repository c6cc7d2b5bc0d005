"""Pictures of a manuscript: what is taken, and why another is left out."""

from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

import pytest
from PIL import Image

from pipeline.importing.ledger import Ledger
from pipeline.importing.reading.runs import Picture
from pipeline.importing.writing.markdown import Shown
from pipeline.importing.writing.pictures import Pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize("inside", [b"<script/>", b'<script/><rect width="x"/>'])
def test_only_what_cannot_be_used_is_why_a_drawing_is_left_out(inside: bytes) -> None:
    ledger = Ledger()
    pictures = Pictures({"a.svg": SVG % inside}, ledger)
    shown = pictures.show(Picture("a.svg", "A gate."))
    if b"rect" in inside:
        assert shown == Shown("", "To be completed: the picture a.svg (A gate.)")
        (entry,) = ledger.to_complete
        assert entry.why.startswith("width is not a length: 'x'; ")
    else:
        assert shown == Shown("figures/a.svg", "A gate.")
        assert ledger.to_complete == []


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_pictures_in_other_formats_are_converted(kind: str) -> None:
    data = io.BytesIO()
    Image.new("P" if kind == "GIF" else "CMYK" if kind == "TIFF" else "RGB", (9, 6)).save(
        data, kind
    )
    ledger = Ledger()
    pictures = Pictures({"a/b.x": data.getvalue(), "data:image/x": data.getvalue()}, ledger)
    assert pictures.show(Picture("a/b.x", "Quay.")) == Shown("figures/b.png", "Quay.")
    assert pictures.show(Picture("data:image/x", "Quay.")).path == "figures/picture.png"
    with Image.open(io.BytesIO(pictures.taken["figures/b.png"])) as image:
        assert (image.format, image.size) == ("PNG", (9, 6))


def test_a_damaged_picture_is_to_be_completed() -> None:
    pictures = Pictures({"a.gif": b"GIF89a"}, Ledger())
    assert pictures.show(Picture("a.gif", "")) == Shown("", "To be completed: the picture a.gif")


def emf() -> bytes:
    """A drawing of Windows with a rectangle in it, 100 by 60 mm (MS-EMF, 2.3)."""
    rectangle = struct.pack("<IIiiii", 43, 24, 100, 100, 900, 500)
    end = struct.pack("<IIIII", 14, 20, 0, 16, 20)
    size = 88 + len(rectangle) + len(end)
    head = struct.pack(
        "<II4i4iIIIIHHIIIiiii", 1, 88, 0, 0, 1000, 600, 0, 0, 10000, 6000, 0x464D4520, 0x10000,
        size, 3, 1, 0, 0, 0, 0, 1000, 600, 100, 60,
    )  # fmt: skip
    return head + rectangle + end


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_drawings_of_windows_are_converted() -> None:
    ledger = Ledger()
    pictures = Pictures({"media/map.emf": emf()}, ledger)
    assert pictures.show(Picture("media/map.emf", "Map.")) == Shown("figures/map.png", "Map.")
    with Image.open(io.BytesIO(pictures.taken["figures/map.png"])) as image:
        assert image.width > 800
        assert image.getextrema() != ((255, 255),) * 3
    (entry,) = ledger.changed
    assert entry.how == "drawing of Windows converted to PNG: look it over"


def test_a_drawing_of_windows_without_a_converter_keeps_its_place(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    pictures = Pictures({"map.emf": emf()}, Ledger())
    assert pictures.show(Picture("map.emf", "")) == Shown(
        "", "To be completed: the picture map.emf"
    )

"""Pictures of a manuscript: what is taken, and why another is left out."""

from __future__ import annotations

import io

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

"""Pictures that are converted: only by what reads them in this process, or within limits."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from pipeline.importing.writing.conversion import as_png
from pipeline.importing.writing.metafiles import _enlarged


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF"])
def test_pictures_of_these_kinds_become_png(kind: str) -> None:
    target = io.BytesIO()
    Image.new("RGB", (3, 2), "#c04020").save(target, kind)
    converted = as_png(target.getvalue())
    assert converted is not None
    with Image.open(io.BytesIO(converted)) as image:
        assert (image.format, image.size) == ("PNG", (3, 2))


def test_postscript_is_never_run() -> None:
    # Pillow would give it to Ghostscript, for as long as it takes.
    postscript = b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 10 10\n%%EndComments\n{} loop\n"
    assert as_png(postscript) is None


@pytest.mark.parametrize("left", [0, 2_147_483_640, -2_147_483_648])
def test_a_frame_at_the_end_of_the_world_is_left_as_it_is(left: int) -> None:
    right = min(left + 7, 2_147_483_647)
    frame = struct.pack("<4i", left, left, right, right)
    drawing = bytes(24) + frame + b" EMF" + bytes(60)
    assert (_enlarged(drawing) == drawing) is (left != 0)

"""Pictures of a manuscript: what is taken, and why another is left out."""

from __future__ import annotations

import pytest

from pipeline.importing.ledger import Ledger
from pipeline.importing.reading.runs import Picture
from pipeline.importing.writing.pictures import Pictures

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize("inside", [b"<script/>", b'<script/><rect width="x"/>'])
def test_only_what_cannot_be_used_is_why_a_drawing_is_left_out(inside: bytes) -> None:
    ledger = Ledger()
    pictures = Pictures({"a.svg": SVG % inside}, ledger)
    written = pictures.write(Picture("a.svg", "A gate."))
    if b"rect" in inside:
        assert written is None
        assert [one.why for one in ledger.left_out] == ["width is not a length: 'x'"]
    else:
        assert written == "![A gate.](figures/a.svg)"
        assert ledger.left_out == []

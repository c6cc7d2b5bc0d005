"""Publishing what was made: no edition takes the place of another."""

from __future__ import annotations

import pytest

from pipeline.editions.edition import Artefact
from pipeline.production.making import outputs_of


def test_two_editions_never_make_the_same_file() -> None:
    page = Artefact("a.pdf", b"1", "application/pdf")
    assert list(outputs_of({"screen": (page,), "docx": ()}, lambda _: "0" * 64)) == ["a.pdf"]
    with pytest.raises(ValueError, match=r"a\.pdf"):
        outputs_of({"screen": (page,), "docx": (page,)}, lambda _: "0" * 64)

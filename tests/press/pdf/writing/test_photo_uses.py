"""Findings about photos on pages name the files of the note that they are made from."""

from __future__ import annotations

import pytest

from pipeline.press.pdf.writing.part_stream import Use
from pipeline.press.pdf.writing.photo_uses import coarse_photos


@pytest.mark.parametrize(
    ("path", "file"),
    [
        ("figures/lake.jpg", "figures/lake.jpg"),
        ("figures/map.svg.1.png", "figures/map.svg"),
        ("figures/lake.jpg.cut-cover.png", "figures/lake.jpg"),
        ("logos/school.png", "figures/school.png"),
        ("logos/old.school.png", "figures/old.school.png"),
        ("logos/school.jpg.png", "figures/school.jpg"),
    ],
)
def test_the_file_that_is_too_small_is_named(path: str, file: str) -> None:
    (found,) = coarse_photos([Use(path, pixels=100, inches=1.0)])
    assert (found.path, found.pixels, found.inches) == (file, 100, 1.0)

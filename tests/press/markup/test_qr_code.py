"""A QR code's path draws exactly its dark modules, inside a quiet zone."""

from __future__ import annotations

import re

import pytest
import segno

from pipeline.press.markup.qr_code import qr_code

ADDRESSES = [
    "https://notepress.example/a/#b",
    "https://notepress.example/global-development-cooperation/#changes-and-opportunities",
]


def drawn(path: str) -> set[tuple[int, int]]:
    """The modules, column and row, that a path fills."""
    modules: list[tuple[int, int]] = []
    for left, top, right, back in re.findall(r"M(\d+) (\d+)h(\d+)v1h(-\d+)z", path):
        assert int(right) == -int(back)
        modules += [(int(left) + place, int(top)) for place in range(int(right))]
    assert len(modules) == len(set(modules)), "rectangles overlap"
    return set(modules)


@pytest.mark.parametrize("address", ADDRESSES)
def test_the_path_draws_the_dark_modules(address: str) -> None:
    code = qr_code(address)
    matrix = segno.make(address, error="m", micro=False, boost_error=False).matrix
    dark = {
        (column + 4, row + 4)
        for row, modules in enumerate(matrix)
        for column, module in enumerate(modules)
        if module
    }
    assert drawn(code.path) == dark
    assert re.sub(r"M\d+ \d+h\d+v1h-\d+z", "", code.path) == ""


@pytest.mark.parametrize("address", ADDRESSES)
def test_four_modules_are_left_white_all_around(address: str) -> None:
    code = qr_code(address)
    places = [place for module in drawn(code.path) for place in module]
    assert (min(places), max(places)) == (4, code.size - 5)


def test_neighbours_in_a_row_are_one_rectangle() -> None:
    code = qr_code(ADDRESSES[0])
    dark = drawn(code.path)
    beginnings = [module for module in dark if (module[0] - 1, module[1]) not in dark]
    assert code.path.count("M") == len(beginnings)

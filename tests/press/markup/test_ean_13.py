"""The bars of EAN-13."""

from __future__ import annotations

import re

import pytest

from pipeline.press.markup.barcode import HEIGHT, WIDTH, barcode_of, modules_of


def test_the_modules_are_those_of_the_standard() -> None:
    # ISBN 978-0-306-40615-7: sets ABBABA for the 9, then C.
    assert modules_of("9780306406157") == (
        "101"
        "0111011"
        "0001001"
        "0100111"
        "0111101"
        "0100111"
        "0101111"
        "01010"
        "1011100"
        "1110010"
        "1010000"
        "1100110"
        "1001110"
        "1000100"
        "101"
    )


def test_there_are_quiet_zones_on_both_sides() -> None:
    path = barcode_of("9780306406157").path
    bars = [(int(x), int(w)) for x, w in re.findall(r"M(\d+) 0h(\d+)", path)]
    assert len(bars) == 30
    assert bars[0][0] == 11
    assert WIDTH - sum(bars[-1]) == 7
    guards = re.findall(r"h(\d)v74", path)
    assert guards == ["1"] * 6
    assert pytest.approx(25.9, abs=0.3) == HEIGHT * 0.33  # mm at nominal size

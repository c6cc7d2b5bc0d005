"""The bars of EAN-13, and the size that a style may give them."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from pipeline.errors import SourceError
from pipeline.house_style import load_style
from pipeline.press.markup.barcode import HEIGHT, WIDTH, barcode_of, modules_of
from pipeline.workspace import built_in_styles

STYLE = load_style(built_in_styles())


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
    path = barcode_of("9780306406157", STYLE).path
    bars = [(int(x), int(w)) for x, w in re.findall(r"M(\d+) 0h(\d+)", path)]
    assert len(bars) == 30
    assert bars[0][0] == 11
    assert WIDTH - sum(bars[-1]) == 7
    guards = re.findall(r"h(\d)v74", path)
    assert guards == ["1"] * 6
    assert pytest.approx(25.9, abs=0.3) == HEIGHT * 0.33  # mm at nominal size


@pytest.mark.parametrize("size", ["0.2mm", "0.4mm"])
def test_a_size_that_scanners_or_the_page_refuse_is_a_finding(size: str) -> None:
    style = replace(STYLE, tokens={**STYLE.tokens, "barcode-module": size})
    with pytest.raises(SourceError) as refused:
        barcode_of("9780306406157", style)
    (finding,) = refused.value.findings
    assert (finding.code, finding.message) == ("N514", f"--barcode-module is {size}")

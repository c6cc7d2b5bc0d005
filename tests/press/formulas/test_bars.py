"""Bars in TeX by their names."""

from __future__ import annotations

import pytest

from pipeline.press.formulas.bars import name_bars


@pytest.mark.parametrize(
    ("tex", "named"),
    [
        ("|x|", r"\vert x\vert "),
        (r"\|x\|", r"\Vert x\Vert "),
        (r"\text{P(A|B)}", r"\text{P(A\textbar{}B)}"),
        (r"\begin{array}{c|c}a&b\end{array}", r"\begin{array}{cc}a&b\end{array}"),
        (r"\begin{array}[t]{|p{2cm}|}a\end{array}", r"\begin{array}[t]{p{2cm}}a\end{array}"),
    ],
)
def test_each_bar_is_named_by_where_it_stands(tex: str, named: str) -> None:
    assert name_bars(tex) == named

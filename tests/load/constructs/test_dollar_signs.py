"""Whatever has dollar signs comes out as typed: formulas as formulas, prices as text; or a finding.

The passages are drawn from prices, formulas, tags and what stands between them.
"""

from __future__ import annotations

import random

import pytest

from .shown import outcomes

pytestmark = pytest.mark.slow

FORMULAS = ("n", "x_2", "p<q", "a = b", "x > 2", r"\frac{1}{2}", r"a\{b", "f(x)", "p<q, r>s", "12")
PRICES = ("$5", "US$3–$4", "$20,000", "$5m", "A$7 million", "$1.50/m")
ESCAPED = (r"\$6", r"R\$8", r"US\$3–\$4", r"5\$/m")
OTHERS = (
    "rain",
    "and",
    "a > b",
    "2 < 3",
    "of 30",
    "water@board.example",
    "雨",
    "[雨]{lang=zh-Hans}",
    "река",
    "<https://a.example>",
)
BETWEEN = (" ", " ", " ", ", ", "", "", "，", " (", ")", "-", "/", "th ", "\n", "\n\n", "。", " | ")


def passage(seed: int) -> tuple[str, list[str], int]:
    """A passage, the formulas in it, and how many dollar signs it prints."""
    choose = random.Random(seed).choice
    formulas: list[str] = []
    text, printed, prices = "Rain", 0, choose((PRICES, ESCAPED))
    for _ in range(8):
        text += choose(BETWEEN)
        kind = choose((FORMULAS, prices, OTHERS))
        piece = choose(kind)
        if kind is FORMULAS:
            formulas.append(piece)
            piece = f"${piece}$"
        else:
            printed += piece.count("$")
        text += piece
    return f"{text}.", formulas, printed


@pytest.mark.parametrize(
    "seeds", [range(100), pytest.param(range(100, 400), marks=pytest.mark.slow)]
)
def test_formulas_and_prices_are_told_apart_or_found(seeds: range) -> None:
    made = [passage(seed) for seed in seeds]

    right = 0
    for (text, formulas, printed), outcome in zip(
        made, outcomes([text for text, _, _ in made], "zh"), strict=True
    ):
        if isinstance(outcome, str):
            right += 1
            assert outcome.count("$") == printed, text
            assert all(formula in outcome for formula in formulas), text
        else:
            assert {one.code for one in outcome} <= {"N129", "N137", "N148", "N178"}, text
    assert right > len(made) / 4

"""The formulas of the corpus, in each of the ways that programs write them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Written:
    """A formula in TeX, in Word's OMML (without its name spaces) and in MathML."""

    tex: str
    omml: str
    mathml: str


def _run(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


FORMULAS: Final = {
    "share": Written(
        r"s = \frac{a}{a + b}",
        f"{_run('s=')}<m:f><m:num>{_run('a')}</m:num><m:den>{_run('a+b')}</m:den></m:f>",
        "<mrow><mi>s</mi><mo>=</mo><mfrac><mi>a</mi><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow>"
        "</mfrac></mrow>",
    ),
    "square": Written(
        "r^2",
        f"<m:sSup><m:e>{_run('r')}</m:e><m:sup>{_run('2')}</m:sup></m:sSup>",
        "<msup><mi>r</mi><mn>2</mn></msup>",
    ),
    "sum": Written(
        r"E = \sum_{i=1}^{n} x_i",
        f"{_run('E=')}<m:nary><m:naryPr><m:chr m:val='∑'/></m:naryPr>"
        f"<m:sub>{_run('i=1')}</m:sub><m:sup>{_run('n')}</m:sup>"
        f"<m:e><m:sSub><m:e>{_run('x')}</m:e><m:sub>{_run('i')}</m:sub></m:sSub></m:e></m:nary>",
        "<mrow><mi>E</mi><mo>=</mo><munderover><mo>∑</mo><mrow><mi>i</mi><mo>=</mo><mn>1</mn>"
        "</mrow><mi>n</mi></munderover><msub><mi>x</mi><mi>i</mi></msub></mrow>",
    ),
}

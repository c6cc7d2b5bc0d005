"""Formulas as drawings: paths in the colour of the text, measured from the baseline."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_NAMESPACE = "http://www.w3.org/1998/Math/MathML"
_NAMESPACES = re.compile(r' xmlns(?::xlink)?="[^"]*"')
_BESIDE = {
    f"{{{_NAMESPACE}}}{limits}": f"{{{_NAMESPACE}}}{indices}"
    for limits, indices in (("munder", "msub"), ("munderover", "msubsup"))
}
_SIZE = 10.0
# The small letters of STIX Two are a little lower than those of the text.
_SCALE = 1.03


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawn formula: its elements in SVG and, in em of the text, its size about the baseline."""

    content: str
    view_box: str
    width: float
    height: float
    depth: float


@lru_cache(maxsize=512)
def draw_formula(mathml: str, *, is_display: bool) -> Drawing:
    """Draw a formula, with tall sums and fractions if it stands on lines of its own.

    ``mathml`` is presentation MathML without the ``math`` element.
    """
    from lxml import etree
    from ziamath.config import config
    from ziamath.zmath import Math

    # Without symbols, whose ids would be those of other drawings.
    config.svg2 = False
    style = str(is_display).lower()
    source = etree.fromstring(f'<math xmlns="{_NAMESPACE}" displaystyle="{style}">{mathml}</math>')
    if not is_display:
        _move_limits(source)
    svg = Math(etree.tostring(source, encoding="unicode"), size=_SIZE).svg()
    root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    for element in root.iter("{*}*"):
        if element.get("fill") == "black":
            element.set("fill", "currentColor")
        if element.get("stroke") == "black":
            element.set("stroke", "currentColor")
    left, top, width, height = (float(part) for part in root.get("viewBox", "").split())
    em = _SCALE / _SIZE
    return Drawing(
        content=_NAMESPACES.sub(
            "", "".join(etree.tostring(child, encoding="unicode") for child in root)
        ),
        view_box=f"{left:g} {top:g} {width:g} {height:g}",
        width=width * em,
        height=-top * em,
        depth=(top + height) * em,
    )


def _move_limits(math: Any) -> None:
    """Put the limits of sums and of operators such as max beside them (MathML 3, 3.2.5.8.3)."""
    for element in math.iter(*_BESIDE):
        if element[0].tag == f"{{{_NAMESPACE}}}mo":
            element.tag = _BESIDE[element.tag]

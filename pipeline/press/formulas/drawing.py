"""Formulas as drawings: paths in the colour of the text, measured from the baseline.

The paths of each token are a group, in the order of the MathML, and fraction bars and the like are
one before them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any, Final
from xml.etree.ElementTree import SubElement

from pipeline.press.formulas.tokens import INK, NAMESPACE, RULE, TOKEN, tokens_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PLACE: Final = "place"
"""The attribute of a token, and of its group, with its place among all."""
_NAMESPACES = re.compile(r' xmlns(?::xlink)?="[^"]*"')
_BESIDE = {
    f"{{{NAMESPACE}}}{limits}": f"{{{NAMESPACE}}}{indices}"
    for limits, indices in (("munder", "msub"), ("munderover", "msubsup"))
}
_SVG: Final = "{http://www.w3.org/2000/svg}"
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
    source = etree.fromstring(f'<math xmlns="{NAMESPACE}" displaystyle="{style}">{mathml}</math>')
    if not is_display:
        _move_limits(source)
    tokens = list(tokens_of(source))
    for place, token in enumerate(tokens):
        token.set(_PLACE, str(place))
    math = Math(etree.tostring(source, encoding="unicode"), size=_SIZE)
    _draw_in_groups(math.node)
    root = etree.fromstring(math.svg(), etree.XMLParser(resolve_entities=False, no_network=True))
    if tokens:
        _sort(root, len(tokens))
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


def _draw_in_groups(node: Any) -> None:
    """Let each token in a node of ziamath draw itself in a group of its own."""
    for one in _nodes(node):
        element = getattr(one, "element", None)
        if element is not None and _PLACE in element.attrib:
            one.draw = partial(_draw_group, one.draw, element.get(_PLACE))


def _nodes(node: Any) -> Iterator[Any]:
    yield node
    for inside in node.nodes:
        yield from _nodes(inside)


def _draw_group(draw: Callable[..., Any], place: str, x: float, y: float, svg: Any) -> Any:
    return draw(x, y, SubElement(svg, "g", {_PLACE: place}))


def _sort(svg: Any, count: int) -> None:
    """Put the groups of a drawing in the order of their tokens; the rest is a group before them."""
    from lxml import etree

    drawn = list(svg)
    rules = etree.SubElement(svg, f"{_SVG}g", {INK: RULE})
    groups = [etree.SubElement(svg, f"{_SVG}g", {INK: TOKEN}) for _ in range(count)]
    for one in drawn:
        place = one.attrib.pop(_PLACE, None)
        if place is None:
            rules.append(one)
        else:
            groups[int(place)].extend(one)
            svg.remove(one)
    if not len(rules):
        svg.remove(rules)


def _move_limits(math: Any) -> None:
    """Put the limits of sums and of operators such as max beside them (MathML 3, 3.2.5.8.3)."""
    for element in math.iter(*_BESIDE):
        if element[0].tag == f"{{{NAMESPACE}}}mo":
            element.tag = _BESIDE[element.tag]

"""Painting drawn formulas, token by token, in the place of WeasyPrint's way.

Marked content cannot be nested (ISO 32000-2, 14.7.5.1): each token is content of its own, and
nothing is around them.
"""

from __future__ import annotations

from typing import Any, Final

from weasyprint.svg import SVG

from pipeline.press.formulas.tokens import INK

_DRAW_NODE: Final = SVG.draw_node


def draw_node(svg: Any, node: Any, *arguments: Any, **more: Any) -> None:
    """Draw a node of a drawing, as `weasyprint.svg.SVG.draw_node` does; mark groups of formulas."""
    # To a node of WeasyPrint, an attribute of its parent is one of its own.
    kind = node._etree_node.get(INK)  # noqa: SLF001
    if kind is None:
        _DRAW_NODE(svg, node, *arguments, **more)
        return
    with svg.stream.ink(kind):
        _DRAW_NODE(svg, node, *arguments, **more)

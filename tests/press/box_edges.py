"""Lay out pages in both directions, and print the edges of their boxes as JSON.

Run as a program: the layout engine reads its font configuration once per process. The standard
input is JSON too: of each page the CSS and the body.
"""

from __future__ import annotations

import json
import sys
from typing import Any


def main() -> None:
    from pipeline.press.engine.fontconfig import use_private_fontconfig

    use_private_fontconfig()
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration

    from pipeline.press.layout.rule_order import InOrder

    def edges(css: str, body: str, direction: str) -> dict[str, tuple[float, float]]:
        fonts = FontConfiguration()
        html = HTML(string=f'<html lang="en" dir="{direction}">{body}</html>')
        sheet = CSS(string=css, font_config=fonts, matcher=InOrder())
        (page,) = html.render(stylesheets=[sheet], font_config=fonts).pages
        return _edges(page._page_box)

    orders = json.load(sys.stdin)
    json.dump([[edges(*order, way) for way in ("ltr", "rtl")] for order in orders], sys.stdout)


def _edges(page: Any) -> dict[str, tuple[float, float]]:
    """The left and right edge, in px, of texts, and of elements by their ids."""
    found = {"page": (0.0, page.margin_width())}
    for box in page.children[0].descendants(placeholders=True):
        edges = (box.border_box_x(), box.border_box_x() + box.border_width())
        if type(box).__name__ == "TextBox" and box.text.strip():
            found[box.text.strip()] = edges
        elif box.element is not None and (name := box.element.get("id")):
            # An element's own box comes before the lines in it.
            found.setdefault(f"#{name}", edges)
    return found


if __name__ == "__main__":
    main()

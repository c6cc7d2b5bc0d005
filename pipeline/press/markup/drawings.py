"""The aspect ratio of a drawing."""

from __future__ import annotations

import re

_NUMBER = re.compile(r"[0-9.]+")


def height_over_width(drawing: bytes) -> float:
    """The height of an SVG drawing divided by its width (SVG 2, 8.2)."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(drawing, parser)
    values = [*root.get("viewBox", "").replace(",", " ").split()[2:], root.get("width", "")]
    values.append(root.get("height", ""))
    sizes = [float(match.group()) for text in values if (match := _NUMBER.match(text))]
    width, height = sizes[:2] if len(sizes) > 1 else (1.0, 1.0)
    return height / width if width and height else 1.0

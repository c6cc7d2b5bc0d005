"""What the file of a drawing says: its aspect ratio, and what is written in it."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile(r"[0-9.]+")


def height_over_width(drawing: bytes) -> float:
    """The height of an SVG drawing divided by its width (SVG 2, 8.2)."""
    root = _root(drawing)
    values = [*root.get("viewBox", "").replace(",", " ").split()[2:], root.get("width", "")]
    values.append(root.get("height", ""))
    sizes = [float(match.group()) for text in values if (match := _NUMBER.match(text))]
    width, height = sizes[:2] if len(sizes) > 1 else (1.0, 1.0)
    return height / width if width and height else 1.0


def written_in(drawing: bytes) -> str:
    """All that is written in an SVG drawing."""
    if b"<text" not in drawing:
        return ""
    texts = _root(drawing).iter("{*}text")
    return "".join("".join(map(str, text.itertext())) for text in texts)


def _root(drawing: bytes) -> Any:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(drawing, parser)

"""What a Word file says of its pictures, in the form in which pandoc passes it on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W, insert_text

if TYPE_CHECKING:
    from collections.abc import Mapping

DECORATIVE: Final = "\ue00c"
"""Character in the place of the words of a picture that is decoration."""

PLACE: Final = "\ue009"
"""Character around what stands in the place of a chart or diagram, and what it shows in words."""

_CHART: Final = "{http://schemas.openxmlformats.org/drawingml/2006/chart}chart"
_DIAGRAM: Final = "{http://schemas.openxmlformats.org/drawingml/2006/diagram}relIds"
_KINDS: Final = {_CHART: "chart", _DIAGRAM: "diagram"}
_WP: Final = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_R: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DECORATIVE: Final = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_SVG: Final = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
_BY_MACHINE: Final = re.compile(
    r"\s*\n\s*(?:Description automatically generated|AI-generated).*", re.DOTALL
)


def settle_pictures(root: Any) -> None:
    """Give each picture its description as its only words, and its drawing where it has one.

    A title in the properties of a picture stands for a description that is missing; pandoc takes
    it for a caption. A picture that Word keeps as a drawing and as pixels is the drawing.
    """
    for properties in root.iter(f"{_WP}docPr"):
        title = properties.attrib.pop("title", "")
        words = properties.get("descr", "").strip() or title
        properties.set("descr", _BY_MACHINE.sub("", words))
        decorative = next(properties.iter(_DECORATIVE), None)
        if decorative is not None and decorative.get("val", "1") not in {"0", "false"}:
            properties.set("descr", DECORATIVE)
    for drawing in root.iter(_SVG):
        blip = next(drawing.iterancestors(f"{_A}blip"), None)
        if blip is not None and (name := drawing.get(f"{_R}embed")):
            blip.set(f"{_R}embed", name)


def mark_charts(root: Any, targets: Mapping[str, str]) -> None:
    """Put a mark in the place of each chart and diagram, whose words are in parts of their own.

    ``targets`` are the parts of the charts by the id of their relationship.
    """
    for element in list(root.iter(*_KINDS)):
        drawing = next(element.iterancestors(f"{W}drawing"), None)
        run = drawing.getparent() if drawing is not None else None
        if drawing is None or run is None or run.tag != f"{W}r":
            continue
        words = next((one.get("descr", "") for one in drawing.iter(f"{_WP}docPr")), "")
        words = "" if DECORATIVE in words else words
        parent = run.getparent()
        run.remove(drawing)
        kind = targets.get(element.get(f"{_R}id", ""), _KINDS[element.tag])
        text = f"{PLACE}{kind}{PLACE}{words}{PLACE}"
        insert_text(parent, text, parent.index(run) + 1)

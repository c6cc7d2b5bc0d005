"""The glyphs of a line of text, as Pango has shaped them for WeasyPrint.

This uses private API of WeasyPrint; `tests/press/test_weasyprint_inside.py` holds what is used.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from weasyprint.text.ffi import FROM_UNITS, ffi, pango

from pipeline.press.pdf.letters.signs import Glyph, Run


def shaped_runs(textbox: Any, stream: Any) -> tuple[Run, ...] | None:
    """The runs of a line of text from left to right; None if it cannot be painted sign by sign.

    That is so where a font lacks a glyph, and in fonts of pictures or with CFF outlines, which
    take no further glyphs.
    """
    layout = textbox.pango_layout
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)  # noqa: FBT003 - C
    line, _ = layout.get_first_line()
    text = layout.text.encode()
    runs: list[Run] = []
    pen = 0.0
    entry = line.runs[0]
    while entry != ffi.NULL:
        item, entry = entry.data, entry.next
        font, size = stream.add_font(item.item.analysis.font)
        if font.bitmap or font.png or font.svg or font.colr or font.type == "otf":
            return None
        run = _run(item, font, size, pen, text)
        if run is None:
            return None
        runs.append(run)
        pen += sum(glyph.advance for glyph in run.glyphs)
    return tuple(runs)


def _run(item: Any, font: Any, size: float, pen: float, text: bytes) -> Run | None:
    shaped = item.glyphs
    clusters = shaped.log_clusters[0 : shaped.num_glyphs]
    glyphs: list[Glyph] = []
    for entry, cluster in zip(shaped.glyphs[0 : shaped.num_glyphs], clusters, strict=True):
        is_drawn = entry.glyph != pango.PANGO_GLYPH_EMPTY
        if is_drawn and entry.glyph & pango.PANGO_GLYPH_UNKNOWN_FLAG:
            return None
        geometry = entry.geometry
        advance = geometry.width * FROM_UNITS
        glyphs.append(
            Glyph(
                number=entry.glyph if is_drawn else None,
                cluster=cluster,
                pen=pen,
                advance=advance,
                x=pen + geometry.x_offset * FROM_UNITS,
                y=-geometry.y_offset * FROM_UNITS,
            )
        )
        pen += advance
    start, length = item.item.offset, item.item.length
    starts = sorted({*clusters, length})
    texts = {begin: text[start + begin : start + end].decode() for begin, end in pairwise(starts)}
    return Run(font, size, bool(item.item.analysis.level % 2), start, tuple(glyphs), texts)

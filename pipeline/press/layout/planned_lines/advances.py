"""How far a text in one style reaches up to each of its characters, shaped once by Pango."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from weasyprint.text import line_break
from weasyprint.text.ffi import FROM_UNITS, ffi
from weasyprint.text.line_break import Layout, first_line_metrics, line_size

if TYPE_CHECKING:
    from collections.abc import Sequence

# A glyph of Pango has five numbers: itself, its width, two offsets, and flags.
_GLYPH: Final = 5
_WIDTH: Final = 1


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text that was shaped: its layout, its width, height and baseline in px, and its offsets.

    ``offsets`` say how far it reaches up to each character and to its end. They are counted in the
    order in which it is read, in whatever direction it is written.
    """

    layout: Any
    width: float
    height: float
    baseline: float
    offsets: Sequence[float]


def shape(text: str, style: Any) -> Shaped | None:
    """Shape a text; None if it has more than one line."""
    layout = Layout(style)
    layout.set_text(text)
    line, second = layout.get_first_line()
    if second is not None or layout.text != text:
        return None
    offsets = list(accumulate(_advances(text, line), initial=0.0))
    _, _, _, width, height, baseline = first_line_metrics(
        line, text, layout, None, space_collapse=True, style=style
    )
    offsets[-1] = width
    return Shaped(layout, width, height, baseline, offsets)


def width_of(text: str, style: Any) -> float:
    """The width of a text set in one line, in px."""
    layout = Layout(style)
    layout.set_text(text)
    width: float = line_size(layout.get_first_line()[0], style)[0]
    return width


def break_places(text: str, language: str | None) -> list[int]:
    """The places in a text before which a line may end."""
    attributes = ffi.buffer(line_break.get_log_attrs(text, language))
    bits = memoryview(attributes).cast("I")
    return [place for place in range(1, len(text)) if bits[place] & 1]


def _advances(text: str, line: Any) -> list[float]:
    """The width of each character; those of one glyph, such as a ligature, share it."""
    widths: dict[int, int] = {}
    run = line.runs
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        count = glyphs.num_glyphs
        numbers = memoryview(ffi.buffer(glyphs.glyphs, count * _GLYPH * 4)).cast("i")
        clusters = memoryview(ffi.buffer(glyphs.log_clusters, count * 4)).cast("i")
        for cluster, width in zip(clusters, numbers[_WIDTH::_GLYPH], strict=True):
            place = item.offset + cluster
            widths[place] = widths.get(place, 0) + width
        run = run.next
    return list(_shared(text, widths))


def _shared(text: str, widths: dict[int, int]) -> list[float]:
    advances: list[float] = []
    begun, place = 0, 0
    for index, sign in enumerate(text):
        if place in widths and index:
            _share(advances, begun, index)
            begun = index
        advances.append(widths.get(place, 0) * FROM_UNITS)
        place += 1 if sign < "\x80" else len(sign.encode())
    _share(advances, begun, len(text))
    return advances


def _share(advances: list[float], begun: int, end: int) -> None:
    if end - begun > 1:
        advances[begun:end] = [sum(advances[begun:end]) / (end - begun)] * (end - begun)

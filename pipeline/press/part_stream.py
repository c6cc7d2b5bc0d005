"""The content stream of a part: marks artifacts, leaves fonts whole, records what is painted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from math import hypot
from typing import TYPE_CHECKING, Any, ClassVar

import pydyf
from weasyprint.pdf.fonts import Font
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_pango_font_key

if TYPE_CHECKING:
    from pipeline.house_style import Srgb
    from pipeline.press.artifacts import Kind

AUTO_HYPHEN = "\u2010"
"""The hyphen of hyphenation (``hyphenate-character`` in the style): in no word of the text."""

_SOFT_HYPHEN = b"<FEFF00AD>"
_SRGB = ("srgb", "hsl", "hwb")


@dataclass(frozen=True, slots=True)
class Use:
    """How a picture is used: the image of the engine, its resolution in ppi where it is largest."""

    image: Any
    resolution: float


@dataclass(slots=True)
class Record:
    """What was painted, and with what.

    ``colours`` are by the operator that set them, ``unmapped`` are names of colours that are not
    sRGB; each with the file of the first picture it is in, or an empty string. ``pictures`` are
    by their names in the PDF. ``tagged`` gives, page by page, the number of each box's content.
    ``glyphs`` are those used of each font, by the SHA-256 of its file.
    """

    colours: dict[bytes, tuple[Srgb, str]] = field(default_factory=dict)
    unmapped: dict[str, str] = field(default_factory=dict)
    pictures: dict[str, Use] = field(default_factory=dict)
    tagged: list[Mapping[Any, int]] = field(default_factory=list)
    glyphs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)


class _Characters(dict[int, str]):
    """What each glyph stands for; one that two hyphens share stands for the plain one."""

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, "-" if text == AUTO_HYPHEN else text)


class _WholeFont(Font):  # type: ignore[misc]
    """A font that is not cut down to its glyphs yet: that is done once for all parts."""

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.to_unicode = _Characters()

    def clean(self, to_unicode: object, hinting: object) -> None:
        """Leave the font as it is."""


def stream_class(artifacts: Mapping[Any, Kind], record: Record) -> type[PartStream]:
    """Return the class for the streams of one document."""
    return type("PartStream", (PartStream,), {"artifacts": artifacts, "record": record})


class PartStream(Stream):  # type: ignore[misc]
    """A content stream; one class for each document, with its artifacts and its record."""

    artifacts: ClassVar[Mapping[Any, Kind]]
    record: ClassVar[Record]
    _hyphenated = False
    _picture = ""

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Paint a box as content, or as an artifact if it is one."""
        self._hyphenated = getattr(box, "text", "").endswith(AUTO_HYPHEN)
        self._picture = "" if box.element is None else box.element.get("src", "")
        kind = self.artifacts.get(box)
        if kind is None:
            with super().marked(box, tag):
                yield
        else:
            self.begin_marked_content("Artifact", pydyf.Dictionary({"Type": f"/{kind}"}))
            yield
            self.end_marked_content()
        self._picture = ""

    def end_text(self) -> None:
        """End a line; a hyphen that hyphenation added is a soft hyphen to those who copy it."""
        if self._hyphenated:
            self._soften_hyphen()
        super().end_text()

    def _soften_hyphen(self) -> None:
        """Give the last glyph its own meaning (ISO 32000-1, 14.8.2.2.3 and 14.9.4)."""
        head, _, tail = self.stream.pop().rpartition(b">")
        self.stream.append(head[:-4] + b">] TJ")
        self.begin_marked_content("Span", pydyf.Dictionary({"ActualText": _SOFT_HYPHEN}))
        self.stream.append(b"[<" + head[-4:] + b">" + tail)
        self.end_marked_content()

    def set_color(self, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002
        """Set a colour; one that is not sRGB has no twin for print."""
        if color.space not in _SRGB:
            self.record.unmapped.setdefault(str(color), self._picture)
        super().set_color(color, stroke)

    def set_color_rgb(self, *channels: Any) -> None:
        """Set a colour and remember by which operator."""
        super().set_color_rgb(*channels)
        red, green, blue = (round(channel * 255) for channel in channels[:3])
        self.record.colours.setdefault(self.stream[-1], ((red, green, blue), self._picture))

    def add_shading(self, *arguments: Any, **more: Any) -> Any:
        """Begin a gradient; gradients have no twin for print."""
        self.record.unmapped.setdefault("gradient", self._picture)
        return super().add_shading(*arguments, **more)

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """Use a font, whole."""
        key, description, size = get_pango_font_key(pango_font)
        if key not in self._fonts:
            self._fonts[key] = _WholeFont(pango_font, description, size)
        return self._fonts[key], size

    def add_image(self, image: Any, interpolate: object, ratio: float) -> str:
        """Use a picture."""
        name: str = super().add_image(image, interpolate, ratio)
        self.record.pictures.setdefault(name, Use(image, float("inf")))
        return name

    def draw_x_object(self, name: str) -> None:
        """Paint a picture or a group; remember how coarse a picture gets."""
        use = self.record.pictures.get(name)
        if use is not None:
            points = hypot(self.ctm[0][0], self.ctm[0][1])
            resolution = min(use.resolution, use.image.width / (points / 72))
            self.record.pictures[name] = Use(use.image, resolution)
        super().draw_x_object(name)

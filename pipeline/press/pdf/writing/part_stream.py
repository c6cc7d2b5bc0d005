"""The content stream of a part: marks artifacts, keeps fonts unsubset, records what is painted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from math import hypot
from typing import TYPE_CHECKING, Any, ClassVar

import pydyf
from weasyprint.pdf.stream import Stream
from weasyprint.text.fonts import get_pango_font_key

from pipeline.press.formulas.tokens import RULE, has_tokens
from pipeline.press.parts.photo_copies import PLACEHOLDER
from pipeline.press.pdf.writing.whole_font import WholeFont

if TYPE_CHECKING:
    from pipeline.house_style import Srgb
    from pipeline.press.boxes.artifacts import Kind
    from pipeline.press.boxes.line_ends import LineEnd
    from pipeline.press.parts.glyph_forms import GlyphForm
    from pipeline.press.pdf.writing.plain_letters import FontObjects
    from pipeline.press.pdf.writing.typed_letters import Meaning

_CODE = re.compile(r"(?<=[<0-9a-f])[0-9a-f]{4}(?=[0-9a-f]*>)")
_SOFT_HYPHEN = b"<FEFF00AD>"
_SRGB = ("srgb", "hsl", "hwb")


@dataclass(frozen=True, slots=True)
class Use:
    """The use of a photo: its path, how wide it is in pixels, and in inches where it is largest."""

    path: str
    pixels: int
    inches: float = 0.0

    @property
    def resolution(self) -> float:
        """Its lowest resolution in ppi."""
        return self.pixels / self.inches if self.inches else float("inf")


@dataclass(frozen=True, slots=True)
class _Placeholder:
    """A picture for WeasyPrint in place of its own, without pixels: photos are put in later."""

    path: str
    image: Any

    def get_x_object(self, interpolate: object, ratio: float) -> Any:  # noqa: ARG002
        """The picture in the PDF."""
        entries = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.image.width,
            "Height": self.image.height,
            "ColorSpace": "/DeviceGray",
            "BitsPerComponent": 8,
            PLACEHOLDER: pydyf.String(self.path),
        }
        return pydyf.Stream([], entries)


@dataclass(slots=True)
class Record:
    """A record of what was painted.

    ``colours`` are keyed by the operator that set them, ``unmapped`` are the names of colours that
    are not sRGB; each has the file of the first picture it occurs in, or an empty string.
    ``photos`` are keyed by their names in the PDF. ``tagged`` gives, page by page, the numbers of
    each box's content: one, or one for each token of a formula.
    ``glyphs`` are those used of each font, by the SHA-256 of its file, and
    ``forms`` what is made of them.
    ``picture`` is the file of the picture that is being painted. If it ``has_aliases``, something
    means other letters than are painted. ``fonts`` are those of the painted PDF.
    """

    colours: dict[bytes, tuple[Srgb, str]] = field(default_factory=dict)
    unmapped: dict[str, str] = field(default_factory=dict)
    photos: dict[str, Use] = field(default_factory=dict)
    tagged: list[Mapping[Any, list[int]]] = field(default_factory=list)
    glyphs: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    forms: Mapping[str, tuple[GlyphForm, ...]] = field(default_factory=dict)
    picture: str = ""
    has_aliases: bool = False
    fonts: FontObjects | None = None


def stream_class(
    artifacts: Mapping[Any, Kind],
    line_ends: Mapping[Any, LineEnd],
    paths: Mapping[str, str],
    record: Record,
) -> type[PartStream]:
    """Create the class for the streams of one document; ``paths`` are those of its photos."""
    attributes = {
        "artifacts": artifacts,
        "line_ends": line_ends,
        "paths": paths,
        "record": record,
        "names": {},
    }
    return type("PartStream", (PartStream,), attributes)


class PartStream(Stream):  # type: ignore[misc]
    """A content stream; each document has a subclass of its own, with data about its boxes."""

    artifacts: ClassVar[Mapping[Any, Kind]]
    line_ends: ClassVar[Mapping[Any, LineEnd]]
    # The path of each photo, by WeasyPrint's id of its picture.
    paths: ClassVar[Mapping[str, str]]
    record: ClassVar[Record]
    # Names of fonts, by Pango's font keys.
    names: ClassVar[dict[int, str]]
    _line_end: LineEnd | None = None
    _formula: Any = None
    _font: WholeFont
    _meanings: list[Meaning] = []  # noqa: RUF012 - replaced, never changed

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Paint a box as content, or as an artifact if it is one."""
        self._line_end = self.line_ends.get(box)
        self.record.picture = "" if box.element is None else box.element.get("src", "")
        kind = self.artifacts.get(box)
        if kind is None and has_tokens(box.element):
            self._formula = box
            yield
            self._formula = None
        elif kind is None:
            with super().marked(box, tag):
                yield
        else:
            self.begin_marked_content("Artifact", pydyf.Dictionary({"Type": f"/{kind}"}))
            yield
            self.end_marked_content()
        self.record.picture = ""

    @contextmanager
    def ink(self, kind: str) -> Iterator[None]:
        """Paint a group of a formula: as content of its own, or as an artifact if it is a rule.

        In a formula that is an artifact as a whole, it is a part of it.
        """
        if self._formula is None:
            yield
            return
        if kind == RULE:
            self.begin_marked_content("Artifact", pydyf.Dictionary({"Type": "/Layout"}))
        else:
            number = len(self._tags)
            self._tags[self._formula, number] = {"tag": "Span", "mcid": number}
            self.begin_marked_content("Span", pydyf.Dictionary({"MCID": number}))
        yield
        self.end_marked_content()

    @property
    def space_at_end(self) -> float | None:
        """The width in px of the space at which what is painted ends; None if there is none."""
        return None if self._line_end == "hyphen" else self._line_end

    def forget_line_end(self) -> None:
        """Add nothing at the end of the line: it has been painted with its space."""
        self._line_end = None

    @contextmanager
    def meaning(self, meanings: list[Meaning]) -> Iterator[None]:
        """Give the glyphs that are shown meanings, one after another."""
        self._meanings = meanings[::-1]
        yield
        self._meanings = []

    def show_text(self, text: str) -> None:
        """Show a line, or a piece of one."""
        if self._meanings:
            text = _CODE.sub(self._with_meaning, text)
        super().show_text(text)

    def _with_meaning(self, code: re.Match[str]) -> str:
        found = self._meanings.pop() if self._meanings else None
        if found is None or found.glyph != int(code.group(), 16):
            self._meanings = []
            return code.group()
        return f"{found.font.alias_of(found.glyph, found.letters):04x}"

    def end_text(self) -> None:
        """End a piece of text; at a line end, add what text extraction needs."""
        if self._line_end == "hyphen":
            self._soften_hyphen()
        elif self._line_end:
            self._fill_gap(self._line_end)
        elif self._line_end is not None:
            self._add_space()
        super().end_text()

    def _soften_hyphen(self) -> None:
        """Declare that the last glyph is a soft hyphen (ISO 32000-1, 14.9.4)."""
        head, _, tail = self.stream.pop().rpartition(b">")
        self.stream.append(head[:-4] + b">] TJ")
        self.begin_marked_content("Span", pydyf.Dictionary({"ActualText": _SOFT_HYPHEN}))
        self.stream.append(b"[<" + head[-4:] + b">" + tail)
        self.end_marked_content()

    def _fill_gap(self, width: float) -> None:
        """Add a space, as wide in px as a gap, so that readers see no second one there."""
        space = self._font.add_space()
        _, size = self._current_font
        percent = 100_000 * width / (max(1, self._font.widths[space]) * size)
        self.stream.append(b"%.1f Tz [<%04x>] TJ 100 Tz" % (percent, space))

    def _add_space(self) -> None:
        """Add the space at which a line ends; some versions of Pango have it in the line."""
        space = b"<%04x>" % self._font.add_space()
        shown = self.stream.pop().removesuffix(b"] TJ")
        without = shown.rstrip(b"-.0123456789")
        if without.endswith(space):
            shown = without.removesuffix(space)
        self.stream.append(b"%b%b] TJ" % (shown, space))

    def set_color(self, color: Any, stroke: bool = False) -> None:  # noqa: FBT001, FBT002
        """Set a colour; colours that are not sRGB are recorded, as they cannot be printed."""
        if color.space not in _SRGB:
            self.record.unmapped.setdefault(str(color), self.record.picture)
        super().set_color(color, stroke)

    def set_color_rgb(self, *channels: Any) -> None:
        """Set a colour, and record its operator."""
        super().set_color_rgb(*channels)
        red, green, blue = (round(channel * 255) for channel in channels[:3])
        self.record.colours.setdefault(self.stream[-1], ((red, green, blue), self.record.picture))

    def add_shading(self, *arguments: Any, **more: Any) -> Any:
        """Begin a gradient, which is recorded, as gradients cannot be printed."""
        self.record.unmapped.setdefault("gradient", self.record.picture)
        return super().add_shading(*arguments, **more)

    def add_font(self, pango_font: Any) -> tuple[Any, float]:
        """Use a font, without subsetting it."""
        key, description, size = get_pango_font_key(pango_font)
        if key not in self.names:
            font = WholeFont(pango_font, description, size)
            self.names[key] = font.hash
            self._fonts.setdefault(font.hash, font)
        self._font = self._fonts[self.names[key]]
        return self._font, size

    def add_image(self, image: Any, interpolate: object, ratio: float) -> str:
        """Use a picture; a photo gets a placeholder."""
        path = self.paths[image.id]
        name: str = super().add_image(image, interpolate, ratio)
        self._images[name]["image"] = _Placeholder(path, image)
        self.record.photos.setdefault(name, Use(path, image.width))
        return name

    def draw_x_object(self, name: str) -> None:
        """Paint a picture or a group, and record how large a photo is."""
        use = self.record.photos.get(name)
        if use is not None:
            inches = hypot(self.ctm[0][0], self.ctm[0][1]) / 72
            self.record.photos[name] = replace(use, inches=max(use.inches, inches))
        super().draw_x_object(name)

"""SVG drawings: well formed, sized, and with nothing in them that acts or fetches."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from pipeline.load.report import SourceText
from pipeline.load.syntax import Spot

if TYPE_CHECKING:
    from pipeline.load.report import Report

_SVG: Final = "http://www.w3.org/2000/svg"
_ACTIVE: Final = frozenset(
    {
        "script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas",
        "animate", "animateMotion", "animateTransform", "animateColor", "set", "handler", "link",
    }
)  # fmt: skip
# Style that fetches: url() of anything but a part of the drawing, @import, image(). A backslash
# could spell any of them otherwise (CSS Syntax 3, section 4.3.7).
_OUTSIDE: Final = re.compile(r"url\((?!\s*[\"']?\s*#)|@import|image(-set)?\(|\\", re.IGNORECASE)
_PICTURE: Final = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)
_DOCTYPE: Final = "<!DOCTYPE"
_TAG: Final = re.compile(r"<[^>]*>?")


def check_drawing(path: str, data: bytes, report: Report) -> None:
    """Report what an SVG file must not hold.

    That is a document type (SVG 2 has none, and entities can unfold without end), scripts,
    event attributes, animation, foreign objects, style sheets and references to other files.
    """
    source = SourceText(path, data.decode("utf-8", "replace"))
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(source, report, parser)
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.characters
    parser.EndElementHandler = reader.end
    parser.StartDoctypeDeclHandler = reader.document_type
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.ParseFile(io.BytesIO(data))
    except _RefusedError:
        return
    except expat.ExpatError as error:
        message = f"the drawing is broken: {expat.ErrorString(error.code)}"
        place = source.place(Spot(error.lineno, error.offset + 1))
        report.add("N108", message, place, "save it again from the program that made it")


class _RefusedError(Exception):
    """The drawing holds something that is not read any further."""


@dataclass(slots=True)
class _Reader:
    source: SourceText
    report: Report
    parser: expat.XMLParserType
    style: str | None = None
    is_root: bool = True

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Look at one start tag."""
        space, _, tag = name.rpartition(" ")
        if self.is_root:
            self._root(space, tag, attributes)
        self.is_root = False
        if tag in _ACTIVE:
            self._find(f"<{tag}> is not allowed in a drawing")
        if tag == "style":
            self.style = ""
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)

    def characters(self, text: str) -> None:
        """Gather the text of a style sheet."""
        if self.style is not None:
            self.style += text

    def end(self, name: str) -> None:
        """Look at a style sheet that ends."""
        if name.rpartition(" ")[2] == "style" and self.style is not None:
            if _OUTSIDE.search(self.style):
                self._find("the drawing's style refers to another file")
            self.style = None

    def document_type(self, *_: object) -> None:
        """Refuse a document type at once, before its entities are read."""
        spot = self.source.spot_at(max(0, self.source.text.find(_DOCTYPE)), len(_DOCTYPE))
        hint = "take the line away; SVG has no document type"
        message = "a document type is not allowed in a drawing"
        self.report.add("N109", message, self.source.place(spot), hint)
        raise _RefusedError

    def instruction(self, target: str, _: str) -> None:
        """Look at a processing instruction."""
        if target == "xml-stylesheet":
            self._find("the drawing refers to a style sheet")

    def _root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if (space, tag) != (_SVG, "svg"):
            hint = f'the first element is <svg xmlns="{_SVG}">'
            self._find("the file is no SVG drawing", hint, "N108")
        elif "viewBox" not in attributes and not {"width", "height"} <= attributes.keys():
            self._find("the drawing has no size", 'add viewBox="0 0 width height"', "N108")

    def _attribute(self, key: str, value: str) -> None:
        if key.lower().startswith("on"):
            self._find(f"event attribute {key} is not allowed in a drawing")
        elif key == "href" and not (value.startswith("#") or _PICTURE.match(value)):
            self._find("the drawing refers to another file or address")
        elif key == "base" or _OUTSIDE.search(value):
            self._find(f"attribute {key} refers to another file or address")

    def _find(self, message: str, hint: str = "", code: str = "N109") -> None:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        text = self.source.place(Spot(line, column)).text[column - 1 :]
        match = _TAG.match(text)
        spot = Spot(line, column, len(match.group()) if match else 1)
        hint = hint or "export the drawing as plain SVG, with everything in it drawn"
        self.report.add(code, message, self.source.place(spot), hint)

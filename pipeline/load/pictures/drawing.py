"""Check SVG drawings: well formed, sized, drawable, without active or external content."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final
from xml.parsers import expat

from pipeline.invisible import CODE, HINT, find_invisible, plain_ends, without_invisible
from pipeline.load.pictures.drawable import Sheet, check_drawable
from pipeline.load.pictures.drawing_references import DEEPEST, Element
from pipeline.load.positions import Spot
from pipeline.load.report import SourceText

if TYPE_CHECKING:
    from pipeline.load.report import Report

_SVG: Final = "http://www.w3.org/2000/svg"
_ACTIVE: Final = frozenset(
    {
        "script", "foreignObject", "iframe", "object", "embed", "audio", "video", "canvas",
        "animate", "animateMotion", "animateTransform", "animateColor", "set", "handler", "link",
    }
)  # fmt: skip
# Styles that load something: url() of anything outside the drawing, @import, fonts, image() and
# the like. A backslash escape could disguise any of them (CSS Syntax 3, section 4.3.7).
_OUTSIDE: Final = re.compile(
    r"url\((?!\s*[\"']?\s*#)|@import|@font-face|\b(src|image|image-set|cross-fade|element)\(|\\",
    re.IGNORECASE,
)
_PICTURE: Final = re.compile(r"data:image/(png|jpeg);base64,", re.IGNORECASE)
_DOCTYPE: Final = "<!DOCTYPE"
_TAG: Final = re.compile(r"<[^>]*>?")
_PLAIN: Final = "export the drawing as plain SVG, with everything in it drawn"


def check_drawing(path: str, data: bytes, report: Report) -> None:
    """Report what an SVG file must not contain, and what the engine could not draw.

    The first is a document type (SVG 2 has none, and entities can unfold without end), scripts,
    event attributes, animation, foreign objects, style sheets and references to other files.
    """
    source, data = _decode(path, data, report)
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
        report.add("N108", message, place, "save it again in the program that made it")
        return
    check_drawable(reader.elements, reader.sheets, source, report)


def _decode(path: str, data: bytes, report: Report) -> tuple[SourceText, bytes]:
    """The text of a drawing, and its bytes as they are to be parsed.

    Characters not allowed in text are reported and left out, if the file is UTF-8.
    """
    try:
        text = plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return SourceText(path, plain_ends(data.decode("utf-8", "replace"))), data
    source = SourceText(path, text)
    for offset, message in find_invisible(text):
        report.add(CODE, message, source.place(source.spot_at(offset)), HINT)
    return source, without_invisible(text).encode()


class _RefusedError(Exception):
    """The drawing contains something after which it is not read any further."""


@dataclass(slots=True)
class _Reader:
    source: SourceText
    report: Report
    parser: expat.XMLParserType
    elements: list[Element] = field(default_factory=list)
    sheets: list[Sheet] = field(default_factory=list)
    opened: list[int] = field(default_factory=list)
    style: tuple[Spot, list[str]] | None = None
    """The spot and the text so far of the style sheet that is open, if one is."""

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Check one start tag."""
        space, _, tag = name.rpartition(" ")
        if not self.elements:
            self._root(space, tag, attributes)
        if tag in _ACTIVE:
            self._report(f"<{tag}> is not allowed in a drawing")
        for key, value in attributes.items():
            self._attribute(key.rpartition(" ")[2], value)
        self._add(tag, attributes)
        if tag == "style":
            self.style = (self.elements[-1].spot, [])

    def characters(self, text: str) -> None:
        """Gather the text of a style sheet."""
        for _, message in find_invisible(text):
            self._report(message, HINT, CODE)
        if self.style is not None:
            self.style[1].append(text)

    def end(self, name: str) -> None:
        """Check a style sheet at its end tag."""
        self.opened.pop()
        if name.rpartition(" ")[2] == "style" and self.style is not None:
            spot, parts = self.style
            sheet = Sheet(spot, "".join(parts))
            self._sheet(sheet)
            self.sheets.append(sheet)
            self.style = None

    def _sheet(self, sheet: Sheet) -> None:
        """Report what a style sheet fetches."""
        start = self.source.offset_of(sheet.spot)
        for match in _OUTSIDE.finditer(sheet.text):
            found = match.group()
            start = max(start, self.source.text.find(found, start))
            place = self.source.place(self.source.spot_at(start, len(found)))
            font = found.lower() == "@font-face"
            what = "declares a font" if font else "refers to another file"
            self.report.add("N109", f"the drawing's style {what}", place, _PLAIN)
            start += 1

    def document_type(self, *_: object) -> None:
        """Refuse a document type at once, before its entities are read."""
        spot = self.source.spot_at(max(0, self.source.text.find(_DOCTYPE)), len(_DOCTYPE))
        hint = "remove the line; SVG needs no document type"
        message = "a document type is not allowed in a drawing"
        self.report.add("N109", message, self.source.place(spot), hint)
        raise _RefusedError

    def instruction(self, target: str, _: str) -> None:
        """Check a processing instruction."""
        if target == "xml-stylesheet":
            self._report("the drawing refers to a style sheet")

    def _add(self, tag: str, attributes: dict[str, str]) -> None:
        """Keep an element, with its attributes of no name space and its reference."""
        if len(self.opened) >= DEEPEST:
            message = f"elements are nested more than {DEEPEST} deep"
            self._report(message, "ungroup some elements: export the drawing as plain SVG", "N108")
            raise _RefusedError
        names = {key: key.rpartition(" ")[2] for key in attributes}
        kept = {
            name: attributes[key]
            for key, name in names.items()
            if name in (key, "href")
        }  # fmt: skip
        parent = self.opened[-1] if self.opened else -1
        if parent >= 0:
            self.elements[parent].children.append(len(self.elements))
        self.opened.append(len(self.elements))
        self.elements.append(Element(tag, kept, parent, self._spot()))

    def _root(self, space: str, tag: str, attributes: dict[str, str]) -> None:
        if (space, tag) != (_SVG, "svg"):
            hint = f'the first element is <svg xmlns="{_SVG}">'
            self._report("the file is not an SVG drawing", hint, "N108")
        elif "viewBox" not in attributes and not {"width", "height"} <= attributes.keys():
            self._report("the drawing has no size", 'add viewBox="0 0 width height"', "N108")

    def _attribute(self, key: str, value: str) -> None:
        for _, message in find_invisible(value):
            self._report(message, HINT, CODE)
        if key.lower().startswith("on"):
            self._report(f"event attribute {key} is not allowed in a drawing")
        elif key == "href" and not (value.startswith("#") or _PICTURE.match(value)):
            self._report("the drawing refers to another file or address")
        elif key == "base" or (key != "href" and _OUTSIDE.search(value)):
            self._report(f"attribute {key} refers to another file or address")

    def _report(self, message: str, hint: str = _PLAIN, code: str = "N109") -> None:
        self.report.add(code, message, self.source.place(self._spot()), hint)

    def _spot(self) -> Spot:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        text = self.source.place(Spot(line, column)).text[column - 1 :]
        match = _TAG.match(text)
        return Spot(line, column, len(match.group()) if match else 1)

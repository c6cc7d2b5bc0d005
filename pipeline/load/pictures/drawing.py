"""Drawings as SVG: read, cleaned of what cannot be printed, checked for what cannot be drawn."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from xml.parsers import expat

from lxml import etree

from pipeline.invisible import CODE, HINT, find_invisible, plain_ends, without_invisible
from pipeline.load.pictures.drawable import check_drawable
from pipeline.load.pictures.drawing_cleaning import Cleaned, Part, RefusedDrawingError, clean
from pipeline.load.pictures.drawing_names import SVG
from pipeline.load.pictures.drawing_references import DEEPEST, Element
from pipeline.load.pictures.photos import can_be_read
from pipeline.load.pictures.undrawn import find_undrawn
from pipeline.load.positions import Spot
from pipeline.load.report import SourceText

if TYPE_CHECKING:
    from pipeline.load.report import Report

_MOST_STEPS: Final = 5_000_000
_MOST_ELEMENTS: Final = 200_000
_PHOTO: Final = re.compile(r"data:image/(png|jpeg|webp);base64,(.*)", re.IGNORECASE | re.DOTALL)
_TAG: Final = re.compile(r"<[^>]*>?")
_PLAIN: Final = "nothing need be done; plain SVG, as drawing programs export it, has none of it"


def clean_drawing(path: str, data: bytes, report: Report, language: str = "") -> bytes | None:
    """The copy of a drawing that editions use, or None if it cannot be used.

    ``language`` is that of the note. Reports what is left out of it as warnings, and as errors what
    the engine could not draw.
    """
    source, data = _decode(path, data, report)
    reader = _read(source, data, report)
    if reader is None:
        return None
    root = _tree(data, source, report)
    if root is None:
        return None
    spots = dict(zip(_elements(root), reader.spots, strict=True))
    told: set[str] = set()

    def tell(what: str, spot: Spot) -> None:
        if what not in told:
            told.add(what)
            message = f"{what} is left out of the drawing"
            report.add("N109", message, source.place(spot), _PLAIN, severity="warning")

    try:
        cleaned = clean(root, spots, _MOST_STEPS, tell, language)
    except RefusedDrawingError as error:
        report.add("N108", str(error), source.place(error.spot), error.hint)
        return None
    elements = _flat(cleaned)
    check_drawable(elements, source, report)
    has_photos = _check_inside(elements, source, report)
    is_undrawn = _tell_undrawn(elements, source, report)
    is_kept = cleaned.is_same and _stands_alone(data) and not has_photos and not is_undrawn
    return data if is_kept else cleaned.to_bytes()


def _stands_alone(data: bytes) -> bool:
    """Whether a drawing is in UTF-8, and has no document type and no style sheet beside it."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return "<!DOCTYPE" not in text and "<?xml-stylesheet" not in text


def _check_inside(elements: list[Element], source: SourceText, report: Report) -> bool:
    """Report the photos inside a drawing that cannot be read; says whether there are any."""
    found = False
    for element in elements:
        if match := _PHOTO.match(element.attributes.get("href", "")):
            found = True
            try:
                photo = base64.b64decode(match[2])
            except ValueError:
                photo = b""
            if not can_be_read(match[1].lower(), photo):
                hint = "remove it, and make a figure of it"
                message = "a picture inside the drawing is damaged or too large"
                report.add("N108", message, source.place(element.spot), hint)
    return found


def _tell_undrawn(elements: list[Element], source: SourceText, report: Report) -> bool:
    """Report the first element that the engine would draw wrongly: pages show a picture then.

    Says whether there is any.
    """
    for element in elements:
        attributes = "".join(f' {key}="{value}"' for key, value in element.attributes.items())
        if undrawn := find_undrawn(f"<{element.tag}{attributes}>".encode()):
            message = f"the drawing has {undrawn.what}: on pages it is a picture of 300 ppi"
            hint = "nothing need be done; to keep it sharp, draw it with plain shapes"
            report.add("N161", message, source.place(element.spot), hint, severity="warning")
            return True
    return False


def _elements(root: Any) -> Iterator[Any]:
    return (one for one in root.iter() if isinstance(one.tag, str))


def _read(source: SourceText, data: bytes, report: Report) -> _Reader | None:
    """Where each element of a drawing is; None if it is no drawing that can be read."""
    parser = expat.ParserCreate(namespace_separator=" ")
    reader = _Reader(source, report, parser)
    parser.StartElementHandler = reader.element
    parser.CharacterDataHandler = reader.characters
    parser.EndElementHandler = reader.end
    parser.ProcessingInstructionHandler = reader.instruction
    try:
        parser.ParseFile(io.BytesIO(data))
    except _RefusedError:
        return None
    except expat.ExpatError as error:
        message = f"the drawing is broken: {expat.ErrorString(error.code)}"
        place = source.place(Spot(error.lineno, error.offset + 1))
        report.add("N108", message, place, "save it again in the program that made it")
        return None
    return reader


def _tree(data: bytes, source: SourceText, report: Report) -> Any:
    """The tree of a drawing, with the entities that it declares itself; none of other files."""
    parser = etree.XMLParser(
        resolve_entities="internal",  # type: ignore[arg-type]
        load_dtd=False,
        no_network=True,
        remove_comments=True,
        remove_pis=True,
        huge_tree=True,
    )
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        message = f"the drawing is broken: {error.msg}"
        hint = "save it again in the program that made it"
        report.add("N108", message, source.place(Spot(max(line, 1), max(column, 1))), hint)
        return None


def _flat(cleaned: Cleaned) -> list[Element]:
    """The elements of a copy in their order, with their spots in the author's file."""
    found: list[Element] = []
    waiting: list[tuple[Part, int]] = [(cleaned.root, -1)]
    while waiting:
        part, parent = waiting.pop()
        place = len(found)
        if parent >= 0:
            found[parent].children.append(place)
        found.append(Element(part.tag, part.attributes, parent, part.spot))
        waiting += [(one, place) for one in reversed(part.inside)]
    return found


def _decode(path: str, data: bytes, report: Report) -> tuple[SourceText, bytes]:
    """The text of a drawing, and its bytes as they are to be parsed.

    Characters not allowed in text are reported and left out, if the file is UTF-8.
    """
    try:
        text = plain_ends(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return SourceText(path, plain_ends(data.decode("utf-8", "replace"))), data
    source = SourceText(path, text)
    found = list(find_invisible(text))
    for offset, message in found:
        report.add(CODE, message, source.place(source.spot_at(offset)), HINT)
    return source, without_invisible(text).encode() if found else data


class _RefusedError(Exception):
    """The drawing contains something after which it is not read any further."""


@dataclass(slots=True)
class _Reader:
    source: SourceText
    report: Report
    parser: expat.XMLParserType
    spots: list[Spot] = field(default_factory=list)
    depth: int = 0

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Check one start tag, and record where it is."""
        space, _, tag = name.rpartition(" ")
        spot = self._spot()
        if not self.spots and (space, tag) != (SVG, "svg"):
            hint = f'the first element is <svg xmlns="{SVG}">'
            self._report("the file is not an SVG drawing", hint, "N108")
            raise _RefusedError
        if self.depth >= DEEPEST:
            message = f"elements are nested more than {DEEPEST} deep"
            self._report(message, "ungroup some elements: export the drawing as plain SVG", "N108")
            raise _RefusedError
        if len(self.spots) >= _MOST_ELEMENTS:
            message = f"the drawing has more than {_MOST_ELEMENTS} elements"
            self._report(message, "make a PNG picture of it", "N108")
            raise _RefusedError
        for value in attributes.values():
            for _, message in find_invisible(value):
                self._report(message, HINT, CODE)
        self.spots.append(spot)
        self.depth += 1

    def characters(self, text: str) -> None:
        """Check the text."""
        for _, message in find_invisible(text):
            self._report(message, HINT, CODE)

    def instruction(self, target: str, _: str) -> None:
        """Tell of a style sheet beside the drawing."""
        if target == "xml-stylesheet":
            message = "a reference to another file is left out of the drawing"
            place = self.source.place(self._spot())
            self.report.add("N109", message, place, _PLAIN, severity="warning")

    def end(self, _: str) -> None:
        """Leave an element."""
        self.depth -= 1

    def _report(self, message: str, hint: str, code: str) -> None:
        self.report.add(code, message, self.source.place(self._spot()), hint)

    def _spot(self) -> Spot:
        line, column = self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1
        match = _TAG.match(self.source.place(Spot(line, column)).text, column - 1)
        return Spot(line, column, len(match.group()) if match else 1)

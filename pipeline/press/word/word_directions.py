"""Directions and complex scripts in the XML of a Word file.

Word goes by marks where other programs go by letters: a paragraph from right to left has ``w:bidi``
(ISO/IEC 29500-1, 17.3.1.6), a run of right-to-left text ``w:rtl`` (17.3.2.30), which also mirrors
its brackets, one of another complex script ``w:cs`` (17.3.2.7), and a table whose columns begin at
the right ``w:bidiVisual`` (17.4.1). Latin words in an Arabic paragraph are runs without a mark.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lxml import etree

from pipeline.languages import direction_of, is_right_to_left, word_tag
from pipeline.languages.word_faces import RIGHT_TO_LEFT, WORD_FACES
from pipeline.languages.writing import letters_of, script_of, script_of_letter, writing_system
from pipeline.press.word.word_lines import RunText, stretches_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.languages import Direction
    from pipeline.press.word.word_lines import Stretch

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
# What comes behind a mark in its parent, whose children are a sequence.
_AFTER_BIDI: Final = frozenset(
    f"{_W}{name}"
    for name in (
        *("adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing", "mirrorIndents"),
        *("suppressOverlap", "jc", "textDirection", "textAlignment", "textboxTightWrap"),
        *("outlineLvl", "divId", "cnfStyle", "rPr", "sectPr", "pPrChange"),
    )
)
_AFTER_SCRIPT: Final = frozenset(
    f"{_W}{name}" for name in ("em", "lang", "eastAsianLayout", "specVanish", "oMath", "rPrChange")
)
_R: Final = f"[{letters_of(RIGHT_TO_LEFT)}]"
_C: Final = f"[{letters_of(tuple(code for code in WORD_FACES if code not in RIGHT_TO_LEFT))}]"
# In text of either direction: letters of other scripts that Word calls complex.
_COMPLEX: Final = re.compile(rf"{_C}(?:[\W\d]*{_C})*")
_ANY: Final = re.compile(f"{_R}|{_C}")
# What stands in a line and has no letters of its own.
_MATH: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/math}oMath"
_CODE: Final = "VerbatimChar"


@dataclass(frozen=True, slots=True)
class _Part:
    """Part of a text, with the mark of its run (``rtl``, ``cs`` or none) and a complex script."""

    text: str
    mark: str = ""
    script: str = ""


def set_directions(root: etree._Element, language: str) -> None:
    """Mark the paragraphs, runs, tables and sections of a part of a Word file in ``language``."""
    turned = is_right_to_left(language)
    if turned:
        _turn(root)
    for mark in root.iter(f"{_W}lang"):
        tag = mark.get(f"{_W}val", "")
        if script_of(tag) in WORD_FACES:
            mark.set(f"{_W}bidi", word_tag(tag))
    for paragraph in root.iter(f"{_W}p"):
        for line in _lines(paragraph):
            _set_line(line, language)


def _lines(paragraph: etree._Element) -> Iterator[list[etree._Element]]:
    """Yield the runs of a paragraph that have text, in lists that nothing else parts."""
    line: list[etree._Element] = []
    for element in paragraph.iter(f"{_W}r", _MATH):
        said = [child.tag for child in element if child.tag != f"{_W}rPr"]
        if said == [f"{_W}t"]:
            line.append(element)
        elif said != [f"{_W}footnoteReference"]:
            yield line
            line = []
    yield line


def _set_line(line: list[etree._Element], language: str) -> None:
    """Divide the runs of a line into those of one direction and one script, with their marks."""
    direction, own = direction_of(language), script_of(language)
    texts = [RunText(_text(run), _whole(run, language), _is_code(run)) for run in line]
    for run, found in zip(line, stretches_of(texts, direction), strict=True):
        _divide(run, [part for one in found for part in _parts(one, direction)], own)


def _text(run: etree._Element) -> str:
    return run.findtext(f"{_W}t") or ""


def _whole(run: etree._Element, language: str) -> str:
    """The name of what a run is part of: a link, or a passage in another language."""
    for link in run.iterancestors(f"{_W}hyperlink"):
        return f"link {id(link)}"
    tag = run.find(f"{_W}rPr/{_W}lang")
    said = "" if tag is None else tag.get(f"{_W}val", "")
    return said if said and direction_of(said) != direction_of(language) else ""


def _is_code(run: etree._Element) -> bool:
    style = run.find(f"{_W}rPr/{_W}rStyle")
    return style is not None and style.get(f"{_W}val") == _CODE


def _turn(root: etree._Element) -> None:
    """Let paragraphs, tables and sections begin at the right."""
    for paragraph in root.iter(f"{_W}p"):
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            properties = etree.Element(f"{_W}pPr")
            paragraph.insert(0, properties)
        _insert(properties, "bidi", _AFTER_BIDI)
        # Here left is where a line begins; numbers stand under one another at the right.
        for side in properties.iter(f"{_W}jc"):
            if side.get(f"{_W}val") == "right":
                side.set(f"{_W}val", "left")
    for properties in root.iter(f"{_W}tblPr"):
        style = properties.find(f"{_W}tblStyle")
        properties.insert(0 if style is None else 1, etree.Element(f"{_W}bidiVisual"))
    for section in root.iter(f"{_W}sectPr"):
        etree.SubElement(section, f"{_W}bidi")
        etree.SubElement(section, f"{_W}rtlGutter")


def _insert(parent: etree._Element, name: str, followers: frozenset[str]) -> None:
    """Insert an empty element into a sequence, before those that follow it."""
    place = next((at for at, child in enumerate(parent) if child.tag in followers), len(parent))
    parent.insert(place, etree.Element(f"{_W}{name}"))


def _divide(run: etree._Element, parts: list[_Part], own: str) -> None:
    """Put runs of one direction and one script in the place of a run."""
    parent = run.getparent()
    if parent is None or parts == [_Part(_text(run))]:
        return
    at, tail, run.tail = parent.index(run), run.tail, None
    made = [_part(run, one, own) for one in parts]
    made[-1].tail = tail
    parent[at : at + 1] = made


def _part(run: etree._Element, stretch: _Part, own: str) -> etree._Element:
    """A run like another with a part of its words, and the mark of these."""
    part = deepcopy(run)
    for said in part.iter(f"{_W}t"):
        said.text = stretch.text
        said.set(_SPACE, "preserve")
    if not stretch.mark:
        return part
    properties = part.find(f"{_W}rPr")
    if properties is None:
        properties = etree.Element(f"{_W}rPr")
        part.insert(0, properties)
    script = stretch.script or own
    if script != own:
        _name_face(properties, WORD_FACES[script].name)
    if writing_system(script).plain:
        _make_upright(properties)
    _insert(properties, stretch.mark, _AFTER_SCRIPT)
    return part


def _name_face(properties: etree._Element, name: str) -> None:
    """Name the face of the complex script of a run."""
    faces = properties.find(f"{_W}rFonts")
    if faces is None:
        faces = etree.Element(f"{_W}rFonts")
        properties.insert(0 if properties.find(f"{_W}rStyle") is None else 1, faces)
    faces.set(f"{_W}cs", name)


def _make_upright(properties: etree._Element) -> None:
    """Show emphasis by weight: letters of these scripts are not slanted (``w:i`` is for Latin)."""
    slanted = properties.find(f"{_W}iCs")
    if slanted is None:
        return
    slant = properties.find(f"{_W}i")
    if properties.find(f"{_W}bCs") is None:
        place = properties.index(slanted if slant is None else slant)
        properties.insert(place, etree.Element(f"{_W}bCs"))
    properties.remove(slanted)


def _parts(stretch: Stretch, direction: Direction) -> list[_Part]:
    """The parts of a stretch that are of one script, with the signs that isolate it."""
    text = f"{stretch.before}{stretch.text}{stretch.behind}"
    if (direction == "rtl") != stretch.is_against:
        return [_Part(text, "rtl", _script(text))]
    if direction == "rtl" and not stretch.is_code and not any(map(str.isalpha, text)):
        # A number in the face of the others.
        return [_Part(text, "cs")]
    return [
        _Part(words, "cs", _script(words)) if is_complex else _Part(words)
        for words, is_complex in _parted(_COMPLEX, text)
    ]


def _parted(pattern: re.Pattern[str], text: str) -> Iterator[tuple[str, bool]]:
    """Yield what a pattern matches in a text, and what is between, each with which of the two."""
    done = 0
    for match in pattern.finditer(text):
        if match.start() > done:
            yield text[done : match.start()], False
        yield match.group(), True
        done = match.end()
    if done < len(text):
        yield text[done:], False


def _script(text: str) -> str:
    """The first complex script in a text; empty if there is none."""
    letter = _ANY.search(text)
    return script_of_letter(letter.group()) if letter else ""

"""A note for a translator as XLIFF 2.1 (OASIS Standard, 13 February 2018)."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from pipeline.translating.files.exchange import described, may_go
from pipeline.translating.marks.content import Code

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lxml.etree import _Element

    from pipeline.translating.files.exchange import Item, Package, Segment
    from pipeline.translating.marks.content import CodeKind, Content

CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
"""The namespace of the core (2.1 has that of 2.0)."""
MATCHES: Final = "urn:oasis:names:tc:xliff:matches:2.0"
"""The namespace of the Translation Candidates module."""
MARK: Final = "notepress:translation"
"""The category of the note that says which translation a unit had."""
CHANGED: Final = "notepress:changed"
"""The sub-state of a translation whose original has changed since."""

_SPACE: Final = "{http://www.w3.org/XML/1998/namespace}space"
_PREFIXES: Final[Any] = {None: CORE, "mtc": MATCHES}
_TYPES: Final[dict[CodeKind, tuple[str, str]]] = {
    "emphasis": ("fmt", "xlf:i"),
    "strong": ("fmt", "xlf:b"),
    "raised": ("fmt", "notepress:superscript"),
    "lowered": ("fmt", "notepress:subscript"),
    "link": ("link", "notepress:link"),
    "address": ("link", "notepress:address"),
    "reference": ("link", "notepress:reference"),
    "line break": ("fmt", "xlf:lb"),
}


def write_xliff(package: Package) -> bytes:
    """The file, indented, with the same bytes for the same note."""
    root = etree.Element(
        f"{{{CORE}}}xliff",
        {
            "version": "2.1",
            "srcLang": package.source_language,
            "trgLang": package.target_language,
        },
        nsmap=_PREFIXES,
    )
    numbers = itertools.count(1)
    groups = itertools.groupby(package.items, key=lambda item: item.unit.path)
    for number, (path, items) in enumerate(groups, 1):
        file = _below(root, "file", id=f"f{number}", original=f"{package.note}/{path}")
        for item in items:
            _write_unit(file, item, f"u{next(numbers)}")
    _indent(root)
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'.encode()


def _write_unit(file: _Element, item: Item, name: str) -> None:
    unit = _below(file, "unit", id=name, name=item.unit.key, canResegment="no")
    if item.previous is not None and item.old is not None:
        _write_match(unit, item.previous, item.old)
    notes = _below(unit, "notes")
    _note(notes, "context", described(item.unit))
    _note(notes, "location", f"{item.unit.path}:{item.unit.line}")
    if item.previous is not None:
        _note(notes, "previous source", item.previous.shown)
    if item.mark:
        _note(notes, MARK, item.mark)
    typed: dict[str, str] = {}
    for number, code in enumerate(item.codes, 1):
        typed.setdefault(code.typed, f"d{number}")
    if typed:
        data = _below(unit, "originalData")
        for text, identifier in typed.items():
            _below(data, "data", id=identifier).text = _as_xml(text)
    for number, segment in enumerate(item.segments, 1):
        _write_segment(unit, segment, item, number, typed)
        if segment.space:
            ignorable = _below(unit, "ignorable")
            _text_below(ignorable, "source").text = segment.space


def _write_segment(
    unit: _Element, segment: Segment, item: Item, number: int, typed: Mapping[str, str]
) -> None:
    state = {"state": "translated" if item.is_ready else "initial"}
    if item.previous is not None:
        state["subState"] = CHANGED
    element = _below(unit, "segment", id=f"s{number}", **state)
    _write_content(_text_below(element, "source"), segment.source, typed)
    if segment.target is not None:
        _write_content(_text_below(element, "target"), segment.target, typed)


def _write_match(unit: _Element, previous: Content, old: Content) -> None:
    matches = etree.SubElement(unit, f"{{{MATCHES}}}matches")
    match = etree.SubElement(matches, f"{{{MATCHES}}}match", {"ref": "#s1", "type": "tm"})
    _write_content(_text_below(match, "source"), previous, {})
    _write_content(_text_below(match, "target"), old, {})


def _note(notes: _Element, category: str, text: str) -> None:
    _below(notes, "note", category=category).text = _as_xml(text)


def _write_content(element: _Element, content: Content, typed: Mapping[str, str]) -> None:
    """Put text and codes into an element; passages that end inside become one element each."""
    whole = _whole_passages(content.codes)
    inside = [element]
    for piece in content.pieces:
        if not isinstance(piece, Code):
            _append_text(inside[-1], _as_xml(piece))
        elif piece.role == "alone":
            _below(inside[-1], "ph", **_attributes(piece, typed, ""))
        elif piece.number not in whole:
            _below(inside[-1], "sc" if piece.role == "open" else "ec", **_end(piece, typed))
        elif piece.role == "open":
            last = whole[piece.number]
            attributes = _attributes(piece, typed, "Start") | _attributes(last, typed, "End")
            inside.append(_below(inside[-1], "pc", **attributes))
        else:
            inside.pop()


def _whole_passages(codes: Sequence[Code]) -> dict[int, Code]:
    """The ends of the passages that begin and end here, inside one another, by number."""
    found: dict[int, Code] = {}
    opened: list[int] = []
    for code in codes:
        if code.role == "open":
            opened.append(code.number)
        elif code.role == "close" and code.number in opened:
            while opened[-1] != code.number:
                opened.pop()
            opened.pop()
            found[code.number] = code
    return found


def _attributes(code: Code, typed: Mapping[str, str], end: str) -> dict[str, str]:
    kind, detail = _TYPES.get(code.kind, ("other", f"notepress:{code.kind.replace(' ', '-')}"))
    found = {
        "id": str(code.number),
        "type": kind,
        "subType": detail,
        f"equiv{end}": _as_xml(code.shown if end != "End" else ""),
        f"disp{end}": _as_xml(code.shown if end != "End" else ""),
    }
    if not may_go(code):
        found |= {"canDelete": "no", "canCopy": "no"}
    if code.typed in typed:
        found[f"dataRef{end}"] = typed[code.typed]
    if end == "End":
        del found["equivEnd"], found["dispEnd"]
    return found


def _end(code: Code, typed: Mapping[str, str]) -> dict[str, str]:
    """The attributes of one end of a passage that goes on in another segment."""
    found = _attributes(code, typed, "")
    if code.role == "close":
        found["startRef"] = found.pop("id")
        del found["type"], found["subType"]
    return found


def _below(element: _Element, name: str, /, **attributes: str) -> _Element:
    return etree.SubElement(element, f"{{{CORE}}}{name}", attributes)


def _text_below(element: _Element, name: str) -> _Element:
    """An element in which spaces are as they are."""
    return etree.SubElement(element, f"{{{CORE}}}{name}", {_SPACE: "preserve"})


def _append_text(element: _Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def _as_xml(text: str) -> str:
    """A text in which characters that XML cannot hold are replaced."""
    return "".join(
        sign
        if sign in "\t\n"
        or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
        else "\N{REPLACEMENT CHARACTER}"
        for sign in text
    )


def _indent(root: _Element) -> None:
    """Put each element on a line of its own, but for what has text in it."""
    waiting = [(root, 1)]
    while waiting:
        element, depth = waiting.pop()
        if not len(element) or etree.QName(element).localname in {"source", "target"}:
            continue
        element.text = "\n" + " " * depth
        for child in element:
            child.tail = "\n" + " " * depth
            waiting.append((child, depth + 1))
        element[-1].tail = "\n" + " " * (depth - 1)

"""XLIFF 2 that came back from a translator -> its segments, or what is wrong with the file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from lxml import etree

from pipeline.translating.files.marked_file import Returned
from pipeline.translating.files.tags import Tag
from pipeline.translating.files.xliff_writing import CORE, MARK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from pipeline.translating.files.marked_file import ReturnedFile
    from pipeline.translating.files.tags import Marked

_DECLARES: Final = re.compile(rb"<\x00?!\x00?(?:D\x00?O\x00?C\x00?T|E\x00?N\x00?T)", re.IGNORECASE)
_READY: Final = frozenset({"translated", "reviewed", "final"})
_REVIEWED: Final = frozenset({"reviewed", "final"})
_VERSIONS: Final = frozenset({"2.0", "2.1", "2.2"})
_NUMBER: Final = re.compile(r"[1-9][0-9]{0,5}")
_DEEPEST: Final = 60
_UNKNOWN: Final = -1
"""The number of a code that no file of notepress has."""
_DECLARED: Final = "the file declares a document type or entities, which no XLIFF needs"
_AGAIN: Final = "export the file again, and translate that"


def read_xliff(content: bytes, file: ReturnedFile) -> None:
    """Read what a file has, and report what is wrong with it."""
    if _DECLARES.search(content):
        file.report("N445", _DECLARED, 1, "remove the declaration")
        return
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 0
        file.report("N445", f"this is no XML: {error.msg}", line, _AGAIN)
        return
    if root.getroottree().docinfo.internalDTD is not None:  # In an encoding such as UTF-32.
        file.report("N445", _DECLARED, 1, "remove the declaration")
        return
    version = root.get("version", "")
    if root.tag != f"{{{CORE}}}xliff" or version not in _VERSIONS:
        is_older = etree.QName(root).localname == "xliff"
        what = f"XLIFF {version or 'without a version'}" if is_older else "no XLIFF"
        file.report("N445", f"this is {what}", 1, "save it as XLIFF 2.1 or 2.0, as it was exported")
        return
    file.source_language, file.target_language = root.get("srcLang", ""), root.get("trgLang", "")
    names = {one.get("original", "").partition("/text/")[0] for one in root.iter(f"{{{CORE}}}file")}
    file.note = min((name.partition("/note.yaml")[0] for name in names), default="")
    for unit in root.iter(f"{{{CORE}}}unit"):
        _read_unit(unit, file)


def _read_unit(unit: _Element, file: ReturnedFile) -> None:
    key = unit.get("name", "")
    marks = (one for one in unit.iter(f"{{{CORE}}}note") if one.get("category") == MARK)
    mark = next((_text(one) for one in marks), "")
    segments = list(unit.iterchildren(f"{{{CORE}}}segment", f"{{{CORE}}}ignorable"))
    pairs = zip(segments, [*segments[1:], None], strict=True)
    whole = [(one, after) for one, after in pairs if one.tag == f"{{{CORE}}}segment"]
    for number, (segment, after) in enumerate(whole, 1):
        source = segment.find(f"{{{CORE}}}source")
        target = segment.find(f"{{{CORE}}}target")
        line = _line(segment if target is None else target)
        if source is None:
            file.report("N445", f"a segment of {key or 'a unit'} has no source", line, _AGAIN)
            continue
        state = segment.get("state", "initial")
        space = None
        if after is not None and after.tag == f"{{{CORE}}}ignorable":
            space = after.find(f"{{{CORE}}}source")
        file.segments.append(
            Returned(
                key=key,
                part=number if len(whole) > 1 else 0,
                source=_content(source, file),
                target=None if target is None else _content(target, file) or None,
                is_ready=state in _READY,
                is_reviewed=state in _REVIEWED,
                mark=mark,
                line=line,
                space=_text(space),
            )
        )


def _text(element: _Element | None) -> str:
    return "" if element is None else "".join(str(one) for one in element.itertext())


def _line(element: _Element) -> int:
    line: Any = element.sourceline
    return int(line or 0)


def _content(element: _Element, file: ReturnedFile) -> Marked:
    return tuple(one for one in _pieces(element, file, 0) if one != "")


def _pieces(element: _Element, file: ReturnedFile, depth: int) -> Iterator[str | Tag]:
    if depth > _DEEPEST:
        file.report("N445", "marks are nested too deep here", _line(element), _AGAIN)
        return
    yield element.text or ""
    for child in element:
        yield from _inline(child, file, depth)
        yield child.tail or ""


def _inline(child: _Element, file: ReturnedFile, depth: int) -> Iterator[str | Tag]:
    if not isinstance(child.tag, str):
        return
    match etree.QName(child).localname:
        case "pc":
            number = _number(child.get("id", ""))
            yield Tag("open", number)
            yield from _pieces(child, file, depth + 1)
            yield Tag("close", number)
        case "ph":
            yield Tag("alone", _number(child.get("id", "")))
        case "sc":
            yield Tag("open", _number(child.get("id", "")))
        case "ec":
            yield Tag("close", _number(child.get("startRef", "") or child.get("id", "")))
        case "mrk":
            yield from _pieces(child, file, depth + 1)
        case "sm" | "em":
            return
        case "cp":
            yield "\N{REPLACEMENT CHARACTER}"
        case other:
            message = f"<{other}> has no place in the text of a segment"
            file.report("N445", message, _line(child), _AGAIN)


def _number(identifier: str) -> int:
    return int(identifier) if _NUMBER.fullmatch(identifier) else _UNKNOWN

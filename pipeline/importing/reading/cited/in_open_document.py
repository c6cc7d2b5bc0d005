"""Citations in texts of OpenDocument: the reference marks of Zotero and Mendeley, and its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.fields import is_citation, is_list, read_field
from pipeline.importing.citations.library import Library
from pipeline.importing.citations.marks import mark_of
from pipeline.importing.citations.open_document_marks import read_mark_of_work
from pipeline.importing.citations.references import References
from pipeline.importing.citations.typing import Cited, typed
from pipeline.importing.reading.cited.headings import LIST, LIST_HEADING, UNREAD, is_heading_of_list

if TYPE_CHECKING:
    from collections.abc import Iterator

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_META: Final = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_SPACES: Final = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
_LINES: Final = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
_FIELD: Final = "{urn:openoffice:names:experimental:ooo-ms-interop:xmlns:field:1.0}"
_MARKS: Final = (
    f"{_TEXT}reference-mark-start",
    f"{_TEXT}bibliography-mark",
    # A field of Word, in a file that was one.
    f"{_FIELD}fieldmark-start",
)
_JABREF: Final = re.compile(r"JABREF_")
_STYLE: Final = re.compile(r"<style\b[^>]*\bid=\"([^\"]+)\"")


def take_citations(root: Any, meta: Any) -> References:
    """The works that a text cites; marks stand in it for citations, and its lists are gone.

    ``root`` is that of its content, ``meta`` of its metadata, or None.
    """
    taker = _Taker()
    for section in list(root.iter(f"{_TEXT}section", f"{_TEXT}bibliography")):
        name = section.get(f"{_TEXT}name", "")
        if section.tag == f"{_TEXT}bibliography" or is_list(name) or name == "JR_bib":
            taker.take_list(section)
    for element in list(root.iter(*_MARKS)):
        taker.take(element)
    items = taker.library.items
    return References(
        items=items,
        keys=frozenset(item["id"] for item in items),
        style=_style(meta) if items else "",
        left=tuple(taker.left),
        unread=tuple(taker.unread),
    )


def _style(meta: Any) -> str:
    if meta is None:
        return ""
    parts = {
        one.get(f"{_META}name", ""): "".join(one.itertext())
        for one in meta.iter(f"{_META}user-defined")
    }
    names = sorted(name for name in parts if name.startswith("ZOTERO_PREF_"))
    match = _STYLE.search("".join(parts[name] for name in names))
    return match[1] if match else ""


class _Taker:
    def __init__(self) -> None:
        self.library = Library()
        self.left: list[tuple[str, str]] = []
        self.unread: list[tuple[str, str]] = []

    def take(self, element: Any) -> None:
        if element.tag == f"{_TEXT}bibliography-mark":
            values = {str(key).rpartition("}")[2]: text for key, text in element.attrib.items()}
            shown = "".join(element.itertext()).strip()
            if mark := self._mark(read_mark_of_work(values, self.library), shown):
                _replace(element, mark)
            return
        line = next(element.iterancestors(*_LINES), None)
        if line is None:
            return
        name = element.get(f"{_TEXT}name", "")
        start, end = element, (f"{_TEXT}reference-mark-end", name)
        if element.tag == f"{_FIELD}fieldmark-start":
            name = next((one.get(f"{_FIELD}value", "") for one in element), "")
            start = next(element.itersiblings(f"{_FIELD}fieldmark-separator"), element)
            end = (f"{_FIELD}fieldmark-end", "")
            if is_list(name):
                self._take_lines(line)
                return
        if is_citation(name) or _JABREF.match(name):
            self._take_between(line, (start, end), name)

    def _take_between(self, line: Any, ends: tuple[Any, tuple[str, str]], name: str) -> None:
        """Put a mark in the place of what a line shows between two of its elements."""
        element = ends[0]
        slots = list(_between(line, *ends))
        shown = "".join(" " if where == "space" else _read(one, where) for one, where in slots)
        if mark := self._mark(read_field(name, "", self.library), shown.strip()):
            for one, where in slots:
                _write(one, where, "")
            element.tail = f"{mark}{element.tail or ''}"

    def _take_lines(self, line: Any) -> None:
        """Take the lines of a list of works, from the first to the one that ends its field."""
        lines = [line]
        while lines[-1].find(f".//{_FIELD}fieldmark-end") is None:
            following = lines[-1].getnext()
            if following is None or following.tag not in _LINES:
                break
            lines.append(following)
        self._take_heading(line)
        for one in lines:
            if text := _words(one):
                self.left.append((text, LIST))
            _replace(one, "")

    def _mark(self, cited: tuple[Cited, ...], shown: str) -> str:
        if not cited:
            if shown:
                self.unread.append((shown, UNREAD))
            return ""
        return mark_of(typed(cited), shown)

    def take_list(self, section: Any) -> None:
        """Take a list of works out of the text, with the heading above it."""
        for line in section.iter(*_LINES):
            if text := _words(line):
                self.left.append((text, LIST))
        self._take_heading(section)
        _replace(section, "")

    def _take_heading(self, element: Any) -> None:
        above = element.getprevious()
        while above is not None and above.tag in _LINES and not _words(above):
            above = above.getprevious()
        if above is not None and above.tag in _LINES and is_heading_of_list(_words(above)):
            self.left.append((_words(above), LIST_HEADING))
            _replace(above, "")


def _words(element: Any) -> str:
    return " ".join("".join(element.itertext()).split())


def _replace(element: Any, text: str) -> None:
    """Put text in the place of an element."""
    parent, previous = element.getparent(), element.getprevious()
    text = f"{text}{element.tail or ''}"
    if previous is not None:
        previous.tail = f"{previous.tail or ''}{text}"
    else:
        parent.text = f"{parent.text or ''}{text}"
    parent.remove(element)


def _between(line: Any, start: Any, end: tuple[str, str]) -> Iterator[tuple[Any, str]]:
    """Yield where text stands behind a mark in a line, up to the mark that ends it.

    ``end`` is the tag of the latter, and its name if it has one.
    """
    from lxml import etree

    inside = False
    for event, one in etree.iterwalk(line, events=("start", "end")):
        if event == "start" and one is start:
            inside = True
        elif event == "start" and inside:
            if (one.tag, one.get(f"{_TEXT}name", "")) == end:
                return
            yield one, "space" if one.tag in _SPACES else "text"
        elif event == "end" and inside and one is not line:
            yield one, "tail"


def _read(element: Any, where: str) -> str:
    return (element.text if where == "text" else element.tail) or ""


def _write(element: Any, where: str, text: str) -> None:
    if where == "text":
        element.text = text
    elif where == "tail":
        element.tail = text
    else:
        element.attrib.clear()
        element.tag = f"{_TEXT}soft-page-break"  # Which shows nothing.

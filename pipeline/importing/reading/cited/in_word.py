"""Citations in Word files: fields, content controls and bookmarks of the programs that keep them.

What they show is replaced by a mark, which becomes a citation behind pandoc, and the lists of
works that they typed are taken out of the text.
"""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.fields import (
    LIST_TAGS,
    MENDELEY_TAG,
    is_citation,
    is_list,
    read_field,
    read_tag,
)
from pipeline.importing.citations.library import Library
from pipeline.importing.citations.marks import mark_of
from pipeline.importing.citations.references import References
from pipeline.importing.citations.typing import Cited, typed
from pipeline.importing.citations.word_sources import (
    is_word_citation,
    read_sources,
    read_word_field,
)
from pipeline.importing.reading.cited.headings import (
    LIST,
    LIST_HEADING,
    UNREAD,
    is_heading_of_list,
)
from pipeline.importing.reading.cited.shown import (
    SEEN,
    above,
    between,
    drop_if_empty,
    paragraph_of,
    put,
    remove,
    text_of,
)
from pipeline.importing.reading.word_archive import W, parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_SOURCES_PART: Final = re.compile(r"customXml/item\d*\.xml")
_SOURCES: Final = re.compile(rb"<(?:\w+:)?Sources\b[^>]*\bbibliography[\"']", re.IGNORECASE)
_PROPERTIES: Final = "docProps/custom.xml"
_BOOKMARK: Final = "ZOTERO_BREF_"
_STYLE: Final = re.compile(r"<style\b[^>]*\bid=\"([^\"]+)\"")


@dataclass(slots=True)
class _Field:
    """A field from its begin to its end, and those around it."""

    begin: Any
    instruction: list[str] = dataclasses.field(default_factory=list)
    data: str = ""
    codes: list[Any] = dataclasses.field(default_factory=list)
    shown: list[Any] = dataclasses.field(default_factory=list)
    shows: bool = False


class WordCitations:
    """Takes the citations out of the parts of one Word file."""

    def __init__(self, parts: Mapping[str, bytes], name: str) -> None:
        self._library = Library()
        self._sources: dict[str, dict[str, Any]] = {}
        self._style = ""
        self._left: list[tuple[str, str]] = []
        self._unread: list[tuple[str, str]] = []
        self._word_style = ""
        for path in filter(_SOURCES_PART.fullmatch, sorted(parts)):
            if _SOURCES.search(parts[path][:2000]):
                root = parse(parts[path], name)
                self._sources |= read_sources(root)
                self._word_style = self._word_style or root.get("StyleName", "")
        self._properties = _custom_properties(parts, name)
        if match := _STYLE.search(self._joined("ZOTERO_PREF")):
            self._style = match[1]

    @property
    def references(self) -> References:
        """The works of all citations that were taken."""
        items = self._library.items
        return References(
            items=items,
            keys=frozenset(item["id"] for item in items),
            style=self._style,
            left=tuple(self._left),
            unread=tuple(self._unread),
        )

    def take(self, root: Any) -> None:
        """Put marks for the citations of a part, in its order, and take its lists of works out."""
        ends = {one.get(f"{W}id"): one for one in root.iter(f"{W}bookmarkEnd")}
        around: list[_Field] = []
        elements = list(root.iter())
        for place, element in enumerate(elements):
            if element.tag == f"{W}sdt":
                self._control(element)
            elif element.tag == f"{W}fldSimple":
                self._simple(element)
            elif element.tag == f"{W}bookmarkStart":
                end = ends.get(element.get(f"{W}id"))
                self._bookmark(element, between(elements, place, end))
            elif element.tag == f"{W}fldChar":
                self._boundary(element, around)
            elif around and element.tag == f"{W}instrText":
                around[-1].instruction.append(element.text or "")
                around[-1].codes.append(element)
            elif around and element.tag in SEEN and all(one.shows for one in around):
                for one in around:
                    one.shown.append(element)

    def _joined(self, name: str) -> str:
        """A property that is kept in several, as none may be longer than 255 characters."""
        found: list[str] = []
        while (part := self._properties.get(f"{name}_{len(found) + 1}")) is not None:
            found.append(part)
        return "".join(found)

    def _read(self, instruction: str, data: str) -> tuple[Cited, ...]:
        if is_word_citation(instruction):
            found = read_word_field(instruction, self._sources, self._library)
            if found and not self._style:
                self._style = self._word_style
            return found
        return read_field(instruction, data, self._library)

    def _settle(self, cited: tuple[Cited, ...], shown: list[Any], place: Any) -> bool:
        """Put a mark at the place of a code or of what is shown, and remove the latter."""
        text = text_of(shown)
        words = text.strip()
        if not cited:
            if words:
                self._unread.append((words, UNREAD))
            return False
        # Word itself has the space before a citation in its field.
        before, after = (text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :])
        put(place, f"{before}{mark_of(typed(cited), words)}{after if words else ''}")
        remove(one for one in shown if one is not place)
        return True

    def _control(self, control: Any) -> None:
        """A content control of Mendeley Cite, or one around a list of works."""
        tag = control.find(f"{W}sdtPr/{W}tag")
        value = tag.get(f"{W}val", "") if tag is not None else ""
        gallery = control.find(f"{W}sdtPr//{W}docPartGallery")
        content = control.find(f"{W}sdtContent")
        shown = [one for one in content.iter() if one.tag in SEEN] if content is not None else []
        if value.startswith(MENDELEY_TAG) and shown:
            self._settle(read_tag(value, self._library), shown, shown[0])
        elif value in LIST_TAGS or (
            gallery is not None and gallery.get(f"{W}val") == "Bibliographies"
        ):
            self._take_list(shown)

    def _simple(self, one: Any) -> None:
        instruction = one.get(f"{W}instr", "")
        shown = [part for part in one.iter() if part.tag in SEEN]
        if is_list(instruction):
            self._take_list(shown)
        elif _cites(instruction) and shown:
            data = "".join(one.itertext(f"{W}fldData"))
            self._settle(self._read(instruction, data), shown, shown[0])

    def _boundary(self, element: Any, around: list[_Field]) -> None:
        """The begin, middle or end of a field, in which others may be (17.16.18)."""
        kind = element.get(f"{W}fldCharType")
        if kind == "begin":
            around.append(_Field(element, data="".join(element.itertext(f"{W}fldData"))))
        elif around and kind == "separate":
            around[-1].shows = True
        if around:
            around[-1].codes.append(element)
        if around and kind == "end":
            self._close(around.pop(), around)

    def _close(self, one: _Field, around: list[_Field]) -> None:
        instruction = "".join(one.instruction)
        if around:
            around[-1].codes += one.codes
            if not around[-1].shows:
                # A field in the instruction of another, as the data of EndNote are.
                around[-1].data = around[-1].data or one.data
                return
        if is_list(instruction):
            remove(one.codes)
            self._take_list(one.shown)
        elif _cites(instruction) and next(one.begin.iterancestors(f"{W}del"), None) is None:
            begin = one.begin
            if self._settle(self._read(instruction, one.data), one.shown, begin):
                remove(code for code in one.codes if code is not begin)

    def _bookmark(self, start: Any, inside: Iterator[Any]) -> None:
        """A bookmark of Zotero, whose citation is in the properties of the file."""
        name = start.get(f"{W}name", "")
        if not name.startswith(_BOOKMARK) or start.getparent() is None:
            return
        code = self._joined(name)
        shown = list(inside)
        if is_list(code):
            self._take_list(shown)
        elif shown:
            self._settle(self._read(code, ""), shown, shown[0])
        start.getparent().remove(start)

    def _take_list(self, shown: list[Any]) -> None:
        """Take a list of works out of the text, with the heading above it."""
        if not shown:
            return
        by_paragraph: dict[Any, list[Any]] = {}
        for one in shown:
            by_paragraph.setdefault(paragraph_of(one), []).append(one)
        for inside in by_paragraph.values():
            if text := text_of(inside).strip():
                self._left.append((text, LIST))
        heading = above(next(iter(by_paragraph)))
        remove(shown)
        for paragraph in by_paragraph:
            if paragraph is not None:
                drop_if_empty(paragraph)
        if heading is not None and is_heading_of_list(text_of(heading.iter())):
            self._left.append((text_of(heading.iter()).strip(), LIST_HEADING))
            remove([one for one in heading.iter() if one.tag in SEEN])
            drop_if_empty(heading)


def _cites(instruction: str) -> bool:
    return is_citation(instruction) or is_word_citation(instruction)


def _custom_properties(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    if _PROPERTIES not in parts:
        return {}
    root = parse(parts[_PROPERTIES], name)
    return {one.get("name", ""): "".join(one.itertext()) for one in root}

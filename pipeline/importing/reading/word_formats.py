"""What each paragraph of a Word file looks like, resolved through its styles and lists."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from pipeline.importing.reading.looks import LOOK_END, LOOK_START, Letters, Look, look_of_letters
from pipeline.importing.reading.word_archive import W, first_place, insert_text, parse
from pipeline.importing.reading.word_numbers import Numbering, read_numbering
from pipeline.importing.reading.word_styles import (
    Styles,
    Values,
    read_block,
    read_letters,
    read_styles,
    value_of,
)

STYLES_PART: Final = "word/styles.xml"
NUMBERING_PART: Final = "word/numbering.xml"

_OUTSIDE: Final = (f"{W}del", f"{W}moveFrom")
_FRAMED: Final = ("alignment", "shading", "borders", "outline", "breaks_page")


def mark_looks(root: Any, parts: Mapping[str, bytes], name: str) -> tuple[Look, ...]:
    """The looks of the paragraphs of a part; each paragraph with text is marked with its number.

    `looks.take_marks` finds the marks again in pandoc's tree. Raises `SourceError` if the styles
    or lists of the file are broken.
    """
    reader = _LookReader(
        read_styles(_root(parts, STYLES_PART, name)),
        read_numbering(_root(parts, NUMBERING_PART, name)),
    )
    looks: list[Look] = []
    for paragraph in root.iter(f"{W}p"):
        look = reader.look(paragraph)
        if look is None:
            continue
        # The letter of a drop cap is joined by pandoc with the paragraph that follows.
        if paragraph.find(f"{W}pPr/{W}framePr[@{W}dropCap]") is None:
            insert_text(paragraph, f"{LOOK_START}{len(looks)}{LOOK_END}", first_place(paragraph))
            looks.append(look)
    return tuple(looks)


def _root(parts: Mapping[str, bytes], path: str, name: str) -> Any:
    return parse(parts[path], name) if path in parts else None


@dataclass(slots=True)
class _LookReader:
    """Reads the paragraphs of a part in order, because lists are counted."""

    styles: Styles
    numbering: Numbering
    page_ended: bool = False

    def look(self, paragraph: Any) -> Look | None:
        """The look of a paragraph; None for one without text."""
        properties = paragraph.find(f"{W}pPr")
        style = value_of(properties, "pStyle")
        own = read_block(properties)
        block = {**self.styles.block(style), **own}
        parts = list(self._letters(paragraph, style))
        breaks = self._breaks(paragraph, properties)
        if not any(text.strip() for text, _ in parts):
            self.page_ended = self.page_ended or breaks != (False, False)
            return None
        number = self._number(
            block, style or self.styles.default_paragraph, has_depth="depth" in own
        )
        block["breaks_page"] = block.get("breaks_page", False) or self.page_ended or breaks[0]
        self.page_ended = breaks[1]
        framed = {key: block[key] for key in _FRAMED if key in block}
        return look_of_letters(parts, number=number, **framed)

    def _number(self, block: Values, style: str, *, has_depth: bool) -> str:
        listed = block.get("list", 0)
        if not listed:
            return ""
        depth = block.get("depth", 0) if has_depth else self.numbering.depth_of(listed, style)
        return self.numbering.count(listed, depth or block.get("depth", 0))

    def _letters(self, paragraph: Any, style: str) -> Iterator[tuple[str, Letters]]:
        for run in paragraph.iter(f"{W}r"):
            text = "".join(one.text or "" for one in run.iter(f"{W}t"))
            if not text or next(run.iterancestors(_OUTSIDE), None) is not None:
                continue
            own = read_letters(run.find(f"{W}rPr"))
            values = {**self.styles.letters(style, own.get("style", "")), **own}
            if not values.get("hidden"):
                yield text, _letters_of(values)

    def _breaks(self, paragraph: Any, properties: Any) -> tuple[bool, bool]:
        """Whether a page ends before the text of a paragraph, and after it."""
        before = after = False
        has_text = False
        for element in paragraph.iter(f"{W}t", f"{W}br"):
            if element.tag == f"{W}t":
                has_text = has_text or bool((element.text or "").strip())
                after = False
            elif element.get(f"{W}type") == "page":
                before, after = before or not has_text, True
        section = properties.find(f"{W}sectPr") if properties is not None else None
        if section is not None and value_of(section, "type") != "continuous":
            after = True
        return before, after


def _letters_of(values: Mapping[str, Any]) -> Letters:
    """The letters of a run; text from right to left has properties of its own."""
    cs = "_cs" if values.get("rtl") else ""
    return Letters(
        size=values.get(f"size{cs}", values.get("size", 0.0)),
        bold=values.get(f"bold{cs}", False),
        italic=values.get(f"italic{cs}", False),
        capitals=values.get("caps", False),
        colour=values.get("colour", ""),
        underlined=values.get("underlined", False),
    )

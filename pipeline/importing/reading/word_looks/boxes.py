"""Frames of a Word file as tables of one cell, which pandoc keeps together."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import BOX, W, first_place, insert_text
from pipeline.importing.reading.word_styles import Styles, read_block, value_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MC: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_CONTENT: Final = frozenset(f"{W}{name}" for name in ("p", "tbl", "sdt"))
_SIDES: Final = frozenset({"top", "bottom", "left", "right"})
_NO_FRAMES: Final = (
    "title", "caption", "code", "preformatted", "verbatim", "source", "header", "footer",
    "quote", "toc", "heading",
)  # fmt: skip
_SHORT: Final = 15
_MOST: Final = 0.5
"""The share of paragraphs from which shading is the paper and no frame."""


def frame_text_boxes(root: Any) -> None:
    """Put each text box into a table of one cell, behind the paragraph that it is anchored to."""
    for fallback in list(root.iter(f"{_MC}Fallback")):
        # The same text box again, for programs from before 2010.
        fallback.getparent().remove(fallback)
    # Those inside others come first, and of two boxes of a paragraph the second one.
    for box in reversed(list(root.iter(f"{W}txbxContent"))):
        host = next(box.iterancestors(f"{W}p"), None)
        content = [one for one in box if one.tag in _CONTENT]
        if host is not None and any(_says_something(one) for one in content):
            host.addnext(_framed(content))


def frame_paragraphs(root: Any, styles: Styles) -> None:
    """Put paragraphs that follow one another in a frame or on a tint into a table of one cell."""
    body = root.find(f"{W}body")
    if body is None:
        return
    frames = {one: _frame(one, styles) for one in body.iterfind(f"{W}p")}
    spoken = [one for one in frames if _says_something(one)]
    if sum(bool(frames[one]) for one in spoken) > len(spoken) * _MOST:
        return
    for frame, row in groupby(list(body), lambda one: frames.get(one, ())):
        group = list(row)
        spoken = [one for one in group if _says_something(one)]
        if frame and any(_is_text(one, styles) for one in group) and not _is_line(spoken):
            at = body.index(group[0])
            body.insert(at, _framed(group))


def _frame(paragraph: Any, styles: Styles) -> tuple[str, ...]:
    """What is around a paragraph: its tint and its four lines; nothing if there is no frame."""
    properties = paragraph.find(f"{W}pPr")
    block = {**styles.block(value_of(properties, "pStyle")), **read_block(properties)}
    name = _style_name(paragraph, styles)
    if any(one in name for one in _NO_FRAMES) and "heading" not in name:
        return ()
    borders = set(block.get("borders", ()))
    tint = block.get("shading", "")
    return (tint, "lines" if borders >= _SIDES else "") if tint or borders >= _SIDES else ()


def _is_text(paragraph: Any, styles: Styles) -> bool:
    """Whether a paragraph has words and is no heading."""
    name = _style_name(paragraph, styles)
    return not any(one in name for one in _NO_FRAMES) and _says_something(paragraph)


def _is_line(paragraphs: Sequence[Any]) -> bool:
    """Whether paragraphs are a short line alone, which may be a heading on a tint."""
    text = "".join(one.text or "" for part in paragraphs for one in part.iter(f"{W}t")).strip()
    words = len(text.split())
    return len(paragraphs) == 1 and words <= _SHORT and not text.endswith((".", "。", "!", "?"))


def _style_name(paragraph: Any, styles: Styles) -> str:
    style = value_of(paragraph.find(f"{W}pPr"), "pStyle") or styles.default_paragraph
    return value_of(styles.elements.get(style), "name").lower()


def _says_something(element: Any) -> bool:
    texts = any((one.text or "").strip() for one in element.iter(f"{W}t"))
    return texts or next(_pictures(element), None) is not None


def _pictures(element: Any) -> Iterator[Any]:
    yield from element.iter(f"{W}drawing", f"{W}pict", f"{W}object")


def _framed(content: Sequence[Any]) -> Any:
    """A table of one cell with some content; its first paragraph is marked as one of a box."""
    from lxml import etree

    table = etree.Element(f"{W}tbl")
    grid = etree.SubElement(table, f"{W}tblGrid")
    etree.SubElement(grid, f"{W}gridCol")
    cell = etree.SubElement(etree.SubElement(table, f"{W}tr"), f"{W}tc")
    for one in content:
        cell.append(one)
    paragraph = next(table.iter(f"{W}p"), None)
    if paragraph is not None:
        insert_text(paragraph, BOX, first_place(paragraph))
    return table

"""Frames of OpenDocument in the form that pandoc reads: text boxes, pictures and formulas."""

from __future__ import annotations

from typing import Any, Final

from pipeline.importing.reading.word_archive import BOX

_DRAW: Final = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINK: Final = "{http://www.w3.org/1999/xlink}href"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_HOSTS: Final = (f"{_TEXT}p", f"{_TEXT}h")


def frame_text_boxes(root: Any) -> bool:
    """Put each text box behind the paragraph that it is anchored to; whether there were any.

    It becomes a table of one cell, which pandoc keeps; it drops the boxes. A box around a picture
    holds its caption, which pandoc knows.
    """
    found = False
    for box in reversed(list(root.iter(f"{_DRAW}text-box"))):
        frame = box.getparent()
        host = next(box.iterancestors(*_HOSTS), None)
        if frame is None or next(box.iter(f"{_DRAW}image"), None) is not None:
            continue
        if not "".join(box.itertext()).strip():
            continue
        table = _framed(list(box))
        if host is not None:
            host.addnext(table)
        else:
            # The frame is anchored to the page.
            frame.addprevious(table)
        _remove(frame)
        found = True
    return found


def name_formulas(root: Any) -> bool:
    """Name each object, such as a formula, as pandoc looks for it; whether any was named anew.

    Its folder may be named with a slash at the end (ISO/IEC 26300-1, 10.4.6.2), which pandoc
    itself writes, but does not read.
    """
    found = False
    for one in root.iter(f"{_DRAW}object"):
        name = one.get(_LINK, "")
        if name.endswith("/"):
            one.set(_LINK, name.rstrip("/"))
            found = True
    return found


def descriptions(root: Any) -> dict[str, str]:
    """The alternative text of each picture by its path: its description, else its title."""
    found: dict[str, str] = {}
    for image in root.iter(f"{_DRAW}image"):
        frame = image.getparent()
        words = frame.findtext(f"{_SVG}desc") or frame.findtext(f"{_SVG}title") or ""
        if words.strip():
            found.setdefault(image.get(_LINK, ""), words.strip())
    return found


def _framed(content: list[Any]) -> Any:
    from lxml import etree

    table = etree.Element(f"{_TABLE}table")
    etree.SubElement(table, f"{_TABLE}table-column")
    row = etree.SubElement(table, f"{_TABLE}table-row")
    cell = etree.SubElement(row, f"{_TABLE}table-cell")
    for one in content:
        cell.append(one)
    if (paragraph := next(table.iter(*_HOSTS), None)) is not None:
        paragraph.text = f"{BOX}{paragraph.text or ''}"
    return table


def _remove(element: Any) -> None:
    """Remove an element, but not the text behind it."""
    parent, before = element.getparent(), element.getprevious()
    if element.tail and before is not None:
        before.tail = f"{before.tail or ''}{element.tail}"
    elif element.tail:
        parent.text = f"{parent.text or ''}{element.tail}"
    parent.remove(element)

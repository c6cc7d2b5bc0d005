"""What a part of a Word file shows: its elements, their words, and taking them out."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.word_archive import W

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

SEEN: Final = frozenset({f"{W}t", f"{W}tab", f"{W}br", f"{W}cr", f"{W}noBreakHyphen"})
"""The elements of a run that are words, or stand for some."""
_KEPT: Final = frozenset(
    {f"{W}drawing", f"{W}pict", f"{W}object", f"{W}footnoteReference", f"{W}endnoteReference"}
)


def text_of(elements: Iterable[Any]) -> str:
    """What elements show: their words, and a space for each tab and line end."""
    parts = []
    paragraph = None
    for one in elements:
        if one.tag not in SEEN:
            continue
        own = paragraph_of(one)
        if paragraph is not None and own is not paragraph:
            parts.append(" ")
        paragraph = own
        hyphen = "-" if one.tag == f"{W}noBreakHyphen" else " "
        parts.append((one.text or "") if one.tag == f"{W}t" else hyphen)
    return "".join(parts)


def put(place: Any, text: str) -> None:
    """Put text in the place of an element of a run."""
    from lxml import etree

    new = etree.Element(f"{W}t")
    new.text = text
    place.getparent().replace(place, new)


def paragraph_of(element: Any) -> Any:
    """The paragraph that an element is in; None outside of one."""
    return next(element.iterancestors(f"{W}p"), None)


def remove(elements: Iterable[Any]) -> None:
    """Remove elements of runs, and links that nothing is left of."""
    for one in list(elements):
        parent = one.getparent()
        if parent is None:
            continue
        link = next(one.iterancestors(f"{W}hyperlink"), None)
        parent.remove(one)
        if link is not None and not any(part.tag in SEEN for part in link.iter()):
            link.getparent().remove(link)


def drop_if_empty(paragraph: Any) -> None:
    """Remove a paragraph that shows nothing, unless a section or a cell ends with it."""
    parent = paragraph.getparent()
    if parent is None or paragraph.find(f"{W}pPr/{W}sectPr") is not None:
        return
    if any(one.tag in SEEN or one.tag in _KEPT for one in paragraph.iter()):
        return
    if any(one.tag == f"{W}fldChar" for one in paragraph.iter()):
        return
    if parent.tag == f"{W}tc" and len(parent.findall(f"{W}p")) == 1:
        return
    parent.remove(paragraph)


def between(elements: Sequence[Any], start: int, end: Any) -> Iterator[Any]:
    """Yield what is shown between a place among the elements of a part and one of them."""
    for element in itertools.islice(elements, start, None) if end is not None else ():
        if element is end:
            return
        if element.tag in SEEN:
            yield element


def above(paragraph: Any) -> Any:
    """The paragraph with words that is next above another, outside of content controls too."""
    place = paragraph
    while place is not None:
        previous = place.getprevious()
        if previous is None:
            content = place.getparent()
            is_control = content is not None and content.tag == f"{W}sdtContent"
            previous = content.getparent().getprevious() if is_control else None
        place = previous
        if place is None or (place.tag == f"{W}p" and text_of(place.iter()).strip()):
            return place
        if place.tag in {f"{W}tbl", f"{W}sdt"}:
            return None
    return None

"""The lines of a tagged PDF: where each stands on its page, and in what elements."""

from __future__ import annotations

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

Roles = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text: its baseline from the head of the page, its edges and size, in pt.

    ``colour`` is six hexadecimal digits behind #; ``roles`` are those of the elements around it,
    from the outermost; ``block`` tells the innermost of them from others on its page.
    """

    page: int
    baseline: float
    left: float
    right: float
    size: float
    colour: str
    roles: Roles
    block: int
    text: str


def words_of(content: bytes) -> Iterator[Word]:
    """Yield the pieces of text that are in the structure tree, page by page as they are painted."""
    document: Any = pypdfium2.PdfDocument(BytesIO(content))  # type: ignore[no-untyped-call]
    for number, page in enumerate(document):
        marks = _marks(page)
        height = page.get_height()
        text_page = page.get_textpage()
        for item in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
            mark = pdfium.FPDFPageObj_GetMarkedContentID(item.raw)
            if mark not in marks:
                continue
            roles, block = marks[mark]
            matrix = item.get_matrix()
            size = ctypes.c_float()
            pdfium.FPDFTextObj_GetFontSize(item.raw, size)
            scale = abs(matrix.d or matrix.b)
            text = _text(item, text_page)
            yield Word(
                number,
                height - matrix.f,
                matrix.e,
                item.get_bounds()[2],
                round(size.value * scale, 2),
                _colour(item),
                roles,
                block,
                text,
            )


def _colour(item: Any) -> str:
    parts = [ctypes.c_uint() for _ in range(4)]
    pdfium.FPDFPageObj_GetFillColor(item.raw, *parts)
    return "#" + "".join(f"{part.value:02x}" for part in parts[:3])


def _text(item: Any, text_page: Any) -> str:
    length = pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, None, 0)
    buffer = ctypes.create_string_buffer(length)
    letters = ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR))
    pdfium.FPDFTextObj_GetText(item.raw, text_page.raw, letters, length)
    return buffer.raw.decode("utf-16-le", "ignore").rstrip("\0")


def _marks(page: Any) -> Mapping[int, tuple[Roles, int]]:
    """The roles around each number of marked content on a page, and which element it is in."""
    found: dict[int, tuple[Roles, int]] = {}
    tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
    for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        _walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at), (), found, [0])
    return found


def _walk(
    element: Any, around: Roles, found: dict[int, tuple[Roles, int]], count: list[int]
) -> None:
    roles = (*around, _type(element))
    count[0] += 1
    block = count[0]
    for at in range(pdfium.FPDF_StructElement_CountChildren(element)):
        mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, at)
        if mark >= 0:
            found[mark] = roles, block
        child = pdfium.FPDF_StructElement_GetChildAtIndex(element, at)
        if child:
            _walk(child, roles, found, count)


def _type(element: Any) -> str:
    length = pdfium.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    pdfium.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


_APART = frozenset({"Note", "Table", "Caption", "TOC", "Figure", "Lbl"})
"""The roles of what has lines of its own."""
_TOLERANCE = 0.1
"""By how much a baseline may be off its line, in pt: rounding."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of running text: its page, its baseline from the head of the page in pt, its text."""

    page: int
    baseline: float
    text: str


def running_lines(words: Sequence[Word], size: float) -> list[Line]:
    """The lines in which running text of a size, in pt, stands, from the head of each page."""
    found: dict[tuple[int, float], list[str]] = defaultdict(list)
    for word in words:
        is_text = abs(word.size - size) < 0.03 and word.roles[-1] != "Sect"
        if is_text and not _APART & set(word.roles) and any(map(str.isalnum, word.text)):
            found[word.page, round(word.baseline, 2)].append(word.text)
    return [Line(*place, "".join(texts)) for place, texts in sorted(found.items())]


def off_grid(lines: Sequence[Line], height: float) -> list[Line]:
    """The lines that do not stand on the grid of lines of a height, which is that of most."""
    phases = Counter(round(line.baseline % height, 1) for line in lines)
    ((grid, _),) = phases.most_common(1)
    half = height / 2
    return [
        line
        for line in lines
        if abs((line.baseline - grid + half) % height - half) > _TOLERANCE + 0.05
    ]


def line_height(words: Sequence[Word]) -> float:
    """The distance of most lines from the next one of the same paragraph, in pt."""
    distances: Counter[float] = Counter()
    for word, following in pairwise(words):
        if (word.page, word.block) == (following.page, following.block):
            distances[round(following.baseline - word.baseline, 1)] += word.roles[-1] == "P"
    return next(distance for distance, _ in distances.most_common() if distance > 0)

"""What is painted on the pages of a PDF: its lines, its letters and their sizes."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

_DESCENDING = "34579"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter or figure: its page, what it is, its size in pt, its face, where it stands.

    ``left`` and ``top`` are in pt from the upper left corner of the page; ``bottom`` is how far it
    reaches below its baseline, as a part of its height.
    """

    page: int
    sign: str
    size: float
    face: str
    left: float
    top: float
    bottom: float

    @property
    def is_old_style(self) -> bool:
        """Whether it is a figure that reaches below its line, as 3, 4, 5, 7 and 9 do in text."""
        return self.sign in _DESCENDING and self.bottom > 0.1


def letters_of(path: Path) -> Iterator[Letter]:
    """Yield every letter and figure of a PDF, without spaces."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            height, text = page.get_height(), page.get_textpage()
            for place in range(text.count_chars()):
                sign = chr(pdfium.FPDFText_GetUnicode(text.raw, place))
                if sign.isspace() or not sign.isprintable():
                    continue
                left, bottom, _, top = text.get_charbox(place)
                below = (_baseline(text, place) - bottom) / max(top - bottom, 0.01)
                size = round(_size(text, place), 1)
                face = _face(text, place)
                yield Letter(number, sign, size, face, left, height - top, below)


def line_widths(path: Path) -> Iterator[tuple[int, float]]:
    """Yield the page and the width, in pt, of each line that is stroked inside the trim."""
    with pypdfium2.PdfDocument(path) as document:
        for number, page in enumerate(document):
            trim = page.get_trimbox()
            for one in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH], max_depth=4):
                if _is_stroked(one) and _is_inside(one.get_bounds(), trim):
                    width, matrix = ctypes.c_float(), one.get_matrix()
                    pdfium.FPDFPageObj_GetStrokeWidth(one.raw, width)
                    scale = abs(matrix.a * matrix.d - matrix.b * matrix.c) ** 0.5
                    yield number, width.value * scale


def _baseline(text: Any, place: int) -> float:
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, place, x, y)
    return y.value


def _size(text: Any, place: int) -> float:
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(text.raw, place, matrix)
    size: float = pdfium.FPDFText_GetFontSize(text.raw, place)
    return size * (matrix.c**2 + matrix.d**2) ** 0.5


def _face(text: Any, place: int) -> str:
    name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text.raw, place, name, 200, flags)
    return name.value.decode().rpartition("+")[2]


def _is_stroked(path: Any) -> bool:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(path.raw, fill, stroke)
    return bool(stroke.value)


def _is_inside(bounds: tuple[float, ...], trim: tuple[float, ...]) -> bool:
    left, bottom, right, top = bounds
    return left < trim[2] and right > trim[0] and bottom < trim[3] and top > trim[1]

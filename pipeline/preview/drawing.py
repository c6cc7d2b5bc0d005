"""Pages of PDFs as pictures, drawn once each and one at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from pipeline.press.pdf.raster import count_pages, show_page

if TYPE_CHECKING:
    from pathlib import Path

_KEPT = 200
_WIDTH = 1100


class Drawing:
    """Draws pages ``1100`` px wide and keeps the last ones.

    PDFium is not made for threads, and the server answers each request in one of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[Path, int, int], bytes] = OrderedDict()

    def draw(self, path: Path, page: int) -> bytes | None:
        """Return a page of a PDF file, counted from 0, as a PNG; None if it has no such page."""
        stat = path.stat()
        key = (path, stat.st_ino, page)
        with self._lock:
            if key not in self._kept:
                pdf = path.read_bytes()
                if page >= count_pages(pdf):
                    return None
                self._kept[key] = show_page(pdf, page, _WIDTH)
                if len(self._kept) > _KEPT:
                    self._kept.popitem(last=False)
            return self._kept[key]

    def count(self, path: Path) -> int:
        """Return how many pages a PDF file has."""
        with self._lock:
            return count_pages(path.read_bytes())

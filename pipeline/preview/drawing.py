"""Pictures of PDF pages, drawn once each and one at a time."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING

from pipeline.press.pdf.rendering.raster import count_pages, show_page

if TYPE_CHECKING:
    from pathlib import Path

_CACHE_SIZE = 200
_WIDTH = 1100


class Drawing:
    """Draws pages and keeps the most recent ones.

    There is a lock, because PDFium is not thread-safe and each request has a thread of its own.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._cached: OrderedDict[tuple[Path, int, int], bytes] = OrderedDict()

    def draw(self, path: Path, page: int) -> bytes | None:
        """A page of a PDF file, counted from 0, as a PNG; None if it has no such page."""
        stat = path.stat()
        key = (path, stat.st_ino, page)
        with self._lock:
            if key not in self._cached:
                pdf = path.read_bytes()
                if page >= count_pages(pdf):
                    return None
                self._cached[key] = show_page(pdf, page, _WIDTH)
                if len(self._cached) > _CACHE_SIZE:
                    self._cached.popitem(last=False)
            return self._cached[key]

    def count(self, path: Path) -> int:
        """How many pages a PDF file has."""
        with self._lock:
            return count_pages(path.read_bytes())

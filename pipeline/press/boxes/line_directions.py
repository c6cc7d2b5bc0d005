"""The direction of the lines that texts stand in, where it is not that of the page's first box."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from weasyprint.formatting_structure.boxes import LineBox, TextBox


def line_directions(pages: Iterable[Any]) -> Callable[[], Mapping[Any, bool]]:
    """A function that tells of text boxes whether their line is from right to left.

    It knows those that are so themselves, or stand in such a line. The pages are walked through
    when it is first called; if nothing in them is from right to left, they need not be.
    """

    @cache
    def known() -> Mapping[Any, bool]:
        return {
            text: line.style["direction"] == "rtl"
            for page in pages
            for line in page._page_box.descendants()  # noqa: SLF001
            if isinstance(line, LineBox)
            for text in _texts(line)
            if "rtl" in (line.style["direction"], text.style["direction"])
        }

    return known


def _texts(line: Any) -> Iterator[Any]:
    for box in line.descendants():
        if isinstance(box, TextBox):
            yield box

"""Measure how the pages of built PDFs end, and whether their lines stand on the grid.

    python tests/benchmarks/page_ends.py build/*/*.pdf

Prints a row of a Markdown table for each. What is read are the lines of text in the finished PDF,
which is tagged: a page is as full as its last line is low, and a text ends where the next page has
a title. Facing pages are counted where text goes on from both. They end on the same line if their
last lines do, or the grounds and rules below those; one with notes ends at the foot, as they do,
and so does one whose table goes on, which has no room for another row.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from statistics import mean
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_lines import Word, line_height, off_grid, running_lines, words_of

_SIZE = 9.8
_MESSAGE = 12.0
_LEAST_FILL = 0.4
_BELOW = 3
_OVER_NOTES = 28.0
"""The space between text and notes at the foot of a page, in pt."""
_BELOW_LINE = 0.3
"""How far the foot of a line is below its baseline, in lines."""
_ROUNDING = 0.4
_HEADS = (
    "PDF",
    "fill before the end of a text",
    "pages under 40 %",
    "headings in the last three lines",
    "last pages of one or two lines",
    "facing pages that do not end on the same line",
    "lines off the grid",
)
_HEADINGS = frozenset({"H3", "H4"})


@dataclass(frozen=True, slots=True)
class Measured:
    """The pages of a PDF before the end of a text, and the faults of them and of its lines."""

    fills: tuple[float, ...]
    stranded: int
    few: int
    uneven: int
    facing: int
    lines: int
    off: int

    @property
    def row(self) -> tuple[str, ...]:
        """The figures as cells."""
        short = sum(fill < _LEAST_FILL for fill in self.fills)
        fill = f"{mean(self.fills):.0%}" if self.fills else "-"
        uneven, off = f"{self.uneven} of {self.facing}", f"{self.off} of {self.lines}"
        return (fill, str(short), str(self.stranded), str(self.few), uneven, off)


def measure(content: bytes) -> Measured:
    """Measure a tagged PDF."""
    words = list(words_of(content))
    lines, height = running_lines(words, _SIZE), line_height(words)
    pages = _text_pages(words)
    top = min(min(lines_of(page)) for page in pages)
    foot = max(max(lines_of(page)) for page in pages)
    drawn = _drawn(content, min(word.left for page in pages for word in page))
    fills, empty, stranded, few = [], {}, 0, 0
    for page, following in pairwise([*pages, []]):
        if page[0].page + 1 == _number(following) and not _begins(following):
            last = lines_of(page)
            notes = [word.baseline for word in page if _is_note(word)]
            end = min([foot, *(note - _OVER_NOTES for note in notes if note > last[-1])])
            fills.append((last[-1] - top) / (end - top))
            lowest = max(last[-1], *(edge - _BELOW_LINE * height for edge in drawn[page[0].page]))
            is_full = notes or all(map(_is_in_table, (max(page, key=_baseline), following[0])))
            empty[page[0].page] = 0 if is_full else int((foot - lowest) / height + _ROUNDING)
            low = set(last[-_BELOW:])
            is_led = any(_leads_on(word) and word.baseline in low for word in page)
            stranded += is_led and following[0].roles[-1] not in _HEADINGS
        elif not _begins(page):
            few += len(lines_of(page)) < _BELOW
    # Page 2 of a PDF, whose index is 1, faces page 3.
    facing = [(empty[at], empty[at + 1]) for at in empty if at % 2 and at + 1 in empty]
    uneven = sum(left != right for left, right in facing)
    off = len(off_grid(lines, height))
    return Measured(tuple(fills), stranded, few, uneven, len(facing), len(lines), off)


def _drawn(content: bytes, left: float) -> list[list[float]]:
    """The lower edges, from the head of each page, of what is drawn in its text."""
    document: Any = pypdfium2.PdfDocument(BytesIO(content))  # type: ignore[no-untyped-call]
    found = []
    for page in document:
        shapes = [item.get_bounds() for item in page.get_objects([pdfium.FPDF_PAGEOBJ_PATH])]
        height = page.get_height()
        edges = [height - low for _, low, right, top in shapes if right > left and top < height]
        found.append([0.0, *edges])
    return found


def lines_of(page: list[Word]) -> list[float]:
    """The baselines of a page from its head, without those of its notes."""
    return sorted({word.baseline for word in page if not _is_note(word)})


def _text_pages(words: list[Word]) -> list[list[Word]]:
    """The text of each page that has running text."""
    pages: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        pages[word.page].append(word)
    return [
        page
        for _, page in sorted(pages.items())
        if any(abs(word.size - _SIZE) < 0.1 and "TOC" not in word.roles for word in page)
        and any(not _is_note(word) for word in page)
    ]


def _leads_on(word: Word) -> bool:
    """Whether a word is of a heading or a key message."""
    return word.roles[-1] in _HEADINGS or word.size == _MESSAGE


def _number(page: list[Word]) -> int:
    return page[0].page if page else -1


def _begins(page: list[Word]) -> bool:
    """Whether a text begins on a page: it has a title at its head."""
    return any(word.roles[-1] in ("H1", "H2") for word in page[:6])


def _baseline(word: Word) -> float:
    return word.baseline


def _is_in_table(word: Word) -> bool:
    return "Table" in word.roles


def _is_note(word: Word) -> bool:
    return bool({"Note", "FENote"} & set(word.roles))


def main(paths: list[str]) -> None:
    """Print the table."""
    print("|", " | ".join(_HEADS), "|")
    print("|---" * len(_HEADS) + "|")
    for path in paths:
        cells = measure(Path(path).read_bytes()).row
        print("|", " | ".join((Path(path).stem, *cells)), "|")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Measure how the pages of built PDFs end, and whether their lines stand on the grid.

    python tests/benchmarks/page_ends.py build/*/*.pdf

Prints a row of a Markdown table for each. What is read are the lines of text in the finished PDF,
which is tagged: a page is as full as its last line is low, and a text ends where the next page has
a title.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1]))

from page_lines import Word, line_height, off_grid, running_lines, words_of

_SIZE = 9.8
_MESSAGE = 12.0
_LEAST_FILL = 0.4
_BELOW = 3
_OVER_NOTES = 28.0
"""The space between text and notes at the foot of a page, in pt."""
_HEADS = (
    "PDF",
    "fill before the end of a text",
    "pages under 40 %",
    "headings in the last three lines",
    "last pages of one or two lines",
    "lines off the grid",
)
_HEADINGS = frozenset({"H3", "H4"})


@dataclass(frozen=True, slots=True)
class Measured:
    """The pages of a PDF before the end of a text, and the faults of them and of its lines."""

    fills: tuple[float, ...]
    stranded: int
    few: int
    lines: int
    off: int

    @property
    def row(self) -> tuple[str, ...]:
        """The figures as cells."""
        short = sum(fill < _LEAST_FILL for fill in self.fills)
        fill = f"{mean(self.fills):.0%}" if self.fills else "-"
        return (fill, str(short), str(self.stranded), str(self.few), f"{self.off} of {self.lines}")


def measure(content: bytes) -> Measured:
    """Measure a tagged PDF."""
    words = list(words_of(content))
    lines, height = running_lines(words, _SIZE), line_height(words)
    pages = _text_pages(words)
    top = min(min(lines_of(page)) for page in pages)
    foot = max(max(lines_of(page)) for page in pages)
    fills, stranded, few = [], 0, 0
    for page, following in pairwise([*pages, []]):
        if page[0].page + 1 == _number(following) and not _begins(following):
            last = lines_of(page)
            notes = [word.baseline for word in page if _is_note(word)]
            end = min([foot, *(note - _OVER_NOTES for note in notes if note > last[-1])])
            fills.append((last[-1] - top) / (end - top))
            low = set(last[-_BELOW:])
            is_led = any(_leads_on(word) and word.baseline in low for word in page)
            stranded += is_led and following[0].roles[-1] not in _HEADINGS
        elif not _begins(page):
            few += len(lines_of(page)) < _BELOW
    return Measured(tuple(fills), stranded, few, len(lines), len(off_grid(lines, height)))


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

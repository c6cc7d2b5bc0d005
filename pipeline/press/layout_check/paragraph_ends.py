"""Widows and orphans, and last lines that are a single short word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found
from pipeline.typography import SHORTEST_OF_PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Piece

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
# An address that goes on in the next line, as it may behind any sign.
_ADDRESS = re.compile(r"\S[/@]\S*[^\w\s]$|\S/$")
_LETTER = re.compile(r"\w")


def find_single_lines(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield first and last lines separated from their paragraph by a page break."""
    for lines in blocks:
        first, last = lines[0], lines[-1]
        if first.page == last.page or first.kind == "cell":
            continue
        if lines[1].page != first.page:
            yield Found("orphan", first.page, first.leaf, first.text)
        if lines[-2].page != last.page:
            yield Found("widow", last.page, last.leaf, last.text)


def find_short_last_words(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the last lines that consist of one short word."""
    for lines in blocks:
        last = lines[-1]
        if len(lines) == 1 or last.kind == "cell" or _ADDRESS.search(lines[-2].text):
            continue
        if is_one_short_word(last.text):
            yield Found("short last word", last.page, last.leaf, last.text)


def is_one_short_word(text: str) -> bool:
    """Whether a line is one short word, or in Chinese one character."""
    letters = len(_LETTER.findall(text))
    if _HAN.search(text):
        return letters == 1
    return len(text.split()) == 1 and 0 < letters < SHORTEST_OF_PARAGRAPH

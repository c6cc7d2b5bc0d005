"""The ends of paragraphs: a single line alone on a page, a short word alone on the last line."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found
from pipeline.typography import SHORTEST_OF_PARAGRAPH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Piece

_HAN = re.compile("[\u3400-\u9fff\uf900-\ufaff\U00020000-\U000323af]")
_LETTER = re.compile(r"\w")


def find_single_lines(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the first and last lines that a page break parts from the rest of their paragraph."""
    for lines in blocks:
        first, last = lines[0], lines[-1]
        if first.page == last.page or first.kind == "cell":
            continue
        if lines[1].page != first.page:
            yield Found("orphan", first.page, first.leaf, first.text)
        if lines[-2].page != last.page:
            yield Found("widow", last.page, last.leaf, last.text)


def find_short_last_words(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the last lines that hold nothing but one word of a few letters."""
    for lines in blocks:
        last = lines[-1]
        if len(lines) > 1 and last.kind != "cell" and _is_short(last.text):
            yield Found("short last word", last.page, last.leaf, last.text)


def _is_short(text: str) -> bool:
    """Tell whether a line is one short word; of Chinese, which has none, one character."""
    letters = len(_LETTER.findall(text))
    if _HAN.search(text):
        return letters == 1
    return len(text.split()) == 1 and 0 < letters < SHORTEST_OF_PARAGRAPH

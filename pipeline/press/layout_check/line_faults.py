"""Faults of lines that could not be planned away: short last lines, pairs of hyphens, names cut."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from pipeline.press.layout_check.found import Found
from pipeline.press.layout_check.headings import HYPHENS
from pipeline.press.layout_check.paragraph_ends import is_one_short_word
from pipeline.press.lines.hyphenation import is_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Piece

_ADDED: Final = "\u2010"
"""The hyphen that hyphenation adds; what authors type is another one."""
_LEAST_LAST: Final = 0.25
"""How much of its measure a last line should fill."""
_APART: Final = ("heading", "quote", "cell")


def find_short_last_lines(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the last lines of texts that fill less than a quarter of their measure."""
    for lines in blocks:
        last = lines[-1]
        if len(lines) == 1 or last.kind in _APART or lines[-2].is_broken:
            continue
        if last.right - last.left < _LEAST_LAST * last.measure and not is_one_short_word(last.text):
            yield Found("short last line", last.page, last.leaf, last.text)


def find_pairs_of_hyphens(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the first of two lines in succession that end with hyphens, by its divided word."""
    for lines in blocks:
        for line, following in pairwise(lines):
            ends = line.text.endswith(HYPHENS) and following.text.endswith(HYPHENS)
            if ends and line.kind != "heading" and following is not lines[-1]:
                yield Found("pair of hyphens", line.page, line.leaf, _divided(line, following))


def find_divided_names(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the names in which a hyphen was added at the end of a line."""
    for lines in blocks:
        for line, following in pairwise(lines):
            if line.text.endswith(_ADDED):
                before, _, word = line.text.removesuffix(_ADDED).rpartition(" ")
                if is_name(word, before[-2:], line.language):
                    yield Found("divided name", line.page, line.leaf, _divided(line, following))


def _divided(line: Piece, following: Piece) -> str:
    """The word that stands at the end of one line and the beginning of the next."""
    return line.text.split()[-1].removesuffix(_ADDED) + following.text.split()[0]

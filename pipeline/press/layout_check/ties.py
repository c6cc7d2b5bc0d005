"""Names and numbers that are divided by a line break.

`pipeline.typography` decides which words belong together. It is asked again about the words around
each line break, because it has seen the text piece by piece: if an emphasis or a link ends between
a number and its unit, no piece has both.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.press.layout_check.found import Found
from pipeline.typography import NARROW_NO_BREAK, NO_BREAK, set_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.press.layout_check.reading import Piece

# Lines may also break without a space: in Chinese, and after a hyphen or a dash.
_ENDS_IN_SPACE = re.compile(r"[^\s\u2010\u2e80-\U0003ffff–—/-]$")
_BEGINS_CHINESE = re.compile("[\u2e80-\U0003ffff]")


def find_missing_no_break_spaces(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the lines that break at a space that should be a no-break space."""
    for lines in blocks:
        for line, following in pairwise(lines):
            if line.is_broken or _is_repeated(line, following):
                continue
            before = " ".join(line.prose.rstrip(" ").split(" ")[-2:])
            after = " ".join(following.prose.lstrip(" ").split(" ")[:2])
            if _is_space(before, after) and _are_tied(before, after, line.language):
                words = f"{before.split(' ')[-1]} {after.split(' ')[0]}"
                yield Found("missing no-break space", line.page, line.leaf, words)


def _is_repeated(line: Piece, following: Piece) -> bool:
    """Whether a line is the same as the one before it: the head of a table on its next page."""
    return line.kind == "cell" and line.page != following.page and line.text == following.text


def _is_space(before: str, after: str) -> bool:
    return bool(_ENDS_IN_SPACE.search(before)) and not _BEGINS_CHINESE.match(after)


def _are_tied(before: str, after: str, language: str) -> bool:
    together = set_text(f"{before} {after}", language)
    place = len(before)
    return together[:place] == before and together[place] in (NO_BREAK, NARROW_NO_BREAK)

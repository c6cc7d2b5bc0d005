"""Names and numbers that the end of a line takes apart.

What belongs together is said by `pipeline.typography`, which is asked about the words at the end
of a line and at the beginning of the next: text is set piece by piece, and where an emphasis or a
link ends between a number and its unit, no piece holds both.
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

# Between these no space was broken: Chinese has none, and a hyphen or a dash needs none.
_ENDS_IN_SPACE = re.compile(r"[^\s\u2010\u2e80-\U0003ffff–—/-]$")
_BEGINS_CHINESE = re.compile("[\u2e80-\U0003ffff]")


def find_missing_ties(blocks: Iterable[Sequence[Piece]]) -> Iterator[Found]:
    """Yield the line ends at which a space should not have been broken."""
    for lines in blocks:
        for line, following in pairwise(lines):
            if line.is_broken:
                continue
            before = " ".join(line.prose.rstrip(" ").split(" ")[-2:])
            after = " ".join(following.prose.lstrip(" ").split(" ")[:2])
            if _is_space(before, after) and _are_tied(before, after, line.language):
                words = f"{before.split(' ')[-1]} {after.split(' ')[0]}"
                yield Found("missing tie", line.page, line.leaf, words)


def _is_space(before: str, after: str) -> bool:
    return bool(_ENDS_IN_SPACE.search(before)) and not _BEGINS_CHINESE.match(after)


def _are_tied(before: str, after: str, language: str) -> bool:
    together = set_text(f"{before} {after}", language)
    place = len(before)
    return together[:place] == before and together[place] in (NO_BREAK, NARROW_NO_BREAK)

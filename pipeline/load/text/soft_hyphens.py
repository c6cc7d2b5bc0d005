"""Soft hyphens: they divide words of running text, and have no meaning anywhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.invisible import CODE, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.load.report import Report, SourceText
    from pipeline.load.syntax import Node

_WHOLE: Final = frozenset({"Header", "Image"})
"""What is set, or read out, without a word being divided."""
_LETTER: Final = r"[^\W\d_]"
_OUTSIDE: Final = re.compile(f"(?<!{_LETTER}){SOFT_HYPHEN}|{SOFT_HYPHEN}(?!{_LETTER})")


def check_soft_hyphens(nodes: Iterable[Node], source: SourceText, report: Report) -> None:
    """Report each soft hyphen that does not stand between two letters of running text."""
    # One may be typed as a reference: &shy;
    if SOFT_HYPHEN not in source.text and "&" not in source.text:
        return
    for node, offset in _misplaced(nodes, is_running=True):
        message = "a soft hyphen is not inside a word of running text"
        hint = "remove it; it belongs between the two letters where a word may be divided"
        report.add(CODE, message, source.place(node.spot_of(offset)), hint)


def _misplaced(nodes: Iterable[Node], *, is_running: bool) -> Iterator[tuple[Node, int]]:
    for node in nodes:
        attributes = (node.id, node.title, *(value for _, value in node.pairs))
        if any(SOFT_HYPHEN in value for value in attributes):
            yield node, 0
        divides = is_running and node.kind == "Text"
        pattern = _OUTSIDE if divides else SOFT_HYPHEN
        for match in re.finditer(pattern, node.text):
            yield node, match.start()
        inside = is_running and node.kind not in _WHOLE
        yield from _misplaced(node.children, is_running=inside)

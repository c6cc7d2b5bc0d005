"""Soft hyphens: they divide words of running text, and have no meaning anywhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from unicodedata import category

from pipeline.invisible import CODE, SOFT_HYPHEN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.load.nodes import Node
    from pipeline.load.report import Report, SourceText

_WHOLE: Final = frozenset({"Header", "Image"})
"""What is set, or read out, without a word being divided."""
_MARKED: Final = frozenset({"Emph", "Strong", "Superscript", "Subscript", "Span", "Link"})
"""What a word can begin, end or be divided in."""
_ADDRESS: Final = re.compile(r"https?://[^\s<>()\[\]]+")


def check_soft_hyphens(nodes: Iterable[Node], source: SourceText, report: Report) -> None:
    """Report each soft hyphen that does not stand between two letters of running text."""
    # One may be typed as a reference: &shy;
    if SOFT_HYPHEN not in source.text and "&" not in source.text:
        return
    pieces = tuple(_pieces(nodes, is_running=True))
    running = "".join(piece.text if piece.is_running else _END for piece in pieces)
    misplaced = _misplaced(running)
    start = 0
    for piece in pieces:
        for match in re.finditer(SOFT_HYPHEN, piece.text):
            if not piece.is_running or start + match.start() in misplaced:
                message = "a soft hyphen is not inside a word of running text"
                hint = "remove it; it belongs between the two letters where a word may be divided"
                place = source.place(piece.node.spot_of(match.start()))
                report.add(CODE, message, place, hint)
        start += len(piece.text if piece.is_running else _END)


class _Piece(NamedTuple):
    """Some text of a node. What is not running text ends the word before it."""

    node: Node
    text: str
    is_running: bool


_END: Final = "\n"


def _pieces(nodes: Iterable[Node], *, is_running: bool) -> Iterator[_Piece]:
    for node in nodes:
        attributes = (node.id, node.title, *(value for _, value in node.pairs))
        if any(SOFT_HYPHEN in value for value in attributes):
            yield _Piece(node, SOFT_HYPHEN, is_running=False)
        if node.kind == "Text":
            yield _Piece(node, node.text, is_running)
            continue
        divides = node.kind in _MARKED
        if not divides or SOFT_HYPHEN in node.text:
            yield _Piece(node, node.text, is_running=False)
        yield from _pieces(node.children, is_running=is_running and node.kind not in _WHOLE)
        if not divides:
            yield _Piece(node, "", is_running=False)


def _misplaced(text: str) -> frozenset[int]:
    """The places of soft hyphens in a text that are in no word, or in an address."""
    addressed = {at for match in _ADDRESS.finditer(text) for at in range(*match.span())}
    return frozenset(
        at
        for at in (match.start() for match in re.finditer(SOFT_HYPHEN, text))
        if at in addressed
        or category(text[at - 1 : at] or _END)[0] not in "LM"
        or category(text[at + 1 : at + 2] or _END)[0] != "L"
    )

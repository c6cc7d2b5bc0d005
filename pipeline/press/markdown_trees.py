"""Pieces of pandoc's syntax tree, as the Markdown edition needs them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

from pipeline.press.formulas.bars import name_bars

Tree = dict[str, Any]

BREAK: Final[Tree] = {"t": "LineBreak"}
"""A hard line break."""
PLAIN: Final[list[Any]] = ["", [], []]
"""No attributes."""

# Pandoc does not escape an ampersand that begins something like a character reference, and drops a
# sign behind a backslash.
_PIECE: Final = re.compile(
    r" |&(?=#?\w+;)|\\(?=[!-/:-@\[-`{-~])|(?:[^ &\\]|&(?!#?\w+;)|\\(?![!-/:-@\[-`{-~]))+"
)


def heading(level: int, inlines: list[Tree]) -> Tree:
    """The tree of a heading."""
    # A heading is a single line.
    in_line = [{"t": "Space"} if one == BREAK else one for one in inlines]
    return {"t": "Header", "c": [level, PLAIN, in_line]}


def paragraph(inlines: list[Tree]) -> Tree:
    """The tree of a paragraph."""
    return {"t": "Para", "c": inlines}


def in_lines(lines: Iterable[list[Tree]]) -> Tree:
    """A paragraph with several lines."""
    return paragraph(parted(lines, BREAK))


def parted(lines: Iterable[list[Tree]], mark: Tree) -> list[Tree]:
    """Lines joined by a separator."""
    return [tree for line in lines for tree in (mark, *line)][1:]


def link(target: str, inlines: list[Tree]) -> Tree:
    """The tree of a link."""
    return {"t": "Link", "c": [PLAIN, inlines, [target, ""]]}


def strong(inlines: list[Tree]) -> Tree:
    """Strong inlines."""
    return {"t": "Strong", "c": inlines}


def html(tag: str) -> Tree:
    """A tag of HTML, where Markdown has no mark."""
    return {"t": "RawInline", "c": ["html", tag]}


def words(text: str) -> list[Tree]:
    """Plain text as inlines."""
    return [_piece(piece) for piece in _PIECE.findall(text)]


def _piece(piece: str) -> Tree:
    if piece == " ":
        return {"t": "Space"}
    if piece in {"&", "\\"}:
        return {"t": "RawInline", "c": ["markdown", f"\\{piece}"]}
    return {"t": "Str", "c": piece}


def without_bars(tree: Any) -> Any:
    """A tree whose formulas have no |, which would end the cell of a pipe table."""
    match tree:
        case {"t": "Math", "c": [kind, tex]}:
            return {"t": "Math", "c": [kind, name_bars(tex)]}
        case dict():
            return {key: without_bars(one) for key, one in tree.items()}
        case list():
            return [without_bars(one) for one in tree]
        case _:
            return tree

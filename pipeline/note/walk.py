"""Ways through the tree of a note: its plain text, its lifted sentences, its footnotes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.note.text import (
    Block,
    Code,
    Figure,
    Footnote,
    Heading,
    Inline,
    ItemList,
    Lifted,
    LineBreak,
    Paragraph,
    Question,
    Quotation,
    Table,
    Text,
    Theme,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_THEME_FILE = re.compile(r"text/([0-9]+)-")


def plain(inlines: Iterable[Inline]) -> str:
    """Return the characters of inlines, without footnotes; a line break counts as a space."""
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return inline.text
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case _:
            return plain(inline.inlines)


def blocks_below(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and the blocks inside them, in reading order, footnotes left aside."""
    for block in blocks:
        yield block
        match block:
            case ItemList():
                for item in block.items:
                    yield from blocks_below(item.blocks)
            case Quotation():
                yield from blocks_below(block.blocks)
            case Table():
                for row in (*block.head, *block.body):
                    for cell in row:
                        yield from blocks_below(cell.blocks)


def inlines_below(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines and the inlines inside them, in reading order, footnotes not entered."""
    for inline in inlines:
        yield inline
        if not isinstance(inline, Text | Code | LineBreak | Footnote):
            yield from inlines_below(inline.inlines)


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline of blocks, in reading order, footnotes not entered."""
    for block in blocks_below(blocks):
        match block:
            case Paragraph():
                yield from inlines_below(block.inlines)
            case Figure() | Table():
                yield from inlines_below(block.caption)


def footnotes_of(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """Yield the footnotes called in blocks, in the order of their calls."""
    for inline in inlines_of(blocks):
        if isinstance(inline, Footnote):
            yield inline


def lifted_of(blocks: Iterable[Block], role: str) -> Iterator[Lifted]:
    """Yield the key messages (``key``) or pull quotes (``pull``) marked in blocks."""
    for inline in inlines_of(blocks):
        if isinstance(inline, Lifted) and inline.role == role:
            yield inline


def theme_files(paths: Iterable[str]) -> tuple[str, ...]:
    """Return those of a note's files that hold its themes, in the order of the themes."""
    numbered = [(int(found[1]), path) for path in paths if (found := _THEME_FILE.match(path))]
    return tuple(path for _, path in sorted(numbered))


def headings_of(theme: Theme) -> Iterator[Heading]:
    """Yield a theme and its questions and topics in reading order."""
    yield theme
    yield from theme.topics
    for question in theme.questions:
        yield question
        yield from question.topics


def key_messages(heading: Theme | Question) -> tuple[Lifted, ...]:
    """Return the key messages of a question, or those of a theme outside its questions."""
    found = list(lifted_of(heading.blocks, "key"))
    for topic in heading.topics:
        found.extend(lifted_of(topic.blocks, "key"))
    return tuple(found)

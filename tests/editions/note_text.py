"""The text of a note as any edition must hold it, without white space."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.note.repeating import opening_of
from pipeline.note.text import Box, Figure, ItemList, Paragraph, Quotation, Recommendation, Table
from pipeline.note.walk import (
    blocks_below,
    footnotes_of,
    headings_of,
    key_messages,
    lines_below,
    plain,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note.parts import Part, Question, Topic
    from pipeline.note.text import Block, Blocks

LABELS = {"source": "Source", "note": "Note"}
"""What stands before the lines below a figure or table, in English."""


def squeezed(text: str) -> str:
    """Return text without white space."""
    return "".join(text.split())


def written(blocks: Iterable[Block]) -> str:
    """Return the text of blocks in reading order, footnotes left aside."""
    parts = []
    for block in blocks:
        match block:
            case Paragraph():
                parts.append(plain(block.inlines))
            case ItemList():
                parts += [written(item.blocks) for item in block.items]
            case Quotation() | Recommendation():
                parts.append(written(block.blocks))
            case Box():
                parts += [plain(block.title), written(block.blocks)]
            case Figure():
                parts.append(plain(block.caption))
                for name, words in lines_below(block).items():
                    parts.append(f"{LABELS[name]}: {plain(words)}")
            case Table():
                parts.append(plain(block.caption))
                rows = (*block.head, *block.body)
                parts += [written(cell.blocks) for row in rows for cell in row]
                for name, words in lines_below(block).items():
                    parts.append(f"{LABELS[name]}: {plain(words)}")
    return squeezed("".join(parts))


def pieces(blocks: Iterable[Block]) -> Iterator[str]:
    """Yield the text of blocks piece by piece: labels may stand between two of them."""
    for block in blocks_below(blocks):
        match block:
            case Paragraph():
                yield squeezed(plain(block.inlines))
            case Box():
                yield squeezed(plain(block.title))
            case Figure() | Table():
                yield squeezed(plain(block.caption))
            case _:
                pass


def footnotes_written(blocks: Iterable[Block]) -> str:
    """Return the text of the footnotes called in blocks."""
    return "".join(written(note.blocks) for note in footnotes_of(blocks))


def below_panels(part: Part) -> Iterator[tuple[Part | Question | Topic, Blocks]]:
    """Yield each heading of a part with its text, without key messages said in a panel above it."""
    below: dict[str, Blocks] = {}
    for heading in (part, *part.questions):
        first = heading.topics[0] if heading.topics else None
        topic = first.blocks if first else ()
        opening = opening_of(key_messages(heading), heading.blocks, topic)
        below[heading.id] = opening.blocks
        if first:
            below[first.id] = opening.topic
    for heading in headings_of(part):
        yield heading, below.get(heading.id, heading.blocks)

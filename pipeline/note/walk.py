"""Traversals of the tree of a note: plain text, lifted sentences, footnotes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pipeline.invisible import SOFT_HYPHEN, without_soft_hyphens
from pipeline.note.text import (
    Block,
    BlockElement,
    Box,
    Citation,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Formula,
    Inline,
    Inlines,
    ItemList,
    Lifted,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Raised,
    Recommendation,
    Reference,
    Strong,
    Table,
    Text,
    WorkList,
)
from pipeline.workspace import CHART_SUFFIX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from typing_extensions import TypeIs

    from pipeline.note import Note
    from pipeline.note.parts import Heading, Part, Question


def children_of(node: Block | Inline) -> Iterator[Block | Inline]:
    """Yield the children of a block or inline, in reading order: the one way down a tree.

    A new kind of block or inline is added here, and every walk goes through it.
    """
    match node:
        case Text() | Code() | Formula() | LineBreak():
            return
        case Paragraph() | Emphasis() | Strong() | Raised() | Foreign() | Lifted():
            yield from node.inlines
        case Link() | Reference() | Citation():
            yield from node.inlines
        case Footnote() | Quotation() | Recommendation():
            yield from node.blocks
        case Box():
            yield from node.title
            yield from node.blocks
        case ItemList():
            yield from (block for item in node.items for block in item.blocks)
        case WorkList():
            yield from (inline for work in node.works for inline in work.inlines)
        case Figure():
            yield from node.caption
            yield from node.credit
            yield from node.note
        case Table():
            yield from node.caption
            rows = (*node.head, *node.body)
            yield from (block for row in rows for cell in row for block in cell.blocks)
            yield from node.source
            yield from node.note


def nodes_below(nodes: Iterable[Block | Inline]) -> Iterator[Block | Inline]:
    """Yield blocks, inlines and all their contents, with footnotes at their references."""
    for node in nodes:
        yield node
        yield from nodes_below(children_of(node))


def id_of(node: Block | Inline) -> str:
    """The anchor of a block or inline; empty for a kind that has none."""
    match node:
        case Paragraph() | Box() | Recommendation() | Figure() | Table() | Lifted() | Footnote():
            return node.id
        case Citation():
            return node.id
        case ItemList() | Quotation() | WorkList():
            return ""
        case Formula():
            return ""
        case Text() | Code() | LineBreak() | Emphasis() | Strong() | Raised() | Foreign():
            return ""
        case Link() | Reference():
            return ""


def plain(inlines: Iterable[Inline]) -> str:
    """The characters of inlines, without footnotes and soft hyphens.

    A line break counts as a space.
    """
    return "".join(_plain(inline) for inline in inlines)


def _plain(inline: Inline) -> str:
    match inline:
        case Text() | Code():
            return without_soft_hyphens(inline.text)
        case Formula():
            return inline.tex
        case LineBreak():
            return " "
        case Footnote():
            return ""
        case Emphasis() | Strong() | Raised() | Foreign() | Link() | Reference() | Lifted():
            return plain(inline.inlines)
        case Citation():
            return plain(inline.inlines) if inline.id else inline.source


def words_of(blocks: Iterable[Block]) -> str:
    """The words of blocks of any kind, parts separated by spaces, without footnotes.

    A figure says in words what it shows, and its caption.
    """
    return plain(line_of(blocks))


def line_of(blocks: Iterable[Block]) -> Inlines:
    """The inlines of blocks of any kind in one line, parts separated by spaces.

    A figure says in words what it shows, and its caption.
    """
    line: list[Inline] = []
    for block in blocks_below(blocks):
        shown = (Text(text=block.alternative),) if isinstance(block, Figure) else ()
        for part in (shown, tuple(inner for inner in children_of(block) if not is_block(inner))):
            if plain(part):
                line += [Text(text=" "), *map(_in_line, part)] if line else map(_in_line, part)
    return tuple(line)


def _in_line(inline: Inline) -> Inline:
    """An inline as it stands among others: a formula has no lines of its own there."""
    is_displayed = isinstance(inline, Formula) and inline.is_display
    return inline.model_copy(update={"is_display": False}) if is_displayed else inline


def blocks_below(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield blocks and the blocks inside them, in reading order, without footnotes."""
    for block in blocks:
        yield block
        yield from blocks_below(inner for inner in children_of(block) if is_block(inner))


def inlines_below(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines and the inlines inside them, in reading order, footnotes not entered."""
    for inline in inlines:
        yield inline
        yield from inlines_below(inner for inner in children_of(inline) if not is_block(inner))


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Yield every inline of blocks, in reading order, footnotes not entered."""
    for block in blocks_below(blocks):
        yield from inlines_below(inner for inner in children_of(block) if not is_block(inner))


def is_block(node: Block | Inline) -> TypeIs[Block]:
    """Whether a node of the tree is a block."""
    return isinstance(node, BlockElement)


def footnotes_of(blocks: Iterable[Block]) -> Iterator[Footnote]:
    """Yield the numbered footnotes called in blocks, in the order of their calls."""
    return (one for one in _all_footnotes(blocks) if not one.is_lettered)


def lettered_notes_of(block: Box | Figure | Table) -> Iterator[Footnote]:
    """Yield the notes set at the foot of a box, figure or table, in the order of their calls.

    Those of a figure or table in a box are set at the foot of the figure or table.
    """
    return _notes_below(block)


def _notes_below(node: Block | Inline) -> Iterator[Footnote]:
    for inner in children_of(node):
        if isinstance(inner, Footnote):
            yield inner
        elif not isinstance(inner, Figure | Table):
            yield from _notes_below(inner)


def _all_footnotes(blocks: Iterable[Block]) -> Iterator[Footnote]:
    for inline in inlines_of(blocks):
        if isinstance(inline, Footnote):
            yield inline


def lines_below(block: Figure | Table) -> dict[Literal["source", "note"], Inlines]:
    """The lines set below a figure or table, by what they are; those that are empty left out."""
    source = block.credit if isinstance(block, Figure) else block.source
    lines: dict[Literal["source", "note"], Inlines] = {"source": source, "note": block.note}
    return {name: words for name, words in lines.items() if words}


def display_formula(block: Block) -> Formula | None:
    """The formula on lines of its own that a block is; None for any other block."""
    if isinstance(block, Paragraph) and len(block.inlines) == 1:
        inline = block.inlines[0]
        if isinstance(inline, Formula) and inline.is_display:
            return inline
    return None


def lifted_of(blocks: Iterable[Block], role: str) -> Iterator[Lifted]:
    """Yield the key messages (``key``) or pull quotes (``pull``) marked in blocks."""
    for inline in inlines_of(blocks):
        if isinstance(inline, Lifted) and inline.role == role:
            yield inline


def divides_words(note: Note) -> bool:
    """Whether a word of a note is divided by soft hyphens."""
    return any(
        isinstance(node, Text) and SOFT_HYPHEN in node.text
        for heading in headings_in(note)
        for node in nodes_below(heading.blocks)
    )


def headings_in(note: Note) -> Iterator[Heading]:
    """Yield all headings of a note in reading order."""
    for part in note.parts:
        yield from headings_of(part)


def headings_of(part: Part) -> Iterator[Heading]:
    """Yield a part and its questions and topics in reading order."""
    yield part
    yield from part.topics
    for question in part.questions:
        yield question
        yield from question.topics


def charts_of(note: Note) -> tuple[Figure, ...]:
    """The figures of a note that are drawn from data, in reading order."""
    if not any(path.startswith("figures/") and path.endswith(CHART_SUFFIX) for path in note.files):
        return ()
    return tuple(
        node
        for heading in headings_in(note)
        for node in nodes_below(heading.blocks)
        if isinstance(node, Figure) and node.chart
    )


def key_messages(heading: Part | Question) -> tuple[Lifted, ...]:
    """The key messages of a question, or those of a part outside its questions."""
    found = list(lifted_of(heading.blocks, "key"))
    for topic in heading.topics:
        found.extend(lifted_of(topic.blocks, "key"))
    return tuple(found)

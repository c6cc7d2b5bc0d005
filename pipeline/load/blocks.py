"""Block nodes -> blocks of the note, by a list of what is allowed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pipeline.load import inlines as inline_reader
from pipeline.load.attributes import KNOBS, check_attributes, knobs_of
from pipeline.load.ids import is_id, slug
from pipeline.note.text import (
    Block,
    Blocks,
    Cell,
    Figure,
    Inlines,
    ItemList,
    ListItem,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.context import Context
    from pipeline.load.syntax import Node

_NOT_IN_FORM: Final = {
    "RawBlock": ("N101", "raw HTML is not allowed", "write it in Markdown, or take it out"),
    "CodeBlock": (
        "N119",
        "code block is not part of the form",
        "take away the four spaces or the ``` before the text",
    ),
    "HorizontalRule": ("N127", "a rule is not part of the form", "begin a topic with ### instead"),
    "Div": ("N127", "a fenced block is not part of the form", "take the fence away"),
    "Header": ("N110", "heading stands inside another element", "begin the line with the #"),
}


def read_blocks(nodes: Sequence[Node], context: Context) -> Blocks:
    """Return the blocks that nodes stand for; what is not allowed is reported and left out."""
    return tuple(block for node in nodes for block in _block(node, context))


def _block(node: Node, context: Context) -> Iterator[Block]:
    if node.kind in _NOT_IN_FORM:
        code, message, hint = _NOT_IN_FORM[node.kind]
        context.find(code, message, node, hint)
        return
    match node.kind:
        case "Para" | "Plain":
            yield from _paragraph(node, context)
        case "BulletList" | "OrderedList":
            check_attributes(node, context)
            items = tuple(
                ListItem(blocks=read_blocks(item.children, context)) for item in node.children
            )
            ordered = node.kind == "OrderedList"
            yield ItemList(ordered=ordered, start=node.number if ordered else 1, items=items)
        case "BlockQuote":
            check_attributes(node, context)
            yield Quotation(blocks=read_blocks(node.children, context))
        case "Table":
            yield _table(node, context)
        case _:
            context.find("N127", f"{node.kind} is not part of the form", node)


def _paragraph(node: Node, context: Context) -> Iterator[Block]:
    if len(node.children) == 1 and node.children[0].kind == "Image":
        yield from _figure(node, node.children[0], context)
        return
    check_attributes(node, context, classes=KNOBS, may_have_id=True)
    inlines = inline_reader.read_inlines(node.children, context)
    if not plain(inlines).strip():
        return
    name = _id(node, plain(inlines), context)
    yield Paragraph(id=name, inlines=inlines, knobs=knobs_of(node))


def _id(node: Node, words: str, context: Context) -> str:
    place = context.source.place(node.spot)
    if node.id and is_id(node.id):
        return context.ids.keep(node.id, place)
    return context.ids.make(f"{context.heading}-{slug(words, 4) or 'text'}", place)


def _figure(paragraph: Node, image: Node, context: Context) -> Iterator[Block]:
    check_attributes(paragraph, context, classes=KNOBS, may_have_id=True)
    check_attributes(image, context, classes=("decorative", *KNOBS), may_have_id=True)
    alternative = plain(inline_reader.read_inlines(image.children, context.within("figure"))).strip()
    decorative = "decorative" in image.classes
    if not alternative and not decorative:
        hint = "say in the brackets what the picture shows, or mark it {.decorative}"
        context.find("N105", "figure has no alt text", image, hint)
    if alternative and decorative:
        hint = "take away the alt text, or the mark"
        context.find("N109", "decorative figure has alt text", image, hint)
    owner = image if image.id else paragraph
    stem = image.text.rpartition("/")[2].rpartition(".")[0]
    yield Figure(
        id=_id(owner, f"figure {stem}", context),
        source=image.text,
        alternative="" if decorative else alternative,
        caption=(Text(text=image.title),) if image.title else (),
        knobs=tuple(dict.fromkeys((*knobs_of(paragraph), *knobs_of(image)))),
    )


def _table(node: Node, context: Context) -> Block:
    check_attributes(node, context, classes=KNOBS, keys=("caption",), may_have_id=True)
    caption: Inlines = ()
    if words := node.value("caption"):
        caption = (Text(text=words),)
    head = [row for row in node.children if row.kind == "HeadRow"]
    body = [row for row in node.children if row.kind == "Row"]
    first = plain(caption) or "table"
    return Table(
        id=_id(node, f"table {first}" if caption else "table", context),
        caption=caption,
        alignments=tuple(_alignment(word) for word in node.text.split(",") if word),
        head=tuple(_row(row, context) for row in head),
        body=tuple(_row(row, context) for row in body),
        knobs=knobs_of(node),
    )


def _alignment(word: str) -> Literal["left", "center", "right", "default"]:
    match word:
        case "left" | "center" | "right":
            return word
        case _:
            return "default"


def _row(row: Node, context: Context) -> tuple[Cell, ...]:
    inside = context.within("table")
    return tuple(Cell(blocks=read_blocks(cell.children, inside)) for cell in row.children)

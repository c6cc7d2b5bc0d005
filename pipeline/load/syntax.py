"""Pandoc's syntax tree simplified: merged text, with positions and attributes on nodes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.characters import inside_quotation, join_lines, quotation_marks
from pipeline.load.nodes import Node, cut_at_citations
from pipeline.load.positions import Spot, end_spots, first_spot

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_DEPTH: Final = 40
"""The maximum nesting depth of elements."""

LINE: Final = "Line"
"""The kind of a line with marks of a figure or table; its text is its key."""

_SPACE: Final = {"Space": " ", "SoftBreak": "\n"}


class TooDeepError(Exception):
    """Elements are nested more deeply than `MAX_DEPTH`."""


def read_tree(tree: str, language: str) -> tuple[Node, ...]:
    """The blocks of pandoc's JSON.

    Quotation marks are set as ``language`` has them. Raises `TooDeepError`.
    """
    try:
        blocks = json.loads(tree)["blocks"]
    except RecursionError as error:
        raise TooDeepError from error
    return _blocks(blocks, language, 0)


def _blocks(blocks: list[Any], language: str, depth: int) -> tuple[Node, ...]:
    if depth > MAX_DEPTH:
        raise TooDeepError
    found: list[Node] = []
    for block in blocks:
        found.extend(_block(block, language, depth + 1))
    return tuple(found)


def _block(block: dict[str, Any], language: str, depth: int) -> Iterator[Node]:
    kind: str = block["t"]
    content: Any = block.get("c")
    match kind:
        case "Div":
            yield from _wrapped(_blocks(content[1], language, depth), content[0], "Div")
        case "Para" | "Plain":
            yield _first_spot(Node(kind, children=_inlines(content, language, depth)))
        case "Header":
            level, attributes, inlines = content
            node = Node(kind, number=level, children=_inlines(inlines, language, depth))
            yield _with(node, attributes)
        case "BulletList":
            yield _first_spot(Node(kind, children=_items(content, language, depth)))
        case "OrderedList":
            start = content[0][0]
            children = _items(content[1], language, depth)
            yield _first_spot(Node(kind, number=start, children=children))
        case "BlockQuote":
            yield _first_spot(Node(kind, children=_blocks(content, language, depth)))
        case "Table":
            yield _table(content, language, depth)
        case "CodeBlock":
            yield _with(Node(kind, text=content[1]), content[0])
        case "RawBlock":
            yield Node(kind, text=content[1])
        case "Lines":
            for key, inlines in content:
                yield Node(LINE, text=key, children=_inlines(inlines, language, depth))
        case _:
            yield Node(kind)


def _items(items: list[Any], language: str, depth: int) -> tuple[Node, ...]:
    return tuple(
        _first_spot(Node("Item", children=_blocks(item, language, depth))) for item in items
    )


def _table(content: list[Any], language: str, depth: int) -> Node:
    """A table; its number is 1 if it is drawn, so that its columns have widths."""
    attributes, _, columns, head, bodies, _ = content
    drawn = int(any(width["t"] == "ColWidth" for _, width in columns))
    alignments = ",".join(column[0]["t"].removeprefix("Align").lower() for column in columns)
    rows = [(row, "HeadRow") for row in head[1]]
    rows += [(row, "Row") for body in bodies for row in (*body[2], *body[3])]
    children = tuple(
        Node(
            kind,
            children=tuple(_cell(cell, language, depth) for cell in row[1]),
        )
        for row, kind in rows
    )
    return _with(Node("Table", text=alignments, number=drawn, children=children), attributes)


def _cell(cell: list[Any], language: str, depth: int) -> Node:
    """A cell; one that spans rows or columns says how many."""
    _, _, rows, columns, blocks = cell
    spans = tuple(
        (key, str(count)) for key, count in (("rows", rows), ("columns", columns)) if count > 1
    )
    return _first_spot(Node("Cell", pairs=spans, children=_blocks(blocks, language, depth)))


def _inlines(inlines: list[Any], language: str, depth: int) -> tuple[Node, ...]:
    if depth > MAX_DEPTH:
        raise TooDeepError
    found: list[Node | str] = []
    for inline in inlines:
        # Nearly all are words and spaces without a place, kept as strings until they are joined.
        kind = inline["t"]
        if kind == "Str":
            found.append(inline["c"])
        elif kind in _SPACE:
            found.append(_SPACE[kind])
        else:
            found.extend(_inline(inline, language, depth + 1))
    return tuple(_merge(found))


def _inline(inline: dict[str, Any], language: str, depth: int) -> Iterator[Node | str]:
    kind: str = inline["t"]
    content: Any = inline.get("c")
    match kind:
        case "Quoted":
            yield from _quoted(content, language, depth, None)
        case "Superscript" | "Subscript":
            yield from _raised(kind, _inlines(content, language, depth))
        case "Emph" | "Strong" | "Strikeout" | "Underline":
            yield Node(kind, children=_inlines(content, language, depth))
        case "Code":
            yield _with(Node(kind, text=content[1]), content[0])
        case "Link" | "Image":
            attributes, inside, (target, title) = content
            children = _inlines(inside, language, depth)
            yield _with(Node(kind, text=target, title=title, children=children), attributes)
        case "Note":
            yield Node(kind, children=_blocks(content, language, depth))
        case "Span":
            attributes, inside = content
            if len(inside) == 1 and inside[0]["t"] == "Quoted" and _is_wrapper(attributes):
                yield from _quoted(inside[0]["c"], language, depth, end_spots(attributes))
                return
            language = dict(attributes[2]).get("lang", language)
            children = _inlines(inside, language, depth)
            yield from _wrapped(children, attributes, "Span")
        case "RawInline" | "Math":
            yield Node(content[0]["t"] if kind == "Math" else kind, text=content[1])
        case _:
            yield Node(kind)


def _quoted(
    content: list[Any], language: str, depth: int, ends: tuple[Spot, Spot] | None
) -> Iterator[Node | str]:
    """Yield a quotation between its marks; ``ends`` are the places of those in the file."""
    marks = quotation_marks(language, content[0]["t"] == "DoubleQuote")
    inside = _inlines(inside_quotation(content), language, depth)
    if ends is None:
        yield marks[0]
        yield from inside
        yield marks[1]
        return
    opening, closing = (
        # A mark that includes a space is two characters for one that was typed.
        Node("Text", text=mark, spot=spot, spots=tuple((at, spot) for at in range(len(mark))))
        for mark, spot in zip(marks, ends, strict=True)
    )
    yield opening
    yield from inside
    yield closing


def _raised(kind: str, children: tuple[Node, ...]) -> Iterator[Node | str]:
    """Yield what is raised or lowered; with a space in it the signs stand only for themselves.

    Two that stand far apart, as in "a~50 and b~60", are read as a pair by commonmark-hs alone.
    """
    parts = (part for child in children for part in child.below())
    if any(part.kind == "Text" and " " in part.text for part in parts):
        sign = "~" if kind == "Subscript" else "^"
        yield sign
        yield from children
        yield sign
    else:
        yield Node(kind, children=children)


def _wrapped(children: tuple[Node, ...], attributes: list[Any], kind: str) -> Iterator[Node]:
    """Remove the wrapper that pandoc puts around a node to hold its attributes."""
    if not _is_wrapper(attributes):
        yield _with(Node(kind, children=children), attributes)
    elif len(children) == 1:
        yield _with(children[0], attributes)
    else:
        spot = first_spot(attributes)
        yield from (child if child.spot else _place(child, spot) for child in children)


def _is_wrapper(attributes: list[Any]) -> bool:
    return ["wrapper", "1"] in attributes[2]


def _with(node: Node, attributes: list[Any]) -> Node:
    """Give a node the id, classes, pairs and place of a pandoc attribute."""
    given, classes, pairs = attributes
    return _place(
        replace(
            node,
            id=given or node.id,
            classes=(*node.classes, *classes),
            pairs=(
                *node.pairs,
                *((key, value) for key, value in pairs if key not in {"wrapper", "data-pos"}),
            ),
        ),
        first_spot(attributes),
    )


def _place(node: Node, spot: Spot | None) -> Node:
    if spot is None or node.spots:
        return node
    if node.kind == "Text":
        return replace(node, spot=spot, spots=((0, spot),))
    return replace(node, spot=spot)


def _first_spot(node: Node) -> Node:
    """Give a node without a place of its own the place where its content begins."""
    for child in node.children:
        if child.spot:
            return replace(node, spot=replace(child.spot, length=1))
    return node


def _merge(nodes: list[Node | str]) -> Iterator[Node]:
    """Join neighbouring texts to one; attributes put on a text keep it apart."""
    run: list[Node | str] = []
    for node in nodes:
        if isinstance(node, str) or (node.kind == "Text" and not _has_attributes(node)):
            run.append(node)
            continue
        if run:
            yield from cut_at_citations(_joined(run))
            run = []
        yield node
    if run:
        yield from cut_at_citations(_joined(run))


def _has_attributes(node: Node) -> bool:
    return bool(node.id or node.classes or node.pairs)


def _joined(run: list[Node | str]) -> Node:
    """One text for a run of texts, with the places of its parts."""
    text, starts = join_lines([part if isinstance(part, str) else part.text for part in run])
    spots = tuple(
        (start + offset, spot)
        for part, start in zip(run, starts, strict=True)
        if isinstance(part, Node)
        for offset, spot in part.spots
    )
    return Node("Text", text=text, spots=spots, spot=spots[0][1] if spots else None)

"""Boxes and recommendations: what stands between a line ``::: {.box}`` and a line ``:::``.

They contain blocks, so this module and `blocks` call each other.
"""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.load.constructs.plain_values import printed_value
from pipeline.load.context import Counter
from pipeline.load.ids import slug
from pipeline.load.text import blocks
from pipeline.load.text.attributes import LAYOUT_HINTS, check_attributes, layout_hints_of
from pipeline.note.text import Block, Box, ItemList, Paragraph, Recommendation, Text
from pipeline.note.walk import blocks_below

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.load.positions import Spot
    from pipeline.note.text import Blocks

_DATE: Final = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")
_BY: Final = 'write a year, a month or a day: by="2027", by="2027-06", by="2027-06-30"'
_TITLE: Final = 'give it one: ::: {.box title="What it is about"}'


def read_fenced(node: Node, context: Context) -> Iterator[Block]:
    """Yield the box or recommendation that a fenced block is; what is wrong with it is reported.

    Other fenced blocks were reported before the text was parsed.
    """
    if "recommendation" in node.classes:
        yield from _recommendation(node, context)
    else:
        yield from _box(node, context)


def _box(node: Node, context: Context) -> Iterator[Box]:
    classes = ("box", *LAYOUT_HINTS)
    check_attributes(node, context, classes=classes, keys=("title",), may_have_id=True)
    words = printed_value(node.value("title"), context.language)
    if not words:
        context.report("N144", "the box has no title", _opening(node, context), _TITLE)
    made = f"box-{slug(words, 4) or 'box'}"
    name = context.ids.choose(node.id, made, context.place(node))
    inside = replace(context.within("box"), heading=name, footnotes=Counter())
    found = _contents(node, context, inside)
    if found is not None and words:
        yield Box(
            id=name,
            title=(Text(text=words),),
            blocks=found,
            layout_hints=layout_hints_of(node),
        )


def _recommendation(node: Node, context: Context) -> Iterator[Recommendation]:
    classes, keys = ("recommendation",), ("to", "by")
    check_attributes(node, context, classes=classes, keys=keys, may_have_id=True)
    by = (node.value("by") or "").strip()
    if node.value("by") is not None and not _is_date(by):
        spot = context.source.spot_in_braces("by", node.spot)
        context.report("N146", f"{by!r} is not a year or a date", spot, _BY)
    words = " ".join(part.text for part in node.below() if part.kind == "Text")
    made = f"recommendation-{slug(words, 4) or 'text'}"
    name = context.ids.choose(node.id, made, context.place(node))
    inside = replace(context.within("recommendation"), heading=name)
    found = _contents(node, context, inside)
    if found is None:
        return
    if any(not isinstance(one, Paragraph | ItemList) for one in blocks_below(found)):
        hint = "keep to paragraphs and lists; put the rest before it or after it"
        message = "a recommendation contains more than paragraphs and lists"
        context.report("N145", message, _opening(node, context), hint)
    to = printed_value(node.value("to"), context.language) or None
    yield Recommendation(id=name, blocks=found, to=to, by=by or None)


def _contents(node: Node, around: Context, inside: Context) -> Blocks | None:
    """What a box or recommendation contains; None after a finding that there is no room for it."""
    kind = inside.inside[-1]
    if holder := (*around.inside, around.holder)[0]:
        message = f"a {kind} is inside {_WHERE[holder]}"
        hint = "put it on lines of its own, between two paragraphs of the text"
        around.report("N145", message, _opening(node, around), hint)
        return None
    for heading in (one for one in node.children if one.kind == "Header"):
        hint = f"close the {kind} before the heading, or write **bold** words in its place"
        around.report("N110", f"heading is inside a {kind}", heading, hint)
    nodes = [one for one in node.children if one.kind != "Header"]
    if not nodes:
        hint = "put its text between the line with ::: {…} and the line with :::, or remove both"
        around.report("N144", f"the {kind} is empty", _opening(node, around), hint)
    return blocks.read_blocks(nodes, inside)


_WHERE: Final = {
    "list": "a list",
    "quotation": "a quotation",
    "box": "a box",
    "recommendation": "a recommendation",
    "footnote": "a footnote",
    "table": "a table",
}


def _opening(node: Node, context: Context) -> Spot | None:
    """The line that opens a fenced block."""
    if node.spot is None:
        return None
    line = context.source.lines[node.spot.line - 1]
    return replace(node.spot, length=len(line[node.spot.column - 1 :].rstrip()))


def _is_date(text: str) -> bool:
    """Whether text is a year, a month or a day of the calendar."""
    match = _DATE.fullmatch(text)
    if match is None:
        return False
    try:
        dt.date(int(match[1]), int(match[2] or 1), int(match[3] or 1))
    except ValueError:
        return False
    return True

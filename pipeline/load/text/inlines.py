"""Inline nodes -> inlines of the note, by an allow-list.

Footnotes contain blocks and blocks contain inlines, so this module and `blocks` call each other.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.load.ids import slug
from pipeline.load.languages import is_language, language_hint
from pipeline.load.text import blocks
from pipeline.load.text.attributes import check_attributes
from pipeline.load.text.formulas import read_formula
from pipeline.load.text.html import message_for_html
from pipeline.load.text.lifted import ROLES, read_lifted
from pipeline.load.text.references import is_reference, read_citation, read_reference
from pipeline.load.text.running_text import check_text
from pipeline.note.text import (
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Raised,
    Strong,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

_LINK: Final = re.compile(r"https?://[^\s/?#\"<>]+[^\s\"<>]*|mailto:[^\s@<>\"]+@[^\s@<>\"]+", re.I)
_NO_FOOTNOTE: Final = {
    "heading": "a heading",
    "lifted": "a lifted sentence",
    "footnote": "a footnote",
    "figure": "the text of a figure",
    "recommendation": "a recommendation",
}


def read_inlines(nodes: Sequence[Node], context: Context) -> Inlines:
    """Convert nodes to inlines; what is not allowed is reported and left out."""
    return tuple(inline for node in nodes for inline in _inline(node, context))


def _inline(node: Node, context: Context) -> Iterator[Inline]:
    match node.kind:
        case "Text":
            check_attributes(node, context)
            check_text(node, context)
            yield Text(text=node.text)
        case "Span":
            yield from _span(node, context)
        case "Link":
            yield from _link(node, context)
        case "Note":
            yield from _footnote(node, context)
        case "Citation":
            yield from read_citation(node, context)
        case "RawInline":
            is_in_row = context.inside[-1:] == ("table",) and not context.holder
            message, hint = message_for_html(node.text, is_in_row=is_in_row)
            context.report("N101", message, node, hint)
        case "InlineMath" | "DisplayMath":
            yield from read_formula(node, context)
        case "Image":
            hint = "make it a paragraph of its own"
            context.report("N133", "picture is in a line of text", node, hint)
        case _:
            check_attributes(node, context)
            yield from _plain_kind(node, context)


def _plain_kind(node: Node, context: Context) -> Iterator[Inline]:
    inside = context.within("emphasis")
    match node.kind:
        case "LineBreak":
            yield LineBreak()
        case "Code":
            yield Code(text=node.text)
        case "Emph":
            yield Emphasis(inlines=read_inlines(node.children, inside))
        case "Strong":
            yield Strong(inlines=read_inlines(node.children, inside))
        case "Superscript" | "Subscript":
            position: Literal["super", "sub"] = "sub" if node.kind == "Subscript" else "super"
            yield Raised(position=position, inlines=read_inlines(node.children, inside))
        case _:
            context.report("N129", f"{node.kind} is not allowed in a note", node, "remove it")


def _span(node: Node, context: Context) -> Iterator[Inline]:
    roles = [name for name in node.classes if name in ROLES]
    keys = () if roles else ("lang",)
    check_attributes(node, context, classes=ROLES, keys=keys, may_have_id=bool(roles))
    if roles:
        inside = read_inlines(node.children, context.within("lifted"))
        yield from read_lifted(node, roles[0], inside, context)
        return
    tag = node.value("lang")
    if tag is None:
        yield from read_inlines(node.children, context)
    elif not is_language(tag):
        context.report("N125", f"{tag!r} is not a language tag", node, language_hint(tag))
    else:
        foreign = replace(context.within("emphasis"), language=tag)
        yield Foreign(language=tag, inlines=read_inlines(node.children, foreign))


def _link(node: Node, context: Context) -> Iterator[Inline]:
    if is_reference(node):
        yield from read_reference(node, context)
        return
    check_attributes(node, context)
    inside = read_inlines(node.children, context.within("link"))
    if node.text.startswith("#") and len(node.text) > 1:
        context.gathered.links.append((node.text[1:], context.place(node)))
    elif not _LINK.fullmatch(node.text):
        message = f"link to {node.text!r} is not allowed" if node.text else "link has no address"
        hint = "a link points to https://, http://, mailto: or an #id of this note"
        context.report("N115", message, node, hint)
        yield from inside
        return
    if node.title:
        hint = 'remove the "title"; say it in the text'
        context.report("N102", "link has a title", node, hint)
    if not plain(inside).strip():
        context.report(
            "N116", "link has no text", node, "put the words to click on in the brackets"
        )
        return
    yield Link(target=node.text, inlines=inside)


def _footnote(node: Node, context: Context) -> Iterator[Inline]:
    check_attributes(node, context)
    if where := next((name for name in context.inside if name in _NO_FOOTNOTE), None):
        hint = "refer to it in the running text, after the brackets if there are any"
        context.report("N123", f"footnote reference is inside {_NO_FOOTNOTE[where]}", node, hint)
        return
    number = context.footnotes.next()
    words = " ".join(
        part.text for block in node.children for part in block.below() if part.kind == "Text"
    )
    name = context.ids.make(f"note-{slug(words, 4) or number}", context.place(node))
    inside = replace(context.within("footnote"), heading=f"{name}-text")
    yield Footnote(
        id=name,
        number=number,
        is_lettered=bool({"box", "table", "line"} & set(context.inside)),
        blocks=blocks.read_blocks(node.children, inside),
    )

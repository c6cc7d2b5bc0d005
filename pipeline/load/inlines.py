"""Inline nodes -> inlines of the note, by a list of what is allowed."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.load import blocks as block_reader
from pipeline.load.attributes import check_attributes
from pipeline.load.ids import is_id, slug
from pipeline.load.languages import is_language, language_hint
from pipeline.load.running_text import check_text
from pipeline.note.text import (
    Code,
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Lifted,
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
    from pipeline.load.syntax import Node

LIFTED: Final = ("key", "pull")
"""Marks of lifted sentences."""

_LINK: Final = re.compile(r"https?://[^\s/?#]+\S*|mailto:[^\s@]+@[^\s@]+|#\S+", re.IGNORECASE)
_NOT_IN_FORM: Final = {
    "RawInline": ("N101", "raw HTML is not allowed", "write it in Markdown, or take it out"),
    "Image": ("N138", "picture stands inside a line of text", "give the figure a paragraph of its own"),
    "Strikeout": ("N127", "struck-out text is not part of the form", "take the words out"),
    "Underline": ("N127", "underlined text is not part of the form", "use *emphasis*"),
}


def read_inlines(nodes: Sequence[Node], context: Context) -> Inlines:
    """Return the inlines that nodes stand for; what is not allowed is reported and left out."""
    return tuple(inline for node in nodes for inline in _inline(node, context))


def _inline(node: Node, context: Context) -> Iterator[Inline]:
    if node.kind in _NOT_IN_FORM:
        code, message, hint = _NOT_IN_FORM[node.kind]
        context.find(code, message, node, hint)
        return
    if node.kind == "Span":
        yield from _span(node, context)
        return
    if node.kind == "Link":
        yield from _link(node, context)
        return
    check_attributes(node, context)
    match node.kind:
        case "Text":
            check_text(node, context)
            yield Text(text=node.text)
        case "LineBreak":
            yield LineBreak()
        case "Emph":
            yield Emphasis(inlines=read_inlines(node.children, context))
        case "Strong":
            yield Strong(inlines=read_inlines(node.children, context))
        case "Superscript" | "Subscript":
            position: Literal["super", "sub"] = "super" if node.kind == "Superscript" else "sub"
            yield Raised(position=position, inlines=read_inlines(node.children, context))
        case "Code":
            yield Code(text=node.text)
        case "Note":
            yield from _footnote(node, context)
        case _:
            context.find("N127", f"{node.kind} is not part of the form", node)


def _span(node: Node, context: Context) -> Iterator[Inline]:
    roles = [name for name in node.classes if name in LIFTED]
    language = node.value("lang")
    check_attributes(
        node,
        context,
        classes=LIFTED,
        keys=() if roles else ("lang",),
        may_have_id=bool(roles),
    )
    if roles:
        yield from _lifted(node, roles[0], context)
    elif language is None:
        if not (node.classes or node.pairs or node.id):
            context.find("N102", "brackets carry no mark", node, "allowed here: .key, .pull, lang=")
        yield from read_inlines(node.children, context)
    elif not is_language(language):
        message = f"{language} is not a language tag"
        context.find("N124", message, node, language_hint(language))
    else:
        inside = read_inlines(node.children, replace(context, language=language))
        yield Foreign(language=language, inlines=inside)


def _lifted(node: Node, role: str, context: Context) -> Iterator[Inline]:
    inside = read_inlines(node.children, context.within("lifted"))
    words = plain(inside).strip()
    if not words:
        context.find("N116", f".{role} marks nothing", node, "put a whole sentence in the brackets")
        return
    if "lifted" in context.inside:
        context.find("N115", f".{role} stands inside another mark", node, "mark a sentence once")
        yield from inside
        return
    if context.inside:
        where = context.inside[-1]
        context.find("N115", f".{role} stands inside a {where}", node, "mark a sentence of a paragraph")
        yield from inside
        return
    place = context.source.place(node.spot)
    if node.id and is_id(node.id):
        name = context.ids.keep(node.id, place)
    else:
        name = context.ids.make(f"{role}-{slug(words, 5) or 'sentence'}", place)
    yield Lifted(role="key" if role == "key" else "pull", id=name, inlines=inside)


def _link(node: Node, context: Context) -> Iterator[Inline]:
    check_attributes(node, context)
    inside = read_inlines(node.children, context)
    if not _LINK.fullmatch(node.text):
        message = f"link to {node.text or 'nothing'} is not allowed"
        hint = "a link leads to https://, http://, mailto: or #id of this note"
        context.find("N104", message, node, hint)
        yield from inside
        return
    if not plain(inside).strip():
        context.find("N139", "link has no text", node, "put the words to click on in the brackets")
        return
    if node.title:
        context.find("N102", "link carries a title", node, "say it in the text")
    yield Link(target=node.text, inlines=inside)


def _footnote(node: Node, context: Context) -> Iterator[Inline]:
    if context.inside:
        where = context.inside[-1]
        hint = "call it from the running text"
        context.find("N122", f"footnote stands inside a {where}", node, hint)
        return
    number = context.footnotes.next()
    place = context.source.place(node.spot)
    words = " ".join(
        child.text for block in node.children for child in block.below() if child.kind == "Text"
    )
    name = context.ids.make(f"note-{slug(words, 4) or number}", place)
    blocks = block_reader.read_blocks(node.children, replace(context, heading=name).within("footnote"))
    yield Footnote(id=name, number=number, blocks=blocks)

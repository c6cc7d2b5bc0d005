"""The answer of pandoc: what each citation says, and the works cited, as inlines of a note."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pipeline.note.text import (
    Code,
    Emphasis,
    Footnote,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Paragraph,
    Raised,
    Strong,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    _Node = dict[str, Any]
    """An element of pandoc's."""

_SPACES: Final = {"Space": " ", "SoftBreak": " "}
_MARKS: Final = {"SingleQuote": "‘’", "DoubleQuote": "“”"}
_TO_WORK: Final = "#ref-"
_AS_TYPED: Final = "as-typed"
"""The class of what has the key of a work, but is not one citation to pandoc (citations.lua)."""
_ADDRESSES: Final = ("https://", "http://", "mailto:")


@dataclass(frozen=True, slots=True)
class Work:
    """A work as the list of works cited has it.

    ``number`` is what stands before it in numeric styles, such as ``1.``; ``language`` is that of
    the work, empty if it is not given.
    """

    key: str
    number: str
    language: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class Answer:
    """What each citation says, in the order of the request, and the works in that of the style.

    A link to a work leads to ``#ref-`` and its key. A footnote has no id and the number 0.
    ``items`` are the CSL items of the works that are cited, by key, in no order.
    """

    citations: tuple[Inlines, ...]
    works: tuple[Work, ...]
    items: Mapping[str, Mapping[str, Any]]


def read_answer(text: str) -> Answer:
    """The answer to a request, from pandoc's."""
    said = json.loads(text)
    items = {item["id"]: item for item in said["items"]}
    blocks: list[dict[str, Any]] = said["document"]["blocks"]
    works = blocks.pop()["c"][1] if blocks and _is_list(blocks[-1]) else []
    citations = (one for block in blocks if block["t"] == "Para" for one in _said(block["c"]))
    return Answer(
        citations=tuple(_inlines(citation) for citation in citations),
        works=tuple(_work(division, items) for division in works),
        items=items,
    )


def _is_list(block: Mapping[str, Any]) -> bool:
    return bool(block["t"] == "Div" and block["c"][0][0] == "refs")


def _said(paragraph: list[_Node]) -> Iterator[list[_Node]]:
    """Yield what each citation of a paragraph says: it is one, or a footnote that has some."""
    match paragraph:
        case [{"t": "Note", "c": [{"c": inside}, *_]}]:
            yield from (one["c"][1] for one in inside if _is_citation(one))
        case [{"t": "Cite", "c": [_, inside]}]:
            yield inside
        case _:
            yield paragraph


def _is_citation(node: _Node) -> bool:
    return node["t"] == "Cite" or (node["t"] == "Span" and _AS_TYPED in node["c"][0][1])


def _work(division: _Node, items: Mapping[str, Mapping[str, Any]]) -> Work:
    attributes, blocks = division["c"]
    key = attributes[0].removeprefix("ref-")
    number: Inlines = ()
    words: list[_Node] = []
    for inline in (inline for block in blocks for inline in block["c"]):
        classes = inline["c"][0][1] if inline["t"] == "Span" else ()
        if "csl-left-margin" in classes:
            number = _inlines(inline["c"][1])
        else:
            words.append(inline)
    language = items[key].get("language", "") if key in items else ""
    return Work(key, plain(number).strip(), language, _inlines(words))


def _inlines(nodes: Iterable[dict[str, Any]]) -> Inlines:
    return tuple(_joined(inline for node in nodes for inline in _inline(node)))


def _joined(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Yield inlines, neighbouring texts as one."""
    for is_text, group in groupby(inlines, lambda one: isinstance(one, Text)):
        if not is_text:
            yield from group
        elif words := "".join(one.text for one in group if isinstance(one, Text)):
            yield Text(text=words)


def _inline(node: dict[str, Any]) -> Iterator[Inline]:
    kind: str = node["t"]
    content: Any = node.get("c")
    match kind:
        case "Str":
            yield Text(text=content)
        case "Space" | "SoftBreak":
            yield Text(text=_SPACES[kind])
        case "LineBreak":
            yield LineBreak()
        case "Code" | "Math":
            yield Code(text=content[1])
        case "Quoted":
            marks = _MARKS[content[0]["t"]]
            yield from (Text(text=marks[0]), *_inlines(content[1]), Text(text=marks[1]))
        case "Cite" | "Span":
            yield from _inlines(content[1])
        case "Link":
            yield from _link(content[2][0], _inlines(content[1]))
        case "Note":
            paragraphs = (Paragraph(id="note", inlines=_inlines(block["c"])) for block in content)
            yield Footnote(id="note", number=0, blocks=tuple(paragraphs))
        case _ if kind in _KINDS:
            yield _KINDS[kind](_inlines(content))
        case "SmallCaps" | "Underline" | "Strikeout":
            yield from _inlines(content)
        case _:
            pass  # What is raw is in the language of another format.


_KINDS: Final[dict[str, Callable[[Inlines], Inline]]] = {
    "Emph": lambda inlines: Emphasis(inlines=inlines),
    "Strong": lambda inlines: Strong(inlines=inlines),
    "Superscript": lambda inlines: Raised(position="super", inlines=inlines),
    "Subscript": lambda inlines: Raised(position="sub", inlines=inlines),
}


def _link(target: str, inlines: Inlines) -> Iterator[Inline]:
    """Yield a link, which ends where one inside it begins; what leads nowhere is plain words."""
    if not target.startswith((_TO_WORK, *_ADDRESSES)):
        yield from inlines
        return
    for is_link, group in groupby(inlines, lambda one: isinstance(one, Link)):
        if is_link:
            yield from group
        else:
            yield Link(target=target, inlines=tuple(group))

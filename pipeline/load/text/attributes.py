"""The attributes an element can have, and findings about others."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final, get_args

from pipeline.load.ids import is_id, is_reserved
from pipeline.note.text import LayoutHint

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node

LAYOUT_HINTS: Final[tuple[LayoutHint, ...]] = get_args(LayoutHint)
"""Layout hints, in the order in which a note keeps them."""


def check_attributes(
    node: Node,
    context: Context,
    *,
    classes: Collection[str] = (),
    keys: Collection[str] = (),
    may_have_id: bool = False,
) -> None:
    """Report each attribute of a node that is not among those allowed."""
    if node.kind == "Text" and (node.id or node.classes or node.pairs):
        _refuse_braces(node, context)
        return
    for name in node.classes:
        if name not in classes:
            spot = context.source.spot_in_braces(f".{name}", node.spot)
            hint = _hint(name, [one for one in classes if one not in node.classes], ".")
            context.report("N102", f"mark .{name} is not allowed here", spot, hint)
    for key, _ in node.pairs:
        if key not in keys:
            _refuse_key(key, node, context, keys)
    if node.id and (not may_have_id or not is_id(node.id) or is_reserved(node.id)):
        _refuse_id(node, context, may_have_id=may_have_id)
    check_once((node,), context)


def check_once(parts: Sequence[Node], context: Context) -> None:
    """Report a second id, or a second value of a key, of one element: one of them would be lost.

    ``parts`` are the nodes that have the attributes of the element, itself the last.
    """
    hint = "keep one of the two; braces on the line above count too"
    given: dict[str, str] = {}
    for part in parts:
        for key, value in (*((("id", part.id),) if part.id else ()), *part.pairs):
            if given.setdefault(key, value) != value:
                wanted = f"#{value}" if key == "id" else key
                spot = context.source.spot_in_braces(wanted, parts[-1].spot)
                context.report("N102", f"a second {key} is given", spot, hint)


BRACES: Final = (
    "put braces directly after their element: [text]{.key}; "
    "those of a paragraph go on a line of their own before it"
)


def layout_hints_of(node: Node) -> tuple[LayoutHint, ...]:
    """The layout hints of a node."""
    return tuple(hint for hint in LAYOUT_HINTS if hint in node.classes)


def _refuse_key(key: str, node: Node, context: Context, keys: Collection[str]) -> None:
    spot = context.source.spot_in_braces(key, node.spot)
    if key.lower() == "style" or key.lower().startswith("on"):
        hint = "remove it; the look comes from the style, and a note runs no scripts"
        context.report("N103", f"attribute {key} is not allowed", spot, hint)
    else:
        context.report("N102", f"attribute {key} is not allowed here", spot, _hint(key, keys, ""))


def _refuse_id(node: Node, context: Context, *, may_have_id: bool) -> None:
    spot = context.source.spot_in_braces(f"#{node.id}", node.spot)
    if may_have_id and is_reserved(node.id):
        hint = (
            "choose another; ids like this are used for pages, headings, cover, imprint and people"
        )
        context.report("N131", f"the id #{node.id} is reserved", spot, hint)
    elif may_have_id:
        hint = "use lower-case letters, digits and single hyphens, such as top-challenges"
        if is_id(other := node.id.lower().replace(":", "-").replace("_", "-")):
            hint = f"write {{#{other}}}, and refer to it by [](#{other})"
        context.report("N131", f"#{node.id} is not a valid id", spot, hint)
    else:
        hint = "ids belong to headings, paragraphs, figures, tables, boxes and lifted sentences"
        context.report("N102", f"id #{node.id} is not allowed here", spot, hint)


def _refuse_braces(node: Node, context: Context) -> None:
    """Report braces after bare words or white space, for which pandoc finds no element."""
    wanted = (
        f".{node.classes[0]}" if node.classes else f"#{node.id}" if node.id else node.pairs[0][0]
    )
    spot = context.source.spot_in_braces(wanted, node.spot) or context.source.any_braces(wanted)
    message, hint = "these attributes have no element", BRACES
    if spot and wanted in {".key", ".pull"}:
        before = context.source.lines[spot.line - 1][: spot.column - 1].rpartition("{")[0]
        if before[-1:].strip():
            message = f"a [ is missing before the sentence that {{{wanted}}} marks"
            hint = f"write [The whole sentence.]{{{wanted}}}"
    context.report("N127", message, spot, hint)


def _hint(name: str, known: Collection[str], sign: str) -> str:
    close = difflib.get_close_matches(name, known, 1, 0.6)
    if close:
        return f"did you mean {sign}{close[0]}?"
    if known:
        return "allowed here: " + ", ".join(f"{sign}{item}" for item in known)
    return "remove it; this element has none"

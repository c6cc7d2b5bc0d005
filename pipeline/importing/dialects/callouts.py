"""Callouts of GitHub, Obsidian and Quarto, in one form in pandoc's tree.

``> [!NOTE] Title``, ``::: {.callout-note title="Title"}`` and a callout whose first block is a
heading all become a division of the class ``callout-note`` whose title is a division of the class
``title`` at its head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.dialects.titles import title_of_line

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_KIND: Final = re.compile(r"\[!(?P<kind>[A-Za-z][\w -]*?)(?:\|[^\]]*)?\](?P<fold>[+-]?)")
_CALLOUT: Final = re.compile(r"callout(?:-\w+)?|admonition")


def settle_callouts(document: dict[str, Any], ledger: Ledger) -> None:
    """Bring the callouts of a tree into one form, in place."""
    open_parts: list[Any] = [document["blocks"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, dict):
            if part.get("t") == "BlockQuote":
                _settle_quotation(part, ledger)
            elif part.get("t") == "Div":
                _settle_division(part["c"])
            open_parts += [one for one in part.values() if not isinstance(one, str)]
        elif isinstance(part, list):
            open_parts += part


def _settle_quotation(block: dict[str, Any], ledger: Ledger) -> None:
    blocks = block["c"]
    if not blocks or blocks[0]["t"] not in {"Para", "Plain"}:
        return
    first = blocks[0]
    found = title_of_line(first["c"])
    match = _KIND.fullmatch(found.mark)
    if match is None:
        return
    kind = re.sub(r"\W+", "-", match["kind"].strip().lower())
    ledger.leave_out(0, match["kind"], "kind of a callout")
    rest = [{"t": "Para", "c": found.rest}] if found.rest else []
    title = [_title(found.title)] if found.title else []
    inside = [*title, *rest, *blocks[1:]]
    block.update(t="Div", c=[["", [f"callout-{kind}"], []], inside])


def _settle_division(content: list[Any]) -> None:
    (_, classes, pairs), blocks = content
    if not any(_CALLOUT.fullmatch(name) for name in classes):
        return
    named = next((value for key, value in pairs if key == "title"), "")
    content[0][2] = [[key, value] for key, value in pairs if key != "title"]
    if named:
        words: list[dict[str, Any]] = []
        for word in named.split():
            words += (
                [{"t": "Space"}, {"t": "Str", "c": word}] if words else [{"t": "Str", "c": word}]
            )
        content[1] = [_title(words), *blocks]
    elif blocks and blocks[0]["t"] == "Header":
        content[1] = [_title(blocks[0]["c"][2]), *blocks[1:]]


def _title(inlines: list[Any]) -> dict[str, Any]:
    return {"t": "Div", "c": [["", ["title"], []], [{"t": "Para", "c": inlines}]]}

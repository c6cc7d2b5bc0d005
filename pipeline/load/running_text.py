"""Checks on runs of text: what pandoc left as characters though the author meant markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import HAN

if TYPE_CHECKING:
    from pipeline.load.context import Context
    from pipeline.load.syntax import Node

_FOOTNOTE: Final = re.compile(r"\[\^[^\]\s]+\]")
_BRACES: Final = re.compile(r"\{\s*[.#][^{}]*\}|\{\s*[\w-]+=[^{}]*\}")
_BROKEN_LINK: Final = re.compile(r"\]\([^)\s]*\)?|\]\[[^\]]*\]")
_STARS: Final = re.compile(r"\*\*|(?<!\w)\*(?=\w)|(?<=\w)\*(?!\w)")
_STRAIGHT: Final = re.compile(r"[\"']")
_CHINESE: Final = re.compile(f"[{HAN}](?:[{HAN}\\s]*[{HAN}])?")

_LEFT_OVER: Final = (
    (_FOOTNOTE, "N120", "footnote {} is not defined", "add a line {}: text, apart from the paragraph"),
    (
        _BRACES,
        "N126",
        "{} belongs to nothing",
        "a mark follows its element without a space: [text]{{.key}}; "
        "a paragraph's mark stands on a line of its own before it",
    ),
    (_BROKEN_LINK, "N128", "link is broken", "a link is [text](https://address) without spaces"),
    (_STARS, "N129", "{} is left over", "emphasis opens and closes next to the words: *so*, **so**"),
    (_STRAIGHT, "N125", "straight quotation mark is left over", "close it, or type the curly one you mean"),
)


def check_text(node: Node, context: Context) -> None:
    """Report what is wrong with a run of text."""
    for pattern, code, message, hint in _LEFT_OVER:
        for match in pattern.finditer(node.text):
            found = match.group()
            spot = node.spot_of(match.start(), len(found))
            context.find(code, message.format(found), spot, hint.format(found))
    if context.language.partition("-")[0] not in {"zh", "ja", "ko"}:
        for match in _CHINESE.finditer(node.text):
            spot = node.spot_of(match.start(), len(match.group()))
            hint = f"write [{match.group()}]{{lang=zh-Hans}}"
            context.find("N123", "Chinese text is not marked as Chinese", spot, hint)

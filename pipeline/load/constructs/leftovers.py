"""Signs that mean something only with a partner elsewhere: definitions of links, entities."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DEFINITION: Final = re.compile(
    r"^[ ]{0,3}(?P<at>\[(?P<label>[^\^\[\]\n][^\[\]\n]*)\]:)", re.MULTILINE
)
_BRACKETS: Final = re.compile(r"\[([^\[\]\n]+)\](?!:)")
_ENTITY: Final = re.compile(r"(?<![\w&])&(?P<name>[A-Za-z][A-Za-z0-9]{2,30})(?P<end>;?)")
ENTITY: Final = (
    "no character has the name %s",
    "type the character itself, or write \\& to print the sign",
)
"""What is said of the name of a character that there is not, and the way on."""
_COMMON: Final = frozenset({"nbsp", "ndash", "mdash", "quot", "copy", "shy", "hellip", "euro"})


def find_unused_links(text: str) -> Iterator[re.Match[str]]:
    """The definitions of links that no link uses, which pandoc drops."""
    if "]:" not in text:
        return
    used = {" ".join(match[1].split()).casefold() for match in _BRACKETS.finditer(text)}
    for match in _DEFINITION.finditer(text):
        if " ".join(match["label"].split()).casefold() not in used:
            yield match


def find_entities(text: str) -> Iterator[re.Match[str]]:
    """Names of characters that HTML does not know, or that lack their semicolon."""
    if "&" not in text:
        return
    from html.entities import html5  # Over two thousand names, which few texts need.

    for match in _ENTITY.finditer(text):
        name = match["name"]
        unknown = name.islower() and f"{name};" not in html5
        if unknown if match["end"] else name in _COMMON:
            yield match

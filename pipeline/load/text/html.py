"""What is said of raw HTML: how that is written in Markdown."""

from __future__ import annotations

import re
from typing import Final

_TAG: Final = re.compile(r"</?\s*([A-Za-z][A-Za-z0-9]*)")
_OTHERWISE: Final = "write it in Markdown, or remove it"
_HINTS: Final = {
    "br": "end the line with a backslash: \\",
    "sup": "a superscript is m^3^",
    "sub": "a subscript is CO~2~",
    "b strong": "strong emphasis is **word**",
    "i em": "emphasis is *word*",
    "u ins mark": "use emphasis: *word*",
    "s del strike": "remove the words, or say in words that they were struck out",
    "a": "a link is [words](https://example.org); an id is in braces: {#id}",
    "img picture figure": "a picture is ![what it shows](figures/name.svg)",
    "table tr td th thead tbody": "a table is | Village | Hours |, under it | --- | --- |",
    "ul ol li": "begin each item with a hyphen or 1. and a space",
    "h1 h2 h3 h4 h5 h6": "a heading is # (theme), ## (question) or ### (topic)",
    "p div span center font": "remove the tag; the look comes from the styles",
    "blockquote": "begin each line of the quotation with >",
    "code kbd tt pre": "put it in backticks: `make`",
    "hr": "begin a topic with ### instead",
}
_IN_ROW: Final = frozenset({"br", "p", "ul", "ol", "li"})
_DRAW: Final = (
    "a row is one line; where a cell has several, draw the table: +------+ between its rows, "
    "+======+ below its heads, | between its cells"
)
_BY_TAG: Final = {tag: hint for tags, hint in _HINTS.items() for tag in tags.split()}


def message_for_html(text: str, *, is_in_row: bool = False) -> tuple[str, str]:
    """Message and hint for a piece of raw HTML, such as one in a row of a table."""
    if text.startswith("<!--"):
        hint = "remove it; keep remarks to yourself in note.yaml, after a #"
        return "an HTML comment is not allowed in a note", hint
    tag = _TAG.match(text)
    if is_in_row and tag and tag[1].lower() in _IN_ROW:
        return "raw HTML is not allowed", _DRAW
    return "raw HTML is not allowed", _BY_TAG.get(tag[1].lower(), _OTHERWISE) if tag else _OTHERWISE

"""All words of a syntax tree, and of HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Any, Final

_TEXTS: Final = frozenset(
    {"Str", "MetaString", "RawInline", "RawBlock", "Code", "CodeBlock", "Math"}
)
_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})
_APART: Final = frozenset({"Note", "Para", "Plain", "Header", "Image", "MetaInlines"})
_RUNNING: Final = frozenset(
    [
        "a",
        "abbr",
        "b",
        "cite",
        "code",
        "del",
        "em",
        "font",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "tt",
        "u",
        "var",
    ]
)
_TAG: Final = re.compile(r"</?[a-z][^<>]*>|<!--|-->", re.IGNORECASE)
_SILENT: Final = frozenset({"script", "style", "template", "math"})


def words_of_tree(document: dict[str, Any]) -> str:
    """Every piece of text in pandoc's syntax tree, titles and metadata among them."""
    parts: list[str] = []
    open_parts: list[Any] = [document["blocks"], document["meta"]]
    while open_parts:
        part = open_parts.pop()
        if isinstance(part, str):
            parts.append(part)
        elif isinstance(part, list):
            open_parts += [one for one in reversed(part) if isinstance(one, dict | list)]
        elif part.get("t") in _TEXTS:
            content = part["c"] if isinstance(part["c"], str) else part["c"][-1]
            parts.append(words_of_page(content) if part["t"].startswith("Raw") else content)
        elif part.get("t") in _SPACES:
            parts.append(" ")
        else:
            gap = [" "] if part.get("t") in _APART else []
            inner = [one for one in part.values() if isinstance(one, dict | list)]
            open_parts += [*gap, *reversed(inner), *gap]
    return "".join(parts)


def words_of_page(text: str) -> str:
    """The text of a web page, but not its scripts, styles and formulas."""
    parser = _PageWords()
    # The search for an unclosed comment is repeated at each character that could begin one.
    closed = text.rfind("-->") + 1
    parser.feed(text[:closed] + text[closed:].replace("<!--", " "))
    parser.close()
    return "".join(parser.parts)


def without_tags(raw: str) -> str:
    """The words of a piece of raw HTML."""
    return _TAG.sub(" ", raw)


class _PageWords(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._gap(tag)
        self.silent += tag in _SILENT

    def handle_endtag(self, tag: str) -> None:
        self._gap(tag)
        self.silent -= tag in _SILENT and self.silent > 0

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(data)

    def _gap(self, tag: str) -> None:
        if tag not in _RUNNING:
            self.parts.append(" ")

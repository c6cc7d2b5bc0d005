"""Captions, sources and notes with marks, which pandoc leaves unread as values of attributes.

Each is a paragraph at the head of the text that pandoc is given, so that all of it means what it
means elsewhere, footnotes among it. In the place of the value stands a key of as many characters.
In the tree the paragraphs become one block of the kind `LINES`, by their keys.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.load.constructs.covering import cover
from pipeline.load.constructs.dollars import DOLLAR
from pipeline.load.constructs.plain_values import find_marked_lines

LINES: Final = "Lines"
"""The kind of the block that holds the lines: pairs of a key and inlines."""

# Of the areas for private use. No line of a paragraph that begins with a sign opens a block.
_FIRST_KEY: Final = 0xF0000
_DIGITS: Final = 4096
_OPENING: Final = "\U00100000"

_POSITION: Final = re.compile(r"(\d+):(\d+)")
_COLONS: Final = re.compile(":+")
_SIGN: Final = re.compile(r"(?<!\\)\$")
# A line end with what stands before the words of the next line, which is no part of the value.
_TYPED: Final = re.compile(r"\n[ \t>]*|[^\n]")


@dataclass(slots=True)
class MarkedText:
    """A text for pandoc that begins with the lines of its figures and tables.

    ``places`` are, for each of those, its line in the file, from 0, and how much further right
    its characters stand there.
    """

    text: str
    keys: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def restored(self, tree: str) -> str:
        """The tree of the file for the tree of this text."""
        try:
            root = json.loads(tree)
        except RecursionError:
            return tree  # Too deep for whoever reads it, too.
        head, *blocks = root["blocks"]
        lines = [list(_without_openings(_inlines_of(one))) for one in head["c"][1]]
        pairs = [list(pair) for pair in zip(self.keys, lines, strict=True)]
        root["blocks"] = [*blocks, {"t": LINES, "c": pairs}]
        self._move_all(root)
        return json.dumps(root, ensure_ascii=False, separators=(",", ":"))

    def _move_all(self, root: Any) -> None:
        waiting: list[Any] = [root]
        while waiting:
            node = waiting.pop()
            if isinstance(node, dict):
                waiting.extend(node.values())
            elif isinstance(node, list):
                if len(node) == 2 and node[0] == "data-pos":
                    name, at, stretches = node[1].rpartition("@")
                    node[1] = f"{name}{at}{_POSITION.sub(self._moved, stretches)}"
                else:
                    waiting.extend(node)

    def _moved(self, match: re.Match[str]) -> str:
        line, column = int(match[1]), int(match[2])
        if line > len(self.places):
            return f"{line - len(self.places)}:{column}"
        number, shift = self.places[line - 1]
        return f"{number + 1}:{max(1, column + shift)}"


def marked_text(text: str) -> MarkedText | None:
    """A text with marks in lines of figures and tables as pandoc can read it; None without any."""
    if not any(find_marked_lines(text, text)):
        return None  # Not even in code.
    spans = list(find_marked_lines(cover(text), text))
    if not spans:
        return None
    fence = ":" * (max((len(run) for run in _COLONS.findall(text)), default=0) + 3)
    marked, head = MarkedText(""), [f"{fence} {LINES.lower()}"]
    marked.places.append((0, 0))
    body, done = [], 0
    for number, (start, end) in enumerate(spans):
        key = _key(number, sum(one[0] != "\n" for one in _TYPED.findall(text[start:end])))
        marked.keys.append(key)
        body += [text[done:start], _in_lines(key, text[start:end])]
        done = end
        for own, place in _lines(text, start, end):
            head.append(own)
            marked.places.append(place)
        head.append("")
        marked.places.append(marked.places[-1])
    marked.places.append(marked.places[-1])
    marked.text = "\n".join((*head, fence, "".join((*body, text[done:]))))
    return marked


def key_of_line(value: str) -> str:
    """The key that the value of an attribute is, wherever its lines end."""
    return "".join(value.split())


def _lines(text: str, start: int, end: int) -> Iterator[tuple[str, tuple[int, int]]]:
    """Yield the lines of a value for pandoc, each with its place in the file."""
    number = text.count("\n", 0, start)
    column = start - (text.rfind("\n", 0, start) + 1)
    for place, line in enumerate(text[start:end].split("\n")):
        words = line.lstrip(" \t>" if place else " \t")
        at = (column if not place else 0) + len(line) - len(words)
        # A formula has no place there, so every dollar sign is one.
        shown = _SIGN.sub(DOLLAR, words)
        yield f"{_OPENING} {shown}", (number + place, at - len(_OPENING) - 1)


def _key(number: int, length: int) -> str:
    """A text of some characters that stands for the line of a number."""
    digits = []
    for _ in range(length):
        number, digit = divmod(number, _DIGITS)
        digits.append(chr(_FIRST_KEY + digit))
    return "".join(digits)


def _in_lines(key: str, typed: str) -> str:
    """A key with its lines where those of the value end."""
    signs = iter(key)
    return _TYPED.sub(lambda one: one[0] if one[0][0] == "\n" else next(signs), typed)


def _inlines_of(block: dict[str, Any]) -> list[Any]:
    """The inlines of a paragraph, in a division that has its place or in none."""
    content: list[Any] = block["c"]
    return content if block["t"] == "Para" else _inlines_of(content[1][0])


def _without_openings(inlines: list[Any]) -> Iterator[Any]:
    """Yield inlines without the sign and the space that begin each line."""
    following = iter(inlines)
    for inline in following:
        if _text_of(inline) == _OPENING:
            next(following)
            continue
        content = inline.get("c")
        if _are_inlines(content):
            inline["c"] = list(_without_openings(content))
        elif isinstance(content, list):
            inline["c"] = [
                list(_without_openings(part)) if _are_inlines(part) else part for part in content
            ]
        yield inline


def _are_inlines(part: Any) -> bool:
    return isinstance(part, list) and bool(part) and all(isinstance(one, dict) for one in part)


def _text_of(inline: dict[str, Any]) -> str:
    """The characters of a word, in a wrapper that has its place or in none."""
    if inline["t"] == "Str":
        return str(inline["c"])
    if inline["t"] == "Span" and len(inline["c"][1]) == 1:
        return _text_of(inline["c"][1][0])
    return ""

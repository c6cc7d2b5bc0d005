"""What makes up most of a text that pandoc could not parse: where its author should look first."""

from __future__ import annotations

import re
from typing import Final

# Constructs known to be slow to parse.
_KINDS: Final = (
    ("{:,} rows of tables", re.compile(r"^ *\|.*$", re.MULTILINE)),
    ("{:,} headings", re.compile(r"^ {0,3}#{1,6} .*$", re.MULTILINE)),
    ("{:,} list items", re.compile(r"^ *(?:[-+*]|\d+[.)]) .*$", re.MULTILINE)),
    (
        "{:,} runs of brackets, asterisks, backticks or quotation marks",
        re.compile(r"[][*_`~^<>\"']+"),
    ),
)


def hint_for_slow_text(text: str) -> str:
    """A hint that names what makes up most of a text, if anything does."""
    found = [(words, [match.group() for match in kind.finditer(text)]) for words, kind in _KINDS]
    words, parts = max(found, key=lambda one: sum(map(len, one[1])))
    if sum(map(len, parts)) * 4 < len(text):
        return "split the file, or remove parts of it until you have found the cause"
    longest = max(map(len, parts))
    if "runs" in words and longest * 4 > len(text):
        return f"look for a run of {longest:,} brackets, asterisks, backticks or quotation marks"
    return f"it contains {words.format(len(parts))}: split the file, or remove some of them"

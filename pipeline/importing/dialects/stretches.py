"""Marks of a dialect in a text, found where they are marks and not in code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.load.constructs.covering import cover

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_FENCE: Final = re.compile(
    r"^(?P<indent>[ \t>]*)(?P<fence>`{3,}|~{3,})[ \t]*(?P<info>[^`\n]*)\n"
    r"(?P<body>.*?)(?:^[ \t>]*(?P=fence)[`~]*[ \t]*(?:\n|\Z)|\Z)",
    re.MULTILINE | re.DOTALL,
)


def rewrite(text: str, mark: re.Pattern[str], write: Callable[[re.Match[str]], str]) -> str:
    """A text with every mark that does not begin in code, a tag or an address written anew."""
    if mark.search(text) is None:
        return text
    covered = cover(text)

    def write_one(match: re.Match[str]) -> str:
        start = match.start()
        return write(match) if covered[start] == text[start] else match.group()

    return mark.sub(write_one, text)


def fences(text: str) -> Iterator[re.Match[str]]:
    """Yield the fenced code of a text: its ``indent``, ``fence``, ``info`` and ``body``."""
    yield from _FENCE.finditer(text)


def rewrite_fences(text: str, write: Callable[[re.Match[str]], str]) -> str:
    """A text with its fenced code written anew."""
    return _FENCE.sub(write, text)

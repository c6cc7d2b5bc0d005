"""The words of a page of the web edition, and marks around some of them, in its own bytes.

The page is of our own making: its tags are closed, and nothing of it is written anew.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.tokens import SIGNS, words_in
from pipeline.languages.marks import MARKS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_PART: Final = re.compile(
    r"<!--.*?-->|<!?(?P<end>/?)(?P<tag>[A-Za-z][\w-]*)(?:\"[^\"]*\"|'[^']*'|[^\"'>])*>|[^<]+|<",
    re.DOTALL,
)
_SILENT: Final = frozenset({"script", "style", "svg", "math", "template", "nav", "button"})
_LEFT: Final = re.compile(r"^[^\w]+(?=.*\w)", re.DOTALL)
_RIGHT: Final = re.compile(rf"(?<=[\w{MARKS}])[^\w{MARKS}]+$")
_CHUNK: Final = re.compile(rf"[{SIGNS}]|[^\s{SIGNS}]+")


@dataclass(frozen=True, slots=True)
class Chunk:
    """A stretch of characters without a space: where it is in a text, and the words in it."""

    start: int
    end: int
    words: tuple[str, ...]


def chunks_of(text: str, first: int = 0) -> Iterator[Chunk]:
    """Yield the chunks of a text that have words, without the signs around them.

    ``first`` is added to their places.
    """
    for found in _CHUNK.finditer(text):
        if words := tuple(words_in(found[0])):
            left = len(found[0]) - len(_LEFT.sub("", found[0]))
            right = len(_RIGHT.sub("", found[0]))
            yield Chunk(first + found.start() + left, first + found.start() + right, words)


def chunks_of_page(page: str) -> tuple[Chunk, ...]:
    """The chunks of what a page says; menus, buttons and drawings are left out."""
    found: list[Chunk] = []
    silent: list[str] = []
    is_inside = False
    for part in _PART.finditer(page):
        tag = (part["tag"] or "").lower()
        if tag == "body":
            is_inside = not part["end"]
        elif tag in _SILENT and not part[0].endswith("/>"):
            if not part["end"]:
                silent.append(tag)
            elif tag in silent:
                silent.remove(tag)
        elif not tag and part[0][0] != "<" and is_inside and not silent:
            found += _of_html(part[0], part.start())
    return tuple(found)


def _of_html(text: str, first: int) -> Iterator[Chunk]:
    for found in _CHUNK.finditer(text):
        if words := tuple(words_in(html.unescape(found[0]))):
            yield Chunk(first + found.start(), first + found.end(), words)


def put_in(page: str, pieces: Mapping[int, Iterable[str]]) -> str:
    """A page with pieces of HTML put in at places; several at one place in their order."""
    parts, last = [], 0
    for place in sorted(pieces):
        parts += [page[last:place], *pieces[place]]
        last = place
    return "".join((*parts, page[last:]))

"""Texts with codes as tags, for files that hold plain text: ``<1>``, ``</1>`` and ``<2/>``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.translating.marks.content import Code, Content, Role

_TAG: Final = re.compile(r"<(?P<end>/?)(?P<number>[0-9]{1,6})(?P<alone>/?)>")
_LIKE_ONE: Final = re.compile(r"<(?=/?[0-9]{1,6}/?>)|&(?=(?:amp|lt);)")
_REFERENCE: Final = re.compile("&(amp|lt);")
_MEANT: Final = {"amp": "&", "lt": "<"}


@dataclass(frozen=True, slots=True)
class Tag:
    """A code in what a translator gave back: its number, and which end of a passage it is."""

    role: Role
    number: int


Marked = tuple["str | Tag", ...]
"""A text with tags."""


def with_tags(content: Content) -> str:
    """A content as one line of text. What looks like a tag in the text is written with ``&``."""
    return "".join(
        _LIKE_ONE.sub(lambda match: "&lt;" if match[0] == "<" else "&amp;", piece)
        if isinstance(piece, str)
        else tag_of(piece)
        for piece in content.pieces
    )


def tag_of(code: Code) -> str:
    """The tag that stands for a code."""
    match code.role:
        case "open":
            return f"<{code.number}>"
        case "close":
            return f"</{code.number}>"
        case "alone":
            return f"<{code.number}/>"


def read_tags(text: str) -> Marked:
    """The text and the tags of a line."""
    return tuple(_read(text))


def _read(text: str) -> Iterator[str | Tag]:
    done = 0
    for match in _TAG.finditer(text):
        if match["end"] and match["alone"]:
            continue
        if done < match.start():
            yield _meant(text[done : match.start()])
        role: Role = "close" if match["end"] else "alone" if match["alone"] else "open"
        yield Tag(role, int(match["number"]))
        done = match.end()
    if done < len(text):
        yield _meant(text[done:])


def _meant(text: str) -> str:
    return _REFERENCE.sub(lambda match: _MEANT[match[1]], text)

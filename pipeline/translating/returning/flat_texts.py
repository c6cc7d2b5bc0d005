"""Texts as one string each, by which it is seen whether two are the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.translating.files.marked_file import Returned
    from pipeline.translating.marks.content import Content

_WIDE: Final = re.compile("[。！？][」』”’）]*$")
_CLOSING: Final = 4
"""The most signs at the end of a sentence that are looked at."""


def flat(content: Content) -> str:
    """A content as one string without spaces, in which codes count by their numbers."""
    return _joined(
        piece if isinstance(piece, str) else f"\0{piece.role}{piece.number}\0"
        for piece in content.pieces
    )


def flat_of(segments: Sequence[Returned]) -> str:
    """The same for the source that came back, which may have been several sentences."""
    return _joined(
        piece if isinstance(piece, str) else f"\0{piece.role}{piece.number}\0"
        for one in segments
        for piece in one.source
    )


def _joined(parts: Iterable[str]) -> str:
    return "".join("".join(parts).split())


def ends_wide(content: Content) -> bool:
    """Whether no space follows a sentence in its script."""
    return _is_wide(content.words)


def _is_wide(text: str) -> bool:
    """Whether a text ends with a sign behind which no space is, and the marks that close it."""
    return _WIDE.search(text[-_CLOSING:]) is not None

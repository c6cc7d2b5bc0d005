"""Texts as one string each, by which it is seen whether two are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.translating.files.marked_file import Returned
    from pipeline.translating.marks.content import Content


def flat(content: Content) -> str:
    """A content as one string in which codes count by their numbers."""
    return " ".join(
        "".join(
            piece if isinstance(piece, str) else f"\0{piece.role}{piece.number}\0"
            for piece in content.pieces
        ).split()
    )


def flat_of(segments: Sequence[Returned]) -> str:
    """The same for the source that came back, which may have been several sentences."""
    parts: list[str] = []
    for one in segments:
        parts += [
            piece if isinstance(piece, str) else f"\0{piece.role}{piece.number}\0"
            for piece in one.source
        ]
        parts.append(one.space or ("" if _is_wide("".join(parts)[-1:]) else " "))
    return " ".join("".join(parts).split())


def ends_wide(content: Content) -> bool:
    """Whether no space follows a sentence in its script."""
    return _is_wide(content.words[-1:])


def _is_wide(sign: str) -> bool:
    """Whether a sign ends a sentence without a space behind it."""
    return sign != "" and sign in "。！？」』”’）…"

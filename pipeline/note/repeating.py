"""Lines of a note as they are repeated elsewhere: in lists, in pull quotes, on one-pagers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.invisible import SOFT_HYPHEN, without_soft_hyphens
from pipeline.note.replacing import replace_inlines
from pipeline.note.text import (
    Citation,
    Code,
    Footnote,
    Formula,
    Lifted,
    LineBreak,
    Link,
    Reference,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from pipeline.note.text import Inline, Inlines

_OBJECT = "\ufffc"
"""Stands for a formula where characters are counted."""


def repeated(inlines: Inlines) -> Inlines:
    """Inlines without their footnotes and anchors, which are elsewhere."""
    return replace_inlines(inlines, _repeated)


def unlinked(inlines: Inlines) -> Inlines:
    """The same without links: for what is a link itself, and for what nobody can click on."""
    return replace_inlines(inlines, _unlinked)


def _repeated(inline: Inline) -> Inline | Inlines:
    match inline:
        case Footnote():
            return ()
        case Lifted() | Citation():
            return repeated(tuple(inline.inlines))
        case _:
            return inline


def _unlinked(inline: Inline) -> Inline | Inlines:
    match inline:
        case Footnote():
            return ()
        case Lifted() | Link() | Reference() | Citation():
            return unlinked(tuple(inline.inlines))
        case _:
            return inline


def shortened(inlines: Inlines, most: int) -> Inlines:
    """Inlines cut at a word if they have more characters than ``most``.

    A formula counts as one character, and is never cut.
    """
    text = plain(replace_inlines(inlines, _counted))
    if len(text) <= most:
        return inlines
    end = text.rfind(" ", 0, most)
    return (*replace_inlines(inlines, _Cut(end if end > 0 else most - 1)), Text(text="…"))


def _counted(inline: Inline) -> Inline:
    return Text(text=_OBJECT) if isinstance(inline, Formula) else inline


class _Cut:
    """Leaves out the inlines after the first ``left`` characters."""

    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self, inline: Inline) -> Inline | Inlines:
        """The inline, what is left of it, or nothing."""
        if self._left <= 0:
            return ()
        match inline:
            case Text() | Code():
                text = _opening(inline.text, self._left)
                self._left -= len(without_soft_hyphens(text))
                return inline if text == inline.text else inline.model_copy(update={"text": text})
            case Formula() | LineBreak():
                self._left -= 1
                return inline
            case _:
                return inline


def _opening(text: str, most: int) -> str:
    """The first characters of a text; soft hyphens do not count."""
    end = most
    while text.count(SOFT_HYPHEN, 0, end) > end - most and end < len(text):
        end += 1
    return text[:end]

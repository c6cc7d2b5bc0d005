"""Lines of a note as they are repeated elsewhere: in lists, in pull quotes, on one-pagers.

A key message stands in a panel under the heading of its question. Where it is also the first
sentence of the text, that goes on below the panel on pages; where it is all, there is no more.
"""

from __future__ import annotations

from dataclasses import dataclass
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
    Paragraph,
    Reference,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from pipeline.note.text import Blocks, Inline, Inlines

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


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands in the panel of a question, and what below it.

    ``anchor`` is the id of a paragraph that is in the panel as a whole, else empty. ``said`` is how
    many letters and signs the panel has of the first paragraph below it.
    """

    messages: tuple[Lifted, ...]
    blocks: Blocks
    anchor: str = ""
    said: int = 0


def opening_of(messages: tuple[Lifted, ...], blocks: Blocks) -> Opening:
    """Divide the text of a question, which has these key messages, for pages."""
    given = Opening(messages, blocks)
    first = blocks[0] if blocks else None
    if len(messages) != 1 or not isinstance(first, Paragraph) or first.layout_hints:
        return given
    lifted, rest = first.inlines[0], first.inlines[1:]
    if not isinstance(lifted, Lifted) or lifted.role != "key" or not _is_bare(lifted):
        return given
    if not rest:
        return Opening((lifted,), blocks[1:], first.id)
    behind = rest[0]
    if not isinstance(behind, Text) or not behind.text.startswith(" "):
        return given
    rest = (behind.model_copy(update={"text": behind.text.lstrip(" ")}), *rest[1:])
    below = first.model_copy(update={"inlines": rest})
    return Opening((lifted,), (below, *blocks[1:]), said=len("".join(plain((lifted,)).split())))


def _is_bare(lifted: Lifted) -> bool:
    """Whether a key message has neither notes nor citations, which belong to the text."""
    return repeated(lifted.inlines) == lifted.inlines

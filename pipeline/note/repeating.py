"""Lines of a note as they are repeated elsewhere: in lists, in pull quotes, on one-pagers.

A key message stands in a panel under the heading of its question or theme. Where it is also the
first sentence of the text, that goes on below the panel; where it is all, there is no more.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

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


_END: Final = re.compile(r"[.?!…。？！؟۔।॥](?= |$)")
"""What ends a sentence behind its citation."""


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
    """What stands in the panel of a question or theme, and what below it.

    ``blocks`` are its own text and ``topic`` that of its first topic. ``anchor`` is the id of the
    paragraph or sentence that stands in the panel and not below it, else empty.
    """

    messages: tuple[Lifted, ...]
    blocks: Blocks
    topic: Blocks = ()
    anchor: str = ""


def opening_of(messages: tuple[Lifted, ...], blocks: Blocks, topic: Blocks = ()) -> Opening:
    """Divide a text, which has these key messages, ``blocks`` of its own and those of a topic.

    A message is said once: text that begins with it goes on without it. Its notes and citations
    are in the panel then.
    """
    given = Opening(messages, blocks, topic)
    if len(messages) != 1:
        return given
    below, anchor, message = _below(blocks or topic)
    if message is None or not (blocks or below):
        # A heading of a topic needs text.
        return given
    return Opening((message,), below if blocks else blocks, topic if blocks else below, anchor)


def _below(blocks: Blocks) -> tuple[Blocks, str, Lifted | None]:
    """A text without the key message that it begins with, the id of what is left out, and that.

    There is no message if the text does not begin with one.
    """
    first = blocks[0] if blocks else None
    if not isinstance(first, Paragraph) or first.layout_hints:
        return blocks, "", None
    lifted, rest = first.inlines[0], first.inlines[1:]
    if not isinstance(lifted, Lifted) or lifted.role != "key":
        return blocks, "", None
    told, rest = _told_with(rest)
    lifted = lifted.model_copy(update={"inlines": (*lifted.inlines, *told)}) if told else lifted
    if not rest:
        return blocks[1:], first.id, lifted
    behind = rest[0]
    if not isinstance(behind, Text) or not behind.text.startswith(" "):
        return blocks, "", None
    rest = (*_left_of(behind, behind.text.lstrip(" ")), *rest[1:])
    return (first.model_copy(update={"inlines": rest}), *blocks[1:]), lifted.id, lifted


def _told_with(rest: Inlines) -> tuple[Inlines, Inlines]:
    """The notes and citations right behind a sentence, with the mark that ends it, and the rest."""
    told: list[Inline] = []
    while rest:
        spaced = len(rest) > 1 and isinstance(rest[0], Text) and not rest[0].text.strip()
        # One that is not in brackets begins the next sentence: "Reed (2020) says".
        count = 2 if spaced and isinstance(rest[1], Citation) and rest[1].source[0] == "[" else 1
        if count == 1 and not isinstance(rest[0], Footnote | Citation):
            break
        told += rest[:count]
        rest = rest[count:]
    behind = rest[0] if told and rest else None
    if isinstance(behind, Text) and (mark := _END.match(behind.text)):
        told.append(Text(text=mark[0]))
        rest = (*_left_of(behind, behind.text[mark.end() :]), *rest[1:])
    return tuple(told), rest


def _left_of(text: Text, left: str) -> Inlines:
    """What is left of a text; nothing if that is empty."""
    return (text.model_copy(update={"text": left}),) if left else ()

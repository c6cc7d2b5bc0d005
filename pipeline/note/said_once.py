"""Key messages that open their question, which pages show once and not once more below.

A key message stands in a panel under the heading of its question. Where it is also the first
sentence of the text, that goes on below the panel; where it is all of the text, there is no more.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.note import text as t
from pipeline.note.repeating import repeated
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Opening:
    """What stands in the panel of a question, and what below it.

    ``anchor`` is the id of a paragraph that is in the panel as a whole, else empty. ``said`` is how
    many letters and signs the panel has of the first paragraph below it.
    """

    messages: tuple[t.Lifted, ...]
    blocks: t.Blocks
    anchor: str = ""
    said: int = 0


def opening_of(messages: Sequence[t.Lifted], blocks: t.Blocks) -> Opening:
    """Divide the text of a question, which has these key messages, for pages."""
    given = Opening(tuple(messages), blocks)
    first = blocks[0] if blocks else None
    if len(messages) != 1 or not isinstance(first, t.Paragraph) or first.layout_hints:
        return given
    lifted, rest = first.inlines[0], first.inlines[1:]
    if not isinstance(lifted, t.Lifted) or lifted.role != "key" or not _is_bare(lifted):
        return given
    if not rest:
        return Opening((lifted,), blocks[1:], first.id)
    behind = rest[0]
    if not isinstance(behind, t.Text) or not behind.text.startswith(" "):
        return given
    rest = (behind.model_copy(update={"text": behind.text.lstrip(" ")}), *rest[1:])
    below = first.model_copy(update={"inlines": rest})
    return Opening((lifted,), (below, *blocks[1:]), said=len("".join(plain((lifted,)).split())))


def _is_bare(lifted: t.Lifted) -> bool:
    """Whether a key message has neither notes nor citations, which belong to the text."""
    return repeated(lifted.inlines) == lifted.inlines

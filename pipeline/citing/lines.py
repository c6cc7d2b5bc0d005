"""Citations in their line: what stands before and behind them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.languages.punctuation import STOPS
from pipeline.note.text import Citation, Footnote, Inline, Inlines, Raised, Text
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PUNCTUATION: Final = re.compile(f"[{STOPS}]+[”’»]*")
_SPACE: Final = re.compile(r"[ \u00a0]+$")


def settle_line(line: Inlines) -> Inlines:
    """A line in which a note follows the word or the punctuation at once, as pandoc has it.

    Of two full stops, one at the end of a citation and one behind it, one is left.
    """
    if not any(isinstance(inline, Citation) for inline in line):
        return line
    return tuple(_settled(line))


def _settled(line: Sequence[Inline]) -> Iterator[Inline]:
    rest = list(line)
    for place in range(len(rest)):
        following = rest[place + 1] if place + 1 < len(rest) else None
        match rest[place], following:
            case Text() as text, Citation() if _is_raised(following):
                words = _SPACE.sub("", text.text)
                rest[place] = text.model_copy(update={"text": words})
                moved = {"moved": (text.text[len(words) :], "")}
                rest[place + 1] = following.model_copy(update=moved)
            case Citation() as citation, Text():
                rest[place], rest[place + 1] = _before_text(citation, following)
            case _:
                pass
    return (one for one in rest if not isinstance(one, Text) or one.text)


def _is_raised(citation: Citation) -> bool:
    """Whether what a citation says is a call or raised, so that no space stands before it."""
    return bool(citation.inlines) and isinstance(citation.inlines[0], Footnote | Raised)


def _before_text(citation: Citation, text: Text) -> tuple[Citation, Text]:
    found = _PUNCTUATION.match(text.text)
    if found is None:
        return citation, text
    inlines = citation.inlines
    if inlines and isinstance(inlines[-1], Footnote | Raised):
        words, call = inlines[:-1], inlines[-1]
        moved = Text(text=found.group())
        left = text.model_copy(update={"text": text.text[found.end() :]})
        changed = {"inlines": (*words, moved, call), "moved": (citation.moved[0], moved.text)}
        return citation.model_copy(update=changed), left
    if plain(inlines).endswith(".") and text.text.startswith("."):
        left = text.model_copy(update={"text": text.text[1:]})
        return citation.model_copy(update={"moved": (citation.moved[0], ".")}), left
    return citation, text

"""Punctuation and ordinal numbers as their language has them, across the elements of a line.

In French a semicolon has its space also behind a link, and « before an emphasis; the ending of 1er
is raised. Text is changed where it is shown, and nowhere else.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.note import text as t
from pipeline.note.walk import plain
from pipeline.press.markup.lines.note_marks import place_marks
from pipeline.typography import set_beside, set_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_NEAR: Final = 8
"""The characters beside a text that decide on its spaces."""
_NO_TEXT: Final = "\u2060"


def shown_line(line: t.Inlines, language: str) -> t.Inlines:
    """A line as it is shown: marks of notes, spaces and endings where its language has them."""
    return raised(spaced(place_marks(line, language), language), language)


def spaced(line: t.Inlines, language: str, before: str = "", after: str = "") -> t.Inlines:
    """A line with the spaces of its signs, where an element begins or ends beside them."""
    known = find_language(language)
    if known is None or not (known.spaces.narrow or known.spaces.no_break) or len(line) == 0:
        return line
    seen = [before, *(plain((one,)) or _NO_TEXT for one in line), after]
    ahead = [text[-_NEAR:] for text in seen]
    return tuple(
        _beside(one, language, ahead[place], seen[place + 2][:_NEAR])
        for place, one in enumerate(line)
    )


def _beside(inline: t.Inline, language: str, before: str, after: str) -> t.Inline:
    match inline:
        case t.Text():
            text = set_beside(inline.text, before, after, language)
            return inline if text == inline.text else t.Text(text=text)
        case t.Emphasis() | t.Strong() | t.Link() | t.Lifted() | t.Citation():
            inside = spaced(inline.inlines, language, before, after)
            return inline.model_copy(update={"inlines": inside})
        case _:
            return inline


def raised(line: t.Inlines, language: str) -> t.Inlines:
    """A line with the endings of its ordinal numbers above it."""
    ordinals = _ordinals(language)
    if ordinals is None:
        return line
    return tuple(piece for one in line for piece in _divided(one, language, ordinals))


def raised_in(markup: str, language: str) -> str:
    """The same for markup that has no attributes with text in them."""
    ordinals = _ordinals(language)
    return ordinals.sub(r"\1<sup>\2</sup>", markup) if ordinals else markup


def _divided(inline: t.Inline, language: str, ordinals: re.Pattern[str]) -> Iterator[t.Inline]:
    if not isinstance(inline, t.Text) or not ordinals.search(inline.text):
        yield inline
        return
    # Spaces are set while the number is whole.
    words, done = set_text(inline.text, language), 0
    for match in ordinals.finditer(words):
        yield t.Text(text=words[done : match.end(1)])
        yield t.Raised(position="super", inlines=(t.Text(text=match[2]),))
        done = match.end()
    if done < len(words):
        yield t.Text(text=words[done:])


@cache
def _ordinals(tag: str) -> re.Pattern[str] | None:
    """A pattern for ordinal numbers and their endings; None for a language that raises none."""
    known = find_language(tag)
    if known is None or not known.raised_endings:
        return None
    endings = "|".join(one for one in known.raised_endings if one.islower())
    # Of one Roman numeral only those that are no words, as "Vers" is.
    alone = "|".join(one for one in known.raised_endings if not one.islower())
    return re.compile(
        rf"(?<![\w./@:#=&])(\d+|[IVX]{{2,}}|[IVX](?=(?<=(?=(?:{alone})\b).)))"
        rf"({endings})(?!\w|[@/.]\w|@)"
    )

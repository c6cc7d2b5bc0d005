"""Marks of notes on the side of a stop where their language has them (`Language.note_marks`).

In French, Spanish and Russian a mark stands before a full stop, comma, colon or semicolon, in
English behind it; other signs, such as a question mark, stay where they are. What the author typed
is moved where it is shown, and nowhere else.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.note import text as t
from pipeline.typography import set_text

if TYPE_CHECKING:
    from collections.abc import Sequence

_STOP_AT_END: Final = re.compile("(?<![.,;:…])[ \u00a0\u202f]*[.,;:]$")
_STOP_AT_START: Final = re.compile(r"[ \u00a0\u202f]?[.,;:][”’]*(?=[\s»”’)\]]|$)")
_BEGINS_LOWER: Final = re.compile(r"\s*[^\W\d_]")
_LAST_WORD: Final = re.compile(r"\S+$")
_INITIAL: Final = re.compile(r"[^\W\d_]\.$")


def place_marks(line: t.Inlines, language: str) -> t.Inlines:
    """A line with its marks of notes where its language has them."""
    if not any(isinstance(one, t.Footnote) for one in line):
        return line
    known = find_language(language)
    if known is None or known.note_marks == "as-typed":
        return line
    placed = list(line)
    first = 0
    while first < len(placed):
        last = first
        while last < len(placed) and isinstance(placed[last], t.Footnote):
            last += 1
        if last > first:
            marks = tuple(placed[first:last])
            if known.note_marks == "before":
                placed[:last] = _before(placed[:first], marks, placed[last:], language)
            else:
                placed[first:] = _behind(marks, placed[last:])
        first = max(last, first + 1)
    return tuple(placed)


def _behind(marks: t.Inlines, after: Sequence[t.Inline]) -> t.Inlines:
    """Marks behind the stop with which the rest of the line begins, and that rest."""
    if after and isinstance(after[0], t.Text) and (stop := _STOP_AT_START.match(after[0].text)):
        rest = after[0].text[stop.end() :]
        others = (t.Text(text=rest), *after[1:]) if rest else tuple(after[1:])
        return (t.Text(text=stop.group()), *marks, *others)
    return (*marks, *after)


def _before(
    before: Sequence[t.Inline], marks: t.Inlines, after: Sequence[t.Inline], language: str
) -> t.Inlines:
    """Marks before the stop with which the line up to them ends, and that line."""
    if not before:
        return marks
    *others, last = before
    match last:
        case t.Text():
            text = set_text(last.text, language)
            stop = _STOP_AT_END.search(text)
            if stop is None or _is_of_word(text, after, language):
                return (*before, *marks)
            words = (t.Text(text=text[: stop.start()]),) if stop.start() else ()
            return (*others, *words, *marks, t.Text(text=stop.group()))
        case t.Emphasis() | t.Strong() | t.Foreign() | t.Lifted():
            inside = _before(last.inlines, marks, after, language)
            if inside[-len(marks) :] == marks:
                return (*before, *marks)
            return (*others, last.model_copy(update={"inlines": inside}))
        case _:
            return (*before, *marks)


def _is_of_word(text: str, after: Sequence[t.Inline], language: str) -> bool:
    """Whether the full stop at the end of a text belongs to an abbreviation or an initial."""
    if not text.endswith("."):
        return False
    known, word = find_language(language), _LAST_WORD.search(text)
    is_short = known is not None and word is not None and word.group() in known.abbreviations
    following = after[0].text if after and isinstance(after[0], t.Text) else ""
    goes_on = _BEGINS_LOWER.match(following) is not None and following.strip()[0].islower()
    return is_short or _INITIAL.fullmatch(word.group() if word else "") is not None or goes_on

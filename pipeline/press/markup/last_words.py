"""The last line of a text: not one short word alone, nor the end of a divided one."""

from __future__ import annotations

import re

from pipeline.note import text as t
from pipeline.typography import keep_last_words

# The last word of a paragraph if it is long enough for a hyphen, and what closes the paragraph.
_LAST_WORD = re.compile(r"([^\W\d_]{6,})((?:[.,;:!?’”“‘»)…]|</[a-z]+>)*)$")


def whole_last_word(markup: str) -> str:
    """Return the markup of a paragraph whose last word is not to be hyphenated."""
    return _LAST_WORD.sub(r'<span class="whole">\1</span>\2', markup)


def tie_last_words(inlines: t.Inlines, shortest: int) -> t.Inlines:
    """Return inlines whose last word, if it is shorter, is tied to the word before it.

    ``shortest`` counts letters. Footnotes called at the end do not count as words.
    """
    for place in range(len(inlines) - 1, -1, -1):
        last = inlines[place]
        if not isinstance(last, t.Footnote):
            return (*inlines[:place], _tied(last, shortest), *inlines[place + 1 :])
    return inlines


def _tied(inline: t.Inline, shortest: int) -> t.Inline:
    match inline:
        case t.Text():
            return inline.model_copy(update={"text": keep_last_words(inline.text, shortest)})
        case t.Code() | t.LineBreak() | t.Footnote():
            return inline
        case t.Emphasis() | t.Strong() | t.Raised() | t.Foreign() | t.Link() | t.Lifted():
            inside = tie_last_words(inline.inlines, shortest)
            return inline.model_copy(update={"inlines": inside})

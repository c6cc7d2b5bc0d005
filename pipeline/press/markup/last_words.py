"""Protection of last lines: not a single short word, nor the end of a hyphenated one."""

from __future__ import annotations

import re

from pipeline.languages.punctuation import STOPS
from pipeline.note import text as t
from pipeline.typography import keep_last_words

# The last word of a paragraph, if long enough to be hyphenated, and the marks and tags after it.
_LAST_WORD = re.compile(rf"((?:[^\W\d_]\xad?){{6,}})((?:[{STOPS}’”“‘»)]|</[a-z]+>)*)$")


def without_last_hyphen(markup: str) -> str:
    """Keep the last word in the markup of a paragraph from being hyphenated."""
    return _LAST_WORD.sub(r'<span class="whole">\1</span>\2', markup)


def join_last_words(inlines: t.Inlines, shortest: int) -> t.Inlines:
    """Join the last word to the word before it, if it has fewer letters than ``shortest``.

    Footnotes at the end do not count as words.
    """
    for place in range(len(inlines) - 1, -1, -1):
        last = inlines[place]
        if not isinstance(last, t.Footnote):
            return (*inlines[:place], _joined(last, shortest), *inlines[place + 1 :])
    return inlines


def _joined(inline: t.Inline, shortest: int) -> t.Inline:
    match inline:
        case t.Text():
            return inline.model_copy(update={"text": keep_last_words(inline.text, shortest)})
        case t.Code() | t.Formula() | t.LineBreak() | t.Footnote():
            return inline
        case t.Reference() | t.Citation():
            return inline
        case t.Emphasis() | t.Strong() | t.Raised() | t.Foreign() | t.Link() | t.Lifted():
            inside = join_last_words(inline.inlines, shortest)
            return inline.model_copy(update={"inlines": inside})

"""The last line of a text: not one short word alone."""

from __future__ import annotations

from pipeline.note.text import Code, Footnote, Inlines, LineBreak, Text
from pipeline.typography import keep_last_words


def tie_last_words(inlines: Inlines, shortest: int) -> Inlines:
    """Return inlines whose last word, if it is shorter, is tied to the word before it.

    ``shortest`` counts letters. Footnotes called at the end do not count as words.
    """
    for place in range(len(inlines) - 1, -1, -1):
        last = inlines[place]
        match last:
            case Footnote():
                continue
            case Text():
                tied = last.model_copy(update={"text": keep_last_words(last.text, shortest)})
            case Code() | LineBreak():
                return inlines
            case _:
                inside = tie_last_words(last.inlines, shortest)
                tied = last.model_copy(update={"inlines": inside})
        return (*inlines[:place], tied, *inlines[place + 1 :])
    return inlines

"""Runs of a line that go against its direction, as elements of their own.

The layout engine knows no bidirectional algorithm across elements: it sets those of a line one
beside the other, in the direction of the line, so that "*Blue* **Nile**" in Arabic would be read
as "Nile Blue". Such a run becomes one element with a direction; so does what the algorithm itself
would not set right in a browser either (`pipeline.bidi`).
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Final

from pipeline.bidi import Piece, is_mixed, pieces, runs_against, split
from pipeline.languages import direction_of
from pipeline.note import text as t
from pipeline.note.walk import plain
from pipeline.press.markup.addresses import with_breaks
from pipeline.press.markup.lines.signs import raised_in
from pipeline.typography import set_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.languages import Direction

# Letters that stand for what is no text: one in each direction.
_LETTERS: Final = {"ltr": "a", "rtl": "\u0627"}
_NO_LETTER: Final = "\u2060"
_TURNED: Final[dict[Direction, Direction]] = {"ltr": "rtl", "rtl": "ltr"}


def in_order(runs: Iterable[tuple[str, bool]], direction: Direction) -> str:
    """Markup in runs, of which some go against a direction and are elements of their own.

    Style sheets that have rules for the spans of a line have none for these.
    """
    turned = f'<bdi dir="{_TURNED[direction]}">'
    return "".join(f"{turned}{run}</bdi>" if is_apart else run for run, is_apart in runs)


def text_markup(text: str, language: str, void: str) -> str:
    """Plain text as markup, typeset; ``void`` is the end of the tag of a void element."""
    direction = direction_of(language)
    parts = split(set_text(text, language), direction, in_elements=True)
    markup = in_order(((with_breaks(part, void), is_apart) for part, is_apart in parts), direction)
    return raised_in(markup, language)


def runs_of(inlines: Sequence[t.Inline], language: str) -> Iterator[tuple[t.Inlines, bool]]:
    """Yield the inlines of a line in runs, each with whether it is to be isolated.

    Texts are those of the inlines, typeset, and divided where a run begins or ends in them.
    """
    direction = direction_of(language)
    if not is_mixed(plain(inlines), direction):
        yield tuple(inlines), False
        return
    line = [_typeset(one, language) for one in inlines]
    seen = [_seen(one, direction) for one in line]
    placed = list(zip(line, accumulate(map(len, seen), initial=0), strict=False))
    done = 0
    for piece in pieces("".join(seen), direction):
        run = tuple(_between(placed, piece.start, piece.end))
        if len(run) > 1 or (run and _is_apart(run[0], piece, direction)):
            yield tuple(_between(placed, done, piece.start)), False
            yield run, True
            done = piece.end
    yield tuple(_between(placed, done, len("".join(seen)))), False


def _typeset(inline: t.Inline, language: str) -> t.Inline:
    if not isinstance(inline, t.Text):
        return inline
    return inline.model_copy(update={"text": set_text(inline.text, language)})


def _seen(inline: t.Inline, direction: Direction) -> str:
    """The letters by which an inline is told to go with or against a direction."""
    match inline:
        case t.Text():
            return inline.text
        case t.Code() | t.Formula():
            return _LETTERS["ltr"]
        case t.LineBreak():
            return _LETTERS[direction]
        case t.Footnote():
            return _NO_LETTER
        case t.Foreign() if direction_of(inline.language) != direction:
            return _LETTERS[_TURNED[direction]]
        case _:
            words = plain(inline.inlines)
            if not words.strip():
                return _NO_LETTER
            return _LETTERS[_TURNED[direction] if runs_against(words, direction) else direction]


def _is_apart(inline: t.Inline, piece: Piece, direction: Direction) -> bool:
    """Whether an inline that is a run by itself would not be set right in its place."""
    match inline:
        case t.Text():
            # Abbreviations, the last word and others become elements of their own.
            return piece.apart or not inline.text.isalnum()
        case t.Code() | t.Formula() | t.LineBreak() | t.Footnote() | t.Foreign():
            return False
        case _:
            words = plain(inline.inlines).strip()
            return pieces(words, direction) != (Piece(0, len(words), apart=False),)


def _between(placed: Sequence[tuple[t.Inline, int]], first: int, last: int) -> Iterator[t.Inline]:
    """Yield what of a line stands between two places; a text in part, all else where it begins."""
    for inline, start in placed:
        if not isinstance(inline, t.Text):
            if first <= start < last:
                yield inline
        elif part := inline.text[max(first - start, 0) : max(last - start, 0)]:
            yield inline if part == inline.text else t.Text(text=part)

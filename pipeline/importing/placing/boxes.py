"""Boxes of a manuscript: their titles, and which frames are none."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.labels import label_of
from pipeline.importing.reading.pieces import Piece, map_lines
from pipeline.importing.reading.runs import (
    LINE_BREAK,
    Note,
    Run,
    Runs,
    drop_start,
    is_all,
    lines_of,
    merge,
    one_line,
    plain,
    split_at,
    strip,
    unmarked,
    without_extras,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger

BLANK_TITLE: Final = "To be completed"
"""The title of a box that has none."""

_ADDED: Final = "number that the style adds"
_LONGEST_TITLE: Final = 15
_LONGEST_LINE: Final = 30
_MOST_OF_ALL: Final = 0.5
"""The share of all words from which a frame is one around the page."""
_SHORTEST_BOX: Final = 8
_ENDS: Final = (".", "。", "!", "?", "：", ":")
_STOPS: Final = (".", "。", ";", "；", ",")


def settle_boxes(pieces: Sequence[Piece], ledger: Ledger) -> tuple[Piece, ...]:
    """Pieces in which each box has a title; what was only a frame around text is that text."""
    total = sum(len(piece.all_words.split()) for piece in pieces) or 1
    found: list[Piece] = []
    is_front = True
    for piece in pieces:
        is_front = is_front and not _opens(piece)
        piece = _with_head(piece)  # noqa: PLW2901
        if piece.kind != "box":
            found.append(_without_lifts(piece) if piece.kind == "recommendation" else piece)
        elif _is_page(piece, total, is_front=is_front):
            found += [_unframed(one) for one in _contents(piece)]
        else:
            found += _settled(piece, ledger)
    return tuple(found)


def _with_head(piece: Piece) -> Piece:
    """A framed paragraph that begins with a title as a box."""
    if piece.kind != "paragraph" or piece.style != "text box":
        return piece
    head, tail = _head(piece.runs)
    if head and len(one_line(tail).split()) >= _SHORTEST_BOX:
        return Piece("box", inner=(piece,), style=piece.style, place=piece.place)
    return piece


def _opens(piece: Piece) -> bool:
    """Whether a piece is text and no longer a title page."""
    long = len(piece.text.split()) > _LONGEST_LINE
    return piece.kind in {"heading", "item", "table"} or (piece.kind == "paragraph" and long)


def _is_page(piece: Piece, total: int, *, is_front: bool) -> bool:
    """Whether a frame is one around a page, or around the lines of a title page."""
    if piece.text or piece.style != "text box":
        return False
    words = len(piece.all_words.split())
    lines = all(one.kind in {"heading", "paragraph"} for one in piece.inner)
    short = all(len(one.text.split()) <= _LONGEST_LINE for one in piece.inner)
    several = sum(one.kind == "heading" for one in piece.inner) > 1
    return (is_front and lines and short) or (several and words > total * _MOST_OF_ALL)


def _unframed(piece: Piece) -> Piece:
    return replace(piece, style="") if piece.style == "text box" else piece


def _settled(piece: Piece, ledger: Ledger) -> Iterator[Piece]:
    title, inner, why, sure = _title(piece)
    inner = [_without_lifts(one) for one in inner]
    title, label = _without_number(title, piece.place, ledger)
    words = without_extras(title)
    if not inner:
        # A line in a frame, with nothing below it.
        strong = (replace(run, marks=run.marks | {"strong"}) for run in title)
        yield replace(piece, kind="paragraph", runs=merge(strong), inner=(), style="")
        return
    if not one_line(words):
        words = (Run(piece.style if piece.style not in {"", "text box"} else BLANK_TITLE),)
        where = f"box at paragraph {piece.place} of the manuscript"
        ledger.complete(f"text: {where}", one_line(words), "the title of this box")
    notes = tuple(run for run in title if isinstance(run.extra, Note))
    if notes:
        inner[0] = replace(inner[0], runs=(*inner[0].runs, *notes))
    others = tuple(run for run in title if run.extra and not isinstance(run.extra, Note))
    ledger.recognise("box", one_line(words), piece.place, sure, why)
    yield replace(
        piece, runs=(*others, *_plain_letters(words)), inner=tuple(inner),
        label=piece.label or label, style="",
    )  # fmt: skip


def _title(piece: Piece) -> tuple[Runs, list[Piece], str, float]:
    """The title of a box, what is below it, and why and how surely it is a box."""
    inner = list(_contents(piece))
    if one_line(piece.runs):
        return piece.runs, inner, "its frame and its title", 0.95
    first = inner[0] if inner else None
    if first is None or first.kind not in {"heading", "paragraph"}:
        return piece.runs, inner, "its frame", 0.8
    rest = inner[1:]
    label = label_of(plain(first.runs))
    bare = label is not None and label.length >= len(plain(first.runs).rstrip())
    if bare and rest and _could_title(rest[0].runs):
        return (*piece.runs, *first.runs, Run(" "), *rest[0].runs), rest[1:], _BOTH, 0.95
    if first.kind == "heading" or (rest and label is not None and label.series == "box"):
        return (*piece.runs, *first.runs), rest, _BOTH, 0.95
    head, tail = _head(first.runs)
    if head and (rest or tail):
        below = [replace(first, runs=tail), *rest] if tail else rest
        return (*piece.runs, *head), below, "its frame and its first line", 0.9
    if rest and _is_line(first) and rest[0].text.endswith(_ENDS):
        return (*piece.runs, *first.runs), rest, "its frame and its first line", 0.75
    return piece.runs, inner, "its frame", 0.8


_BOTH: Final = "its frame and its heading"


def _is_line(piece: Piece) -> bool:
    """Whether a paragraph is a short line that is no sentence, as titles are."""
    return _could_title(piece.runs) and not piece.text.endswith((*_STOPS, ":", "："))


def _head(runs: Runs) -> tuple[Runs, Runs]:
    """The title that a paragraph begins with, in bold or on a line of its own, and the rest."""
    if is_all(runs, "strong"):
        return (runs, ()) if _could_title(runs) else ((), runs)
    length = 0
    for run in runs:
        if run.text.strip() and "strong" not in run.marks:
            break
        length += len(run.text)
    left, right = split_at(runs, length)
    title = one_line(left).rstrip(":：")
    ends = plain(right).startswith(LINE_BREAK) or plain(left).endswith(LINE_BREAK)
    if (
        not title
        or not _could_title(left)
        or not (ends or title.endswith((*_STOPS, "?", "!")) or one_line(left).endswith((":", "：")))
    ):
        return (), runs
    return strip(left), strip(right)


def _could_title(runs: Runs) -> bool:
    return 0 < len(one_line(runs).split()) <= _LONGEST_TITLE and len(lines_of(runs)) <= 2


def _without_number(title: Runs, place: int, ledger: Ledger) -> tuple[Runs, str]:
    """A title without the number before it, and the name by which the text refers to it."""
    label = label_of(plain(title))
    if label is None or label.series != "box":
        return title, ""
    ledger.leave_out(place, plain(title)[: label.length].strip(), _ADDED)
    return strip(drop_start(title, label.length)), label.name


def _plain_letters(runs: Runs) -> Runs:
    text = one_line(unmarked(runs, "strong")).rstrip(":：")
    text = text[:-1] if text.endswith(".") and text.count(".") == 1 else text
    return (Run(text.rstrip("。")),)


def _contents(piece: Piece) -> Iterator[Piece]:
    """Yield what is in a box; a box in it is its title and its contents."""
    for one in piece.inner:
        if one.kind in {"box", "recommendation"}:
            if one_line(one.runs):
                strong = (replace(run, marks=run.marks | {"strong"}) for run in one.runs)
                yield replace(one, kind="paragraph", runs=merge(strong), inner=(), style="")
            yield from _contents(one)
        else:
            yield one if one.style != "text box" else replace(one, style="")


def _without_lifts(piece: Piece) -> Piece:
    """A piece of a box, in which no sentence can be lifted."""
    return map_lines(piece, lambda runs: merge(replace(run, lift=None) for run in runs))

"""Turn paragraphs that repeat a sentence of the text into marks on that sentence."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.placing.sentences import Word, sentences_of, words_of
from pipeline.importing.reading.runs import Lift, one_line, plain, split_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.runs import Runs

_WINDOW: Final = 15
_SHORTEST, _LONGEST = 6, 90
_SHINGLE: Final = 4
_ENOUGH: Final = 0.75
_KEPT: Final = "pull quote"
"""What text by itself may be that repeats no sentence, and therefore stays text."""
_FEW: Final = 10
_QUOTING: Final = ("pull", "quote", "callout", "highlight")
_KEYING: Final = ("key", "lead", "takeaway", "message")


@dataclass(frozen=True, slots=True)
class _Match:
    """The place of a repeated paragraph: the piece, its characters, and how much of it."""

    index: int
    start: int
    end: int
    share: float


def mark_repeats(placed: Sequence[Placed], ledger: Ledger) -> tuple[Placed, ...]:
    """The pieces without those that repeat a sentence, and with that sentence marked."""
    pieces = list(placed)
    gone: set[int] = set()
    unmatched: list[Placed] = []
    words = [words_of(plain(item.piece.runs)) if _may_hold(item) else [] for item in pieces]
    for index, item in enumerate(pieces):
        if not _may_repeat(item, words[index]):
            continue
        match = _find(index, words, gone, styled=_is_styled(item))
        role = _role(pieces, index)
        if match is None:
            unmatched.append(item)
            continue
        gone.add(index)
        target = pieces[match.index]
        marked = _mark(target.piece.runs, match, Lift(role, serial=index + 1))
        name = "key message" if role == "key" else "pull quote"
        text = item.piece.all_words
        if marked is None:
            ledger.leave_out(
                item.piece.place, text, f"{name} that repeats a sentence marked before"
            )
            continue
        pieces[match.index] = replace(target, piece=replace(target.piece, runs=marked))
        ledger.leave_out(
            item.piece.place, text, f"{name} that repeats a sentence, which is now marked"
        )
        ledger.recognise(
            name, _marked_text(marked, index + 1), target.piece.place, round(match.share, 2),
            f"paragraph {item.piece.place} repeats it",
        )  # fmt: skip
    _report_unmatched(unmatched, ledger, repeats=bool(gone))
    return tuple(item for index, item in enumerate(pieces) if index not in gone)


def _may_hold(item: Placed) -> bool:
    kinds = {"paragraph", "quotation", "item"}
    return (
        item.role == "text" and item.region in {"body", "introduction"} and item.piece.kind in kinds
    )


def _may_repeat(item: Placed, words: Sequence[Word]) -> bool:
    kinds = {"paragraph", "quotation"}
    is_text = item.role == "text" and item.region in {"body", "introduction"}
    return is_text and item.piece.kind in kinds and _SHORTEST <= len(words) <= _LONGEST


def _is_styled(item: Placed) -> bool:
    style = item.piece.style.lower()
    return (
        item.piece.kind == "quotation"
        or style == "text box"
        or any(word in style for word in (*_QUOTING, *_KEYING))
    )


def _role(pieces: Sequence[Placed], index: int) -> Literal["key", "pull"]:
    style = pieces[index].piece.style.lower()
    if any(word in style for word in _QUOTING):
        return "pull"
    if any(word in style for word in _KEYING):
        return "key"
    before = next(
        (pieces[at] for at in range(index - 1, -1, -1) if not _is_subtitle(pieces[at])), None
    )
    return "key" if before and before.role in {"question", "theme"} else "pull"


def _is_subtitle(item: Placed) -> bool:
    return item.role == "subtitle"


def _find(
    index: int, words: Sequence[Sequence[Word]], gone: set[int], *, styled: bool
) -> _Match | None:
    """The best place near a paragraph that repeats it."""
    own = [word.text for word in words[index]]
    best: _Match | None = None
    near = range(max(0, index - _WINDOW), min(len(words), index + _WINDOW + 1))
    for other in sorted(near, key=lambda at: abs(at - index)):
        longer = len(words[other]) > len(own) or (styled and len(words[other]) == len(own))
        if other == index or other in gone or not longer:
            continue
        match = _compare(own, words[other], other)
        if match and (best is None or match.share > best.share):
            best = match
    return best


def _compare(own: list[str], words: Sequence[Word], index: int) -> _Match | None:
    texts = [word.text for word in words]
    size = min(_SHINGLE, len(own))
    shingles = {tuple(texts[at : at + size]) for at in range(len(texts) - size + 1)}
    mine = [tuple(own[at : at + size]) for at in range(len(own) - size + 1)]
    if sum(shingle in shingles for shingle in mine) < len(mine) / 2:
        return None
    matcher = difflib.SequenceMatcher(None, own, texts, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size >= size]
    share = sum(block.size for block in blocks) / len(own)
    if not blocks or share <= _ENOUGH:
        return None
    first, last = blocks[0].b, blocks[-1].b + blocks[-1].size - 1
    if last - first + 1 > 1.6 * len(own):
        return None
    return _Match(index, words[first].start, words[last].end, share)


def _mark(runs: Runs, match: _Match, lift: Lift) -> Runs | None:
    """Mark whole sentences in runs; None if one of them is marked already."""
    text = plain(runs)
    touched = [
        (start, end) for start, end in sentences_of(text) if start < match.end and end > match.start
    ]
    before, rest = split_at(runs, touched[0][0])
    inside, after = split_at(rest, touched[-1][1] - touched[0][0])
    if any(run.lift for run in inside):
        return None
    return (*before, *(replace(run, lift=lift) for run in inside), *after)


def _marked_text(runs: Runs, serial: int) -> str:
    return one_line(run for run in runs if run.lift and run.lift.serial == serial)


def _report_unmatched(items: Sequence[Placed], ledger: Ledger, *, repeats: bool) -> None:
    """Enter what may be a quote, but not the paragraphs of an author who writes short ones.

    Without a style, only in a manuscript in which other paragraphs are quotes: ``repeats``.
    """
    styled = [one for one in items if _is_styled(one) and one.piece.kind != "quotation"]
    alone = [
        one
        for one in items
        if one.piece.kind == "paragraph"
        and not _is_styled(one)
        and len(sentences_of(one.piece.text)) == 1
    ]
    for one in styled:
        why = "set as a quote but repeats no sentence nearby"
        ledger.guess(_KEPT, one.piece.text, one.piece.place, 0.4, why)
    for one in alone if repeats and len(alone) <= _FEW else ():
        why = "a sentence by itself, which repeats nothing"
        ledger.guess(_KEPT, one.piece.text, one.piece.place, 0.3, why)

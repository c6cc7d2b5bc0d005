"""The lifted words of an edited paragraph: whole sentences, including words typed into them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from typing import Final

from pipeline.importing.placing.sentences import sentences_of
from pipeline.importing.reading.runs import LINE_BREAK, Lift
from pipeline.load.text.lifted import problem_of_sentence
from pipeline.reviewing.source.source_tokens import SourceToken, Span
from pipeline.reviewing.tokens import Token

_NEW: Final = 1_000_000
"""Serial numbers from here on are those of sentences that no source lifts yet."""

Hunk = tuple[int, int, int, int]
"""A stretch that changed: first and last token of the old, then of the new, as slices have it."""


def settle_lifts(
    old: Sequence[SourceToken], new: Sequence[Token], hunks: Sequence[Hunk]
) -> tuple[Token, ...]:
    """The tokens of an edited paragraph with its lifted sentences made whole.

    What is typed into a lifted sentence belongs to it even where it lacks the style, but a new
    sentence beside it does not; a sentence none of whose words has the style any more is lifted no
    more; a stretch that cuts a sentence grows to whole ones.
    """
    kept = dict(_kept(old, new, hunks))
    lifts: list[Lift | None] = []
    for place, token in enumerate(new):
        lift = kept.get(place) or token.lift
        if lift and place not in kept:
            lift = replace(lift, serial=lift.serial + _NEW)
        lifts.append(lift)
    _join_neighbours(lifts)
    for lift in dict.fromkeys(filter(None, lifts)):
        _make_whole(lift, lifts, new)
    settled = [replace(token, lift=lift) for token, lift in zip(new, lifts, strict=True)]
    return tuple(_references_after_lifts(settled))


def _references_after_lifts(tokens: Sequence[Token]) -> Iterator[Token]:
    """Yield tokens with references to footnotes moved after the lifted sentences they were in."""
    pending: list[Token] = []
    for place, token in enumerate(tokens):
        if token.note and token.lift:
            pending.append(replace(token, lift=None))
            continue
        yield token
        following = next((one for one in tokens[place + 1 :] if not one.note), None)
        if pending and (following is None or following.lift != token.lift):
            yield from pending
            pending = []


def _kept(
    old: Sequence[SourceToken], new: Sequence[Token], hunks: Sequence[Hunk]
) -> Iterator[tuple[int, Lift]]:
    """Yield the new tokens that belong to a sentence the source lifts, with its lift."""
    lifts = {one.token.lift: None for one in old if one.token.lift}
    same = aligned(len(old), len(new), hunks)
    for lift in lifts:
        places = [place for place, one in enumerate(old) if one.token.lift == lift]
        own = [same[place] for place in places if place in same]
        styled = [at for at in own if _is_styled(new[at], lift)]
        seen = [at for at in own if not new[at].is_blank]
        if not seen or not styled:
            continue
        first, last = min(seen), max(seen)
        for old_first, old_last, new_first, new_last in hunks:
            words = [one for one in old[old_first:old_last] if not one.token.is_blank]
            if words and all(one.token.lift == lift for one in words):
                first, last = min(first, new_first), max(last, new_last - 1)
        while first > 0 and _is_styled(new[first - 1], lift):
            first -= 1
        while last + 1 < len(new) and _is_styled(new[last + 1], lift):
            last += 1
        first, last = _without_new_sentences(new, first, last, lift)
        yield from ((at, lift) for at in range(first, last + 1))


def _without_new_sentences(tokens: Sequence[Token], first: int, last: int, lift: Lift) -> Span:
    """A stretch of tokens without the sentences at its ends that have nothing of the style.

    Somebody has typed them there: a comparison of words cannot tell which of two stops is new.
    """
    ends = list(accumulate(len(_text([token])) for token in tokens[first : last + 1]))
    starts = [0, *ends[:-1]]
    kept = [
        (start, end)
        for start, end in sentences_of(_text(tokens[first : last + 1]))
        if any(
            start <= starts[at] < end and _is_styled(token, lift)
            for at, token in enumerate(tokens[first : last + 1])
        )
    ]
    inside = [
        first + at
        for at, start in enumerate(starts)
        if kept and kept[0][0] <= start < kept[-1][1] and not tokens[first + at].is_blank
    ]
    return (inside[0], inside[-1]) if inside else (first, last)


def aligned(old: int, new: int, hunks: Sequence[Hunk]) -> Mapping[int, int]:
    """The new place of each old token that stayed."""
    same: dict[int, int] = {}
    old_at = new_at = 0
    for old_first, old_last, new_first, new_last in (*hunks, (old, old, new, new)):
        same |= zip(range(old_at, old_first), range(new_at, new_first), strict=True)
        old_at, new_at = old_last, new_last
    return same


def _is_styled(token: Token, lift: Lift) -> bool:
    return token.lift is not None and token.lift.role == lift.role


def _join_neighbours(lifts: list[Lift | None]) -> None:
    """Let a new lift that touches one of the same role be part of it."""
    for place in range(1, len(lifts)):
        before, own = lifts[place - 1], lifts[place]
        if before and own and before != own and before.role == own.role and own.serial >= _NEW:
            lifts[place] = before


def _make_whole(lift: Lift, lifts: list[Lift | None], tokens: Sequence[Token]) -> None:
    places = [at for at, one in enumerate(lifts) if one == lift and not tokens[at].is_blank]
    if not places:
        _set(lifts, lift, ())
        return
    first, last = places[0], places[-1]
    if problem_of_sentence(
        _text(tokens[:first]), _text(tokens[first : last + 1]), _text(tokens[last + 1 :])
    ):
        first, last = _whole_sentences(tokens, first, last)
    _set(lifts, lift, range(first, last + 1))


def _set(lifts: list[Lift | None], lift: Lift, places: Iterable[int]) -> None:
    """Let a lift be at these places and nowhere else; others keep what is theirs."""
    wanted = set(places)
    for at, one in enumerate(lifts):
        if one == lift and at not in wanted:
            lifts[at] = None
        elif one is None and at in wanted:
            lifts[at] = lift


def _whole_sentences(tokens: Sequence[Token], first: int, last: int) -> Span:
    """The first and last token of the sentences that some tokens touch."""
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(_text([token])))
    text = _text(tokens)
    touched = [
        (start, end)
        for start, end in sentences_of(text)
        if start < starts[last + 1] and end > starts[first]
    ]
    if not touched:
        return first, last
    inside = [
        at
        for at, token in enumerate(tokens)
        if touched[0][0] <= starts[at] and starts[at + 1] <= touched[-1][1] and not token.is_blank
    ]
    return (inside[0], inside[-1]) if inside else (first, last)


def _text(tokens: Sequence[Token]) -> str:
    return "".join(
        "" if token.note else " " if token.text == LINE_BREAK else token.text for token in tokens
    )

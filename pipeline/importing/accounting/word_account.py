"""Where each word of a manuscript went: source, report, another place, nowhere."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

from pipeline.importing.accounting.alignment import align
from pipeline.importing.accounting.joined_words import joined_words
from pipeline.importing.accounting.tokens import Tokens, tokens_of, words_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.accounting.claims import Claims
    from pipeline.importing.accounting.contents import Contents, Passage

Fate = Literal["", "source", "moved", "said", "value", "report", "optional"]
"""A word is ``moved`` without a word about it, or ``said`` to be."""

_ROUNDS: Final = 6
_SHORTEST: Final = 3
_SEEN: Final = frozenset({"drawing", "margin", "properties"})
"""Kinds of passages that may be shown by a note without being reported."""


@dataclass(slots=True)
class WordFates:
    """The fate of each word of a manuscript that is read in order, and of each of the source.

    ``fates`` and ``partners`` are by word of the manuscript; a partner is the index of a word of
    the source, -1 without one. ``found`` says of each word of the source whether it is a word of
    the manuscript, or the importer says that it made it. ``unsaid`` are words of hidden text,
    comments, margins and the like that the report does not have, each with its passage.
    """

    manuscript: Tokens
    source: Tokens
    passages: tuple[Passage, ...]
    source_passages: tuple[Passage, ...]
    fates: list[Fate]
    partners: list[int]
    found: list[bool]
    unsaid: list[tuple[str, Passage]] = field(default_factory=list)


def settle_words(manuscript: Contents, source: Contents, claims: Claims) -> WordFates:
    """Find every word of a manuscript in a source, or in what is claimed of it."""
    running = tuple(one for one in manuscript.passages if one.kind in {"text", "number"})
    written = tuple(one for one in source.passages if one.kind in {"text", "number"})
    here, there = tokens_of(running), tokens_of(written)
    fates = WordFates(
        here, there, running, written,
        ["" for _ in here.words], [-1 for _ in here.words], [False for _ in there.words],
    )  # fmt: skip
    _settle_said(fates, claims)
    pairs = align(
        [f"\0{at}" if fate else here.words[at] for at, fate in enumerate(fates.fates)],
        [f"\0\0{at}" if found else there.words[at] for at, found in enumerate(fates.found)],
    )
    for one, other in (*pairs, *joined_words(here.words, there.words, pairs)):
        _meet(fates, one, other, "source")
    for index, passage in enumerate(here.of):
        if running[passage].kind == "number" and not fates.fates[index]:
            fates.fates[index] = "optional"
    values = tokens_of(_true_values(source, claims, here.words))
    written_words = f" {' '.join(there.words)} "
    # What was changed, but is there word by word, stands for nothing that is missing.
    changed = [text for text in claims.changed if not _stays(text, written_words)]
    _settle_moved_stretches(fates)
    left_out = _Stock(claims.left_out)
    left_out.take_in_order(fates, "report")
    # The data of a chart stands for none of the words of the text.
    in_text = (one for one in _true_values(source, claims, here.words) if not _is_of_chart(one))
    known = _Stock(tokens_of(in_text).words)
    known.take_in_order(fates, "value")
    _settle_moved_words(fates)
    known.take_any(fates, "value")
    left_out.take_any(fates, "report")
    _Stock([word for text in changed for word in text]).take_any(fates, "report")
    _settle_made(fates, claims, manuscript)
    fates.unsaid += _unsaid(manuscript, fates, values, claims)
    return fates


def _true_values(source: Contents, claims: Claims, manuscript: Sequence[str]) -> Iterator[Passage]:
    """Yield the values of a note that were not made up, or are words of the manuscript."""
    text = f" {' '.join(manuscript)} "
    made: dict[str, list[str]] = defaultdict(list)
    for place, value in claims.completed:
        made[place].append(value)
    texts = {place: "\n".join(values) for place, values in made.items()}
    for passage in source.passages:
        if passage.kind != "value":
            continue
        found = words_in(passage.text)
        words = " ".join(found)
        is_made = words in texts.get(passage.place, "")
        if not is_made or (len(found) >= _SHORTEST and _stays(found, text)):
            yield passage


def _is_of_chart(passage: Passage) -> bool:
    return passage.place.startswith("figures/")


def _settle_said(fates: WordFates, claims: Claims) -> None:
    """Find the words that are said to be moved, where they stand as they were."""
    if not claims.moved:
        return
    here, there = _Places(fates.manuscript.words), _Places(fates.source.words)
    for words in claims.moved:
        start, first = here.take(words), there.take(words)
        if start >= 0 and first >= 0:
            for step in range(len(words)):
                _meet(fates, start + step, first + step, "said")


class _Places:
    """Where words stand in a row; each place is found once."""

    def __init__(self, words: Sequence[str]) -> None:
        self.words = words
        self.starts: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(words)):
            self.starts[tuple(words[at : at + _SHORTEST])].append(at)
        self.taken: set[int] = set()

    def take(self, wanted: tuple[str, ...]) -> int:
        """The first place of some words that was not found before; -1 without one."""
        size = len(wanted)
        for at in self.starts.get(wanted[:_SHORTEST], ()):
            row = range(at, at + size)
            if tuple(self.words[at : at + size]) == wanted and self.taken.isdisjoint(row):
                self.taken.update(row)
                return at
        return -1


def _meet(fates: WordFates, one: int, other: int, fate: Fate) -> None:
    fates.fates[one] = fate
    fates.partners[one] = other
    fates.found[other] = True


@dataclass(slots=True)
class _Stock:
    """Words that each stand for one word of the manuscript."""

    words: Sequence[str]
    left: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.left = list(range(len(self.words)))

    def take_in_order(self, fates: WordFates, fate: Fate) -> None:
        """Let the words stand for those of the manuscript that nothing stands for, in order."""
        open_words = _open(fates)
        pairs = align(
            [fates.manuscript.words[one] for one in open_words],
            [self.words[at] for at in self.left],
        )
        for one, _ in pairs:
            fates.fates[open_words[one]] = fate
        used = {at for _, at in pairs}
        self.left = [one for at, one in enumerate(self.left) if at not in used]

    def take_any(self, fates: WordFates, fate: Fate) -> None:
        """Let the words that are left stand for any others."""
        stock = Counter(self.words[at] for at in self.left)
        for one in _open(fates):
            word = fates.manuscript.words[one]
            if stock[word]:
                stock[word] -= 1
                fates.fates[one] = fate


def _open(fates: WordFates) -> list[int]:
    return [index for index, fate in enumerate(fates.fates) if not fate]


def _settle_moved_stretches(fates: WordFates) -> None:
    """Find stretches of words of the manuscript at other places of the source."""
    here, there = fates.manuscript.words, fates.source.words
    for _ in range(_ROUNDS):
        one, other = _open(fates), _new(fates)
        pairs = [
            (one[at], other[place])
            for at, place in align([here[at] for at in one], [there[at] for at in other])
        ]
        stretches = [row for row in rows_of(pairs) if len(row) >= _SHORTEST]
        if not stretches:
            break
        for at, place in (pair for row in stretches for pair in row):
            _meet(fates, at, place, "moved")


def _settle_moved_words(fates: WordFates) -> None:
    """Find single words of the manuscript at other places of the source."""
    here, there = fates.manuscript.words, fates.source.words
    places: dict[str, deque[int]] = defaultdict(deque)
    for at in _new(fates):
        places[there[at]].append(at)
    for at in _open(fates):
        if queue := places.get(here[at]):
            _meet(fates, at, queue.popleft(), "moved")


def _new(fates: WordFates) -> list[int]:
    return [index for index, found in enumerate(fates.found) if not found]


def rows_of(pairs: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Pairs in rows, in each of which both numbers go up by one."""
    rows: list[list[tuple[int, int]]] = []
    for pair in pairs:
        if rows and (rows[-1][-1][0] + 1, rows[-1][-1][1] + 1) == pair:
            rows[-1].append(pair)
        else:
            rows.append([pair])
    return rows


def _settle_made(fates: WordFates, claims: Claims, manuscript: Contents) -> None:
    """Find the words of the source that the importer says it made, or that are not of the text."""
    made = Counter(claims.made)
    shown = {
        word
        for passage in manuscript.passages
        if passage.kind in _SEEN
        for word in words_in(passage.text)
    }
    for at in _new(fates):
        word = fates.source.words[at]
        is_number = fates.source_passages[fates.source.of[at]].kind == "number"
        if made[word]:
            made[word] -= 1
            fates.found[at] = True
        elif is_number or word in shown:
            fates.found[at] = True


def _stays(text: Sequence[str], source: str) -> bool:
    return f" {' '.join(text)} " in source


def _unsaid(
    manuscript: Contents, fates: WordFates, values: Tokens, claims: Claims
) -> list[tuple[str, Passage]]:
    """The words beside the text that the report does not have, and the source neither."""
    said = [*claims.left_out, *(word for text in claims.changed for word in text)]
    reported, known = f" {' '.join(said)} ", set(said)
    shown = known.union(fates.source.words, values.words)
    found = []
    for passage in manuscript.passages:
        if passage.kind in {"text", "number"}:
            continue
        words = words_in(passage.text)
        if _stays(words, reported):
            continue
        enough = shown if passage.kind in _SEEN else known
        found += [(word, passage) for word in words if word not in enough]
    return found

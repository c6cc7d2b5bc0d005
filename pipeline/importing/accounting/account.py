"""The account of an import: what is missing, what is at another place, what was made up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.accounting.source_words import digests, read_source
from pipeline.importing.accounting.thing_account import ThingCount, settle_things
from pipeline.importing.accounting.tokens import words_in
from pipeline.importing.accounting.word_account import WordFates, rows_of, settle_words

if TYPE_CHECKING:
    from pipeline.importing.accounting.claims import Claims
    from pipeline.importing.accounting.contents import Contents, Passage

_AROUND: Final = 5
"""Words of context on each side."""
_BETWEEN: Final = 3
"""Passages between a thing and its caption, and the words around it."""
_WHOLE: Final = 0.8
"""The share of a text's words from which all of it counts as moved."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Words or a thing of the manuscript that are in neither source nor report.

    ``what`` is ``words`` or the kind of the thing; ``place`` is in the manuscript, where the
    words stand between ``before`` and ``after``.
    """

    what: str
    text: str
    place: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Misplaced:
    """Words that stand elsewhere in the source, which the import did not say.

    ``place`` is in the manuscript, ``now`` is file and line of the source.
    """

    text: str
    place: str
    now: str


@dataclass(frozen=True, slots=True)
class Inserted:
    """Words of the source that the manuscript does not have at that place; file and line."""

    text: str
    place: str


@dataclass(frozen=True, slots=True)
class Account:
    """The number of words of a manuscript, and where they and its things went.

    Unless the importer is at fault, nothing is ``missing``, ``misplaced`` or ``inserted``.
    """

    manuscript: int
    in_source: int
    in_report: int
    missing: tuple[Missing, ...]
    misplaced: tuple[Misplaced, ...]
    inserted: tuple[Inserted, ...]
    things: tuple[ThingCount, ...]

    @property
    def missing_words(self) -> int:
        """The number of words that are missing."""
        return sum(len(one.text.split()) for one in self.missing if one.what.startswith("words"))


def take_account(manuscript: Contents, files: Mapping[str, bytes], claims: Claims) -> Account:
    """Compare what a manuscript contains with the files of a note and what is said of it."""
    source = read_source(files)
    fates = settle_words(manuscript, source, claims)
    counts, lost = settle_things(manuscript, source, fates, claims, digests(files))
    things = (Missing(one.thing.kind, one.words, one.thing.place) for one in lost)
    side = sum(len(words_in(one.text)) for one in manuscript.passages
               if one.kind not in {"text", "number"})  # fmt: skip
    in_source = sum(fate in {"source", "moved", "said", "value"} for fate in fates.fates)
    in_report = sum(fate == "report" for fate in fates.fates)
    optional = fates.fates.count("optional")
    drawn = _drawn_words(manuscript, source)
    return Account(
        manuscript=len(fates.fates) - optional + side,
        in_source=in_source + drawn,
        in_report=in_report + side - drawn - len(fates.unsaid),
        missing=(*_missing(fates), *_unsaid(fates), *things),
        misplaced=tuple(_misplaced(fates, source, claims)),
        inserted=tuple(_inserted(fates)),
        things=counts,
    )


def _drawn_words(manuscript: Contents, source: Contents) -> int:
    """The number of words of charts that the data of charts in the source have."""
    data = (one.text for one in source.passages if one.place.startswith("figures/"))
    known = {word for text in data for word in words_in(text)}
    drawn = (one.text for one in manuscript.passages if one.kind == "drawing")
    return sum(word in known for text in drawn for word in words_in(text)) if known else 0


def _missing(fates: WordFates) -> Iterator[Missing]:
    words, of = fates.manuscript.words, fates.manuscript.of
    gone = [index for index, fate in enumerate(fates.fates) if not fate]
    for start, end in _stretches(gone):
        yield Missing(
            "words",
            " ".join(words[start:end]),
            fates.passages[of[start]].place,
            " ".join(words[max(0, start - _AROUND) : start]),
            " ".join(words[end : end + _AROUND]),
        )


def _unsaid(fates: WordFates) -> Iterator[Missing]:
    row: list[str] = []
    last: Passage | None = None
    for word, passage in (*fates.unsaid, ("", None)):
        if row and last and (passage is None or passage.place != last.place):
            yield Missing(f"words ({last.kind})", " ".join(row), last.place)
            row = []
        row.append(word)
        last = passage


def _inserted(fates: WordFates) -> Iterator[Inserted]:
    new = [index for index, found in enumerate(fates.found) if not found]
    of = fates.source.of
    for start, end in _stretches(new):
        yield Inserted(
            " ".join(fates.source.words[start:end]), fates.source_passages[of[start]].place
        )


def _stretches(indices: list[int]) -> Iterator[tuple[int, int]]:
    """Yield start and end of neighbours."""
    start = 0
    for at, index in enumerate(indices):
        following = indices[at + 1] if at + 1 < len(indices) else -1
        if following != index + 1:
            yield indices[start], index + 1
            start = at + 1


def _misplaced(fates: WordFates, source: Contents, claims: Claims) -> Iterator[Misplaced]:
    """Yield what stands elsewhere, but not what is said to, nor texts whose place is fixed."""
    pairs = [
        (index, fates.partners[index]) for index, fate in enumerate(fates.fates) if fate == "moved"
    ]
    said = [f" {' '.join(words)} " for words in claims.moved]
    fixed, notes = _moved_texts(fates), _notes_at_their_calls(fates, source)
    for row in rows_of(pairs):
        first, partner = row[0]
        text = " ".join(fates.manuscript.words[first : row[-1][0] + 1])
        now = fates.source_passages[fates.source.of[partner]].place
        if now.rpartition(":")[0] in fixed or any(f" {text} " in one for one in said):
            continue
        if _is_beside_its_thing(fates, row):
            continue
        if not notes.isdisjoint(fates.source_passages[fates.source.of[partner]].inside):
            continue
        yield Misplaced(text, fates.passages[fates.manuscript.of[first]].place, now)


def _is_beside_its_thing(fates: WordFates, row: Sequence[tuple[int, int]]) -> bool:
    """Whether words that belong to a table or figure stand on its other side."""
    index, partner = row[0]
    passage = fates.source.of[partner]
    if not fates.source_passages[passage].is_beside:
        return False
    partners = {other: one for one, other in enumerate(fates.partners) if other >= 0}
    near = next((at for at in range(partner - 1, -1, -1) if fates.source.of[at] != passage), -1)
    place = partners.get(near, -1)
    first, last = sorted((index, place))
    between = {fates.manuscript.of[at] for at in range(max(first, 0), last)}
    outside = [at for at in between if not fates.passages[at].inside]
    return place >= 0 and len(outside) <= _BETWEEN


def _notes_at_their_calls(fates: WordFates, source: Contents) -> set[int]:
    """The footnotes of the source whose words stand apart from their calls in the manuscript."""
    total: Counter[int] = Counter()
    apart: Counter[int] = Counter()
    partners = {partner: index for index, partner in enumerate(fates.partners) if partner >= 0}
    for at, passage in enumerate(fates.source.of):
        for note in fates.source_passages[passage].inside:
            if source.things[note].kind == "footnote":
                total[note] += 1
                index = partners.get(at, -1)
                if index >= 0 and fates.fates[index] == "moved":
                    apart[note] += not fates.passages[fates.manuscript.of[index]].inside
    return {note for note, count in apart.items() if count >= total[note] * _WHOLE}


def _moved_texts(fates: WordFates) -> set[str]:
    """The texts beside the themes that were moved as a whole: their place in a note is fixed."""
    total: dict[str, int] = {}
    moved: dict[str, int] = {}
    for passage in fates.source.of:
        path = fates.source_passages[passage].place.rpartition(":")[0]
        total[path] = total.get(path, 0) + 1
    for index, fate in enumerate(fates.fates):
        if fate == "moved":
            passage = fates.source.of[fates.partners[index]]
            path = fates.source_passages[passage].place.rpartition(":")[0]
            moved[path] = moved.get(path, 0) + 1
    return {
        path
        for path, count in moved.items()
        if count >= total[path] * _WHOLE and not path.removeprefix("text/")[:1].isdigit()
    }

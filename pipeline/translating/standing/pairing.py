"""The units of an original, paired with those of its translation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from pipeline.comparing.word_changes import share_of_words
from pipeline.translating.standing.aligning import align, family
from pipeline.translating.standing.state import digest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from pipeline.translating.standing.state import Record
    from pipeline.translating.units.unit import Unit, Units

Status = Literal["current", "changed", "unconfirmed", "untranslated", "missing", "surplus"]
"""How a translation stands to its original.

``changed``: the original has changed since. ``unconfirmed``: nobody has said what it was made
from. ``untranslated``: it has the words of the original. ``missing``: it has nothing there.
``surplus``: the original has nothing there.
"""

_ALIKE: Final = 0.5
_ALIKE_ELSEWHERE: Final = 0.75
_MOST: Final = 100_000
"""The most comparisons of records with originals, which anyone can have written many of."""
_FEW_WORDS: Final = 3
_NAMES: Final = frozenset({"cell", "column head", "to", "by", "chart label", "long form"})
"""Kinds of units that can be the same in two languages."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A unit of an original and its translation; one of the two may be missing.

    ``previous`` is what the original said when it was translated, if it says something else now,
    and ``record`` what says so.
    """

    original: Unit | None
    translation: Unit | None
    status: Status
    previous: str = ""
    record: Record | None = None


def pair_units(original: Units, translation: Units, records: Sequence[Record]) -> tuple[Pair, ...]:
    """The pairs in the order of the original; what is surplus follows what stands before it."""
    pairing = _Pairing(original.units, translation.units, records)
    pairing.pair()
    pairs = pairing.pairs()
    after: dict[str, list[Pair]] = defaultdict(list)
    before = ""
    known = {pair.translation.key: pair for pair in pairs if pair.translation is not None}
    for unit in translation.units:
        pair = known.get(unit.key)
        if pair is None:
            after[before].append(Pair(None, unit, "surplus"))
        elif pair.original is not None:
            before = pair.original.key
    found = list(after[""])
    for pair in pairs:
        found.append(pair)
        found += after[pair.original.key] if pair.original else ()
    return tuple(found)


class _Pairing:
    """Pairs records with the translation, then with the original, then what is left."""

    def __init__(
        self, originals: Sequence[Unit], translations: Sequence[Unit], records: Sequence[Record]
    ) -> None:
        self.originals, self.translations, self.records = originals, translations, records
        self.translation_of: dict[int, int] = {}  # Of a record.
        self.record_of: dict[int, int] = {}  # Of an original.
        self.found: dict[int, int] = {}

    def pair(self) -> None:
        """Pair all that can be paired."""
        digests = [digest_of(one.source) for one in self.translations]
        self._by_text(digests)
        self._originals()
        for original, record in self.record_of.items():
            if record in self.translation_of:
                self.found[original] = self.translation_of[record]
        self._left(lambda one: (one.part, one.section if one.container != "footnote" else ""))
        self._left(lambda one: one.part)

    def pairs(self) -> list[Pair]:
        """The pairs in the order of the original."""
        by_key = {record.key: place for place, record in enumerate(self.records)}
        found = []
        for place, original in enumerate(self.originals):
            if place not in self.found:
                found.append(Pair(original, None, "missing"))
                continue
            translation = self.translations[self.found[place]]
            number = self.record_of.get(place)
            if number is None and (same := by_key.get(original.key)) is not None:
                # Both the original and the translation were edited by hand.
                number = None if same in self.record_of.values() else same
            record = None if number is None else self.records[number]
            found.append(_pair(original, translation, record))
        return found

    def _by_text(self, digests: Sequence[str]) -> None:
        """Find the translations that are as they were recorded."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, digest in enumerate(digests):
            places[digest].append(place)
        keys = [one.key for one in self.translations]
        for number, record in enumerate(self.records):
            same = [one for one in places[record.target] if keys[one] == record.key]
            self._take(number, same, places[record.target])
        for number, record in enumerate(self.records):
            if number not in self.translation_of:
                self._take(number, places[record.target][:1], places[record.target])

    def _take(self, number: int, chosen: Sequence[int], places: list[int]) -> None:
        if chosen:
            self.translation_of[number] = chosen[0]
            places.remove(chosen[0])

    def _originals(self) -> None:
        """Find the originals of records: unchanged ones, then those that are alike."""
        self._same(lambda one: (one.source, one.key), lambda one: (one.source, one.key))
        self._same(lambda one: one.source, lambda one: one.source)
        self._alike(_ALIKE, _parent_of)
        self._alike(_ALIKE_ELSEWHERE, lambda _: "")
        self._same(lambda one: one.key, lambda one: one.key)

    def _same(
        self, of_record: Callable[[Record], object], of_unit: Callable[[Unit], object]
    ) -> None:
        taken = set(self.record_of.values())
        waiting: dict[object, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            if number not in taken:
                waiting[of_record(record)].append(number)
        for place, unit in enumerate(self.originals):
            if place not in self.record_of and waiting[of_unit(unit)]:
                self.record_of[place] = waiting[of_unit(unit)].pop(0)

    def _alike(self, least: float, group: Callable[[str], str]) -> None:
        taken = set(self.record_of.values())
        left: dict[str, list[int]] = defaultdict(list)
        for number, record in enumerate(self.records):
            if number not in taken:
                left[group(record.key)].append(number)
        open_units = [one for one in enumerate(self.originals) if one[0] not in self.record_of]
        if sum(len(left.get(group(unit.key), ())) for _, unit in open_units) > _MOST:
            return
        scores = []
        for place, unit in open_units:
            for number in left.get(group(unit.key), ()):
                share = share_of_words(self.records[number].source, unit.source)
                if share >= least:
                    scores.append((-share, place, number))
        for _, place, number in sorted(scores):
            if place not in self.record_of and number not in taken:
                self.record_of[place] = number
                taken.add(number)

    def _left(self, group: Callable[[Unit], object]) -> None:
        """Align what is left of both, in groups."""
        used = {*self.found.values(), *self.translation_of.values()}
        groups: dict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for place, unit in enumerate(self.originals):
            if place not in self.found:
                groups[group(unit)][0].append(place)
        for place, unit in enumerate(self.translations):
            if place not in used:
                groups[group(unit)][1].append(place)
        for originals, translations in groups.values():
            own = [self.originals[one] for one in originals]
            theirs = [self.translations[one] for one in translations]
            for first, second in align(own, theirs):
                self.found[originals[first]] = translations[second]


def _pair(original: Unit, translation: Unit, record: Record | None) -> Pair:
    if record is not None:
        if record.source == original.source:
            return Pair(original, translation, "current", record=record)
        return Pair(original, translation, "changed", record.source, record)
    is_same = original.source == translation.source and _is_wordy(original)
    return Pair(original, translation, "untranslated" if is_same else "unconfirmed")


def _is_wordy(unit: Unit) -> bool:
    """Whether a unit would not be the same in two languages."""
    return unit.kind not in _NAMES and len(unit.content.words.split()) >= _FEW_WORDS


def _parent_of(key: str) -> str:
    return key.rpartition("/")[0]


def counts_of(pairs: Iterable[Pair]) -> dict[Status, int]:
    """How many pairs there are of each status."""
    counts: dict[Status, int] = dict.fromkeys(
        ("current", "changed", "unconfirmed", "untranslated", "missing", "surplus"), 0
    )
    for pair in pairs:
        counts[pair.status] += 1
    return counts


__all__ = ["Pair", "Status", "counts_of", "family", "pair_units"]

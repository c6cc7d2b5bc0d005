"""Match the elements of the new note with those of the old."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.comparing.candidates import Candidates
from pipeline.comparing.elements import HEADINGS, Element
from pipeline.comparing.word_changes import share_of_words

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

_ALIKE: Final = 0.5
_ALIKE_ELSEWHERE: Final = 0.75
_ALIKE_HEADING: Final = 0.7
# An element of one of these kinds may have become one of another.
_FAMILIES: Final = (
    frozenset({"paragraph", "list item", "quotation"}),
    frozenset({"key message", "pull quote"}),
    frozenset({"participant", "observer"}),
)
_MADE_IDS: Final = frozenset(
    (
        "paragraph", "list item", "quotation", "figure", "table", "footnote",
        "key message", "pull quote",
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Matches:
    """Pairs of elements, by their places in the two notes."""

    new_of_old: dict[int, int]
    old_of_new: dict[int, int]


def match_elements(old: Sequence[Element], new: Sequence[Element]) -> Matches:
    """Pair the elements of two notes.

    Ids decide for headings, people and metadata, whose ids are theirs for good: so a renamed
    heading is known. Ids that are made from words can wander, so those elements are paired by
    their words first: equal ones, then alike ones under the same heading, then anywhere.
    """
    pairing = _Pairing(old, new)
    pairing.pair_by(lambda one: one.id, _keeps_its_id)
    pairing.pair_alike(_ALIKE_HEADING, lambda one: one.kind in HEADINGS)
    pairing.pair_by(lambda one: f"{pairing.parent(one)} {one.text}", _has_made_id)
    pairing.pair_by(lambda one: one.text, _has_made_id)
    pairing.pair_alike(_ALIKE, _has_made_id, under_same_heading=True)
    pairing.pair_alike(_ALIKE_ELSEWHERE, _has_made_id)
    return Matches(pairing.found, {new: old for old, new in pairing.found.items()})


def _has_made_id(one: Element) -> bool:
    return one.kind in _MADE_IDS


def _keeps_its_id(one: Element) -> bool:
    return one.kind not in _MADE_IDS


def _family(one: Element) -> str:
    return next((min(kinds) for kinds in _FAMILIES if one.kind in kinds), one.kind)


class _Pairing:
    def __init__(self, old: Sequence[Element], new: Sequence[Element]) -> None:
        self.old = old
        self.new = new
        self.found: dict[int, int] = {}
        self._taken: set[int] = set()
        self._old_ids = {id(one) for one in old}
        self._renamed: dict[str, str] = {}

    def parent(self, one: Element) -> str:
        """The heading of an element by its id in the new note."""
        return self._renamed.get(one.parent, one.parent) if id(one) in self._old_ids else one.parent

    def pair_by(self, key: Callable[[Element], str], which: Callable[[Element], bool]) -> None:
        """Pair what is left and has the same key, in order."""
        places: dict[tuple[str, str], list[int]] = defaultdict(list)
        for place in self._left(self.new, self._taken, which):
            places[_family(self.new[place]), key(self.new[place])].append(place)
        for place in self._left(self.old, self.found, which):
            same = places[_family(self.old[place]), key(self.old[place])]
            if same:
                self._pair(place, same.pop(0))

    def pair_alike(
        self, least: float, which: Callable[[Element], bool], *, under_same_heading: bool = False
    ) -> None:
        """Pair what is left and shares enough of its words, the likest first."""
        groups: dict[tuple[str, str], dict[int, str]] = defaultdict(dict)
        for new in self._left(self.new, self._taken, which):
            one = self.new[new]
            groups[_family(one), one.parent if under_same_heading else ""][new] = one.text
        candidates = {group: Candidates(texts, least) for group, texts in groups.items()}
        scores = []
        for old in self._left(self.old, self.found, which):
            one = self.old[old]
            group = _family(one), self.parent(one) if under_same_heading else ""
            for new in candidates[group].of(one.text) if group in candidates else ():
                share = share_of_words(one.text, self.new[new].text)
                if share >= least:
                    scores.append((-share, old, new))
        for _, old, new in sorted(scores):
            if old not in self.found and new not in self._taken:
                self._pair(old, new)

    def _left(
        self, elements: Sequence[Element], gone: Container[int], which: Callable[[Element], bool]
    ) -> list[int]:
        return [at for at, one in enumerate(elements) if at not in gone and which(one)]

    def _pair(self, old: int, new: int) -> None:
        self.found[old] = new
        self._taken.add(new)
        self._renamed[self.old[old].id] = self.new[new].id

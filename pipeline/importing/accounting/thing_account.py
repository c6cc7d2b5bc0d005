"""Where each table, figure, footnote, formula and link of a manuscript went."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from pipeline.importing.accounting.claims import names_in
from pipeline.importing.accounting.contents import FRAME, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from pipeline.importing.accounting.claims import Claims
    from pipeline.importing.accounting.contents import Contents, Thing, ThingKind
    from pipeline.importing.accounting.word_account import WordFates

_NAMES: Final[dict[ThingKind, tuple[str, ...]]] = {
    "table": ("table", "text box", "frame", "cells"),
    "figure": ("picture", "figure", "image", "logo"),
    "footnote": ("footnote", "endnote", "note"),
    "formula": ("formula",),
    "link": ("link", "address"),
}
"""The words by which the report says that a thing became something else."""
_ENOUGH: Final = 0.5
_SHOWN: Final = 20


@dataclass(frozen=True, slots=True)
class ThingCount:
    """How many things of a kind a manuscript has, and where they went."""

    kind: ThingKind
    manuscript: int
    in_source: int
    in_report: int


@dataclass(frozen=True, slots=True)
class LostThing:
    """A thing that is in neither source nor report, and the words it is recognised by."""

    thing: Thing
    words: str


def settle_things(
    manuscript: Contents, source: Contents, fates: WordFates, claims: Claims,
    pictures: Mapping[str, str],
) -> tuple[tuple[ThingCount, ...], tuple[LostThing, ...]]:  # fmt: skip
    """Count the things of a manuscript by kind, and name those that are lost.

    ``pictures`` are the digests of the note's pictures by their names.
    """
    inside = _words_inside(fates)
    values = (one.text for one in source.passages if one.kind == "value")
    # A link that comes twice may be left out once with its words: its address is there.
    names = claims.names.union(
        names_in(values), (one.key for one in source.things if one.kind == "link")
    )
    names = names.union(map(_address, names))
    counts, lost = [], []
    for kind in KINDS:
        things = [(at, one) for at, one in enumerate(manuscript.things) if one.kind == kind]
        if kind in {"table", "footnote"}:
            things = [(at, one) for at, one in things if inside[at] and one.key != FRAME]
            gone = [at for at, _ in things if not _is_kept(at, inside, kind, (fates, source))]
            kept = len(things) - len(gone)
        else:
            # A chart is known by its words: it stands for no picture.
            written = [one for one in source.things
                       if one.kind == kind and not one.key.endswith(".yaml")]  # fmt: skip
            gone = _without_partner(things, written, pictures)
            kept = len(things) - len(gone)
        reported = _reported(kind, gone, manuscript, (inside, fates, claims, names))
        counts.append(ThingCount(kind, len(things), kept, len(reported)))
        for at in gone:
            if at not in reported:
                lost.append(_lost(manuscript.things[at], inside.get(at, ()), fates))
    return tuple(counts), tuple(lost)


def _lost(thing: Thing, words: Sequence[int], fates: WordFates) -> LostThing:
    if not words:
        return LostThing(
            thing, thing.key.partition(" ")[0] if thing.kind == "figure" else thing.key
        )
    place = fates.passages[fates.manuscript.of[words[0]]].place
    text = " ".join(fates.manuscript.words[one] for one in words[:_SHOWN])
    return LostThing(replace(thing, place=place), text)


def _words_inside(fates: WordFates) -> dict[int, list[int]]:
    """The words of each thing by its index."""
    found: dict[int, list[int]] = defaultdict(list)
    for index, passage in enumerate(fates.manuscript.of):
        for thing in fates.passages[passage].inside:
            found[thing].append(index)
    return found


def _is_kept(
    at: int, inside: Mapping[int, Sequence[int]], kind: ThingKind,
    found: tuple[WordFates, Contents],
) -> bool:  # fmt: skip
    """Whether the words of a table or footnote are in one of the source, or of its YAML files."""
    fates, source = found
    words = inside[at]
    kept = 0
    for word in words:
        partner = fates.partners[word]
        passage = fates.source_passages[fates.source.of[partner]] if partner >= 0 else None
        kept += fates.fates[word] == "value" or bool(
            passage and any(source.things[one].kind == kind for one in passage.inside)
        )
    counted = [word for word in words if fates.fates[word] not in {"report", "optional"}]
    return kept > len(counted) * _ENOUGH


def _without_partner(
    things: Sequence[tuple[int, Thing]], written: Sequence[Thing], pictures: Mapping[str, str]
) -> list[int]:
    """The indices of things that no thing of the source has the key of, or stands for."""
    by_count = bool(things) and things[0][1].kind != "link"
    keys = Counter(_key(one, pictures) for one in written)
    gone = []
    for at, thing in things:
        key = _key(thing, pictures)
        if keys[key]:
            keys[key] -= 1
        else:
            gone.append(at)
    # A formula of Word is typed in another way, and a picture may be drawn anew.
    return gone[keys.total() :] if by_count else gone


def _key(thing: Thing, pictures: Mapping[str, str]) -> str:
    match thing.kind:
        case "link":
            return _address(thing.key)
        case "figure":
            name, _, digest = thing.key.rpartition(" ")
            return digest if name else pictures.get(thing.key, thing.key)
        case _:
            return thing.key


def _address(text: str) -> str:
    """An address as it is compared: where in a page it leads is said in several ways."""
    return unquote(text.partition("#")[0]).rstrip("/").casefold()


def _reported(
    kind: ThingKind, gone: Sequence[int], manuscript: Contents,
    found: tuple[Mapping[int, Sequence[int]], WordFates, Claims, frozenset[str]],
) -> set[int]:  # fmt: skip
    """Those of the things which the report has."""
    inside, fates, claims, names = found
    says = re.compile(rf"\b(?:{'|'.join(_NAMES[kind])})s?\b", re.IGNORECASE)
    forms = _Forms(words for how, words in claims.forms if says.search(how))
    reported = set()
    for at in gone:
        words = inside.get(at, ())
        if words:
            own = {fates.manuscript.words[one] for one in words}
            in_report = sum(fates.fates[one] == "report" for one in words)
            if in_report >= len(words) * _ENOUGH or forms.have(own):
                reported.add(at)
        elif not names.isdisjoint(_names(manuscript.things[at])):
            reported.add(at)
    if kind == "formula":
        unnamed = [at for at in gone if at not in reported]
        reported.update(unnamed[: len(forms.forms)])
    return reported


class _Forms:
    """The words of things that became something else, found by their rarest word."""

    def __init__(self, forms: Iterable[frozenset[str]]) -> None:
        self.forms = list(forms)
        self._holding: dict[str, list[frozenset[str]]] = defaultdict(list)
        for form in self.forms:
            for word in form:
                self._holding[word].append(form)

    def have(self, words: set[str]) -> bool:
        """Whether one of them has all of some words."""
        rarest = min(words, key=lambda word: len(self._holding.get(word, ())))
        return any(words <= form for form in self._holding.get(rarest, ()))


def _names(thing: Thing) -> Iterator[str]:
    """Yield what a report may call a thing."""
    yield thing.key
    if thing.kind == "figure":
        yield thing.key.rpartition(" ")[0] or thing.key
    if thing.kind == "link":
        yield _address(thing.key.removeprefix("mailto:"))

"""What goes to a translator, whatever the format of the file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal

from pipeline.translating.marks.content import Code, Content
from pipeline.translating.marks.sentences import split_sentences
from pipeline.translating.marks.writing import read_typed
from pipeline.translating.standing.state import digest_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.translating.standing.pairing import Pair
    from pipeline.translating.units.unit import Unit

By = Literal["paragraph", "sentence"]
"""How large the pieces are that a translator gets."""

_MAY_GO: Final = frozenset(
    {"emphasis", "strong", "raised", "lowered", "language", "passage", "sign", "line break"}
)
"""Kinds of codes that a translation may do without."""
_SPACE: Final = " "


@dataclass(frozen=True, slots=True)
class Segment:
    """A sentence or paragraph with its translation, if there is one, and the space behind it."""

    source: Content
    target: Content | None
    space: str = ""


@dataclass(frozen=True)
class Item:
    """A unit of the original as it goes to a translator, in one or more segments.

    ``is_ready`` says whether its translation is one of what the original says now; ``mark`` is a
    digest of the translation, by which it is seen later whether somebody has edited it.
    """

    unit: Unit
    segments: tuple[Segment, ...]
    is_ready: bool
    previous: Content | None = None
    old: Content | None = None
    mark: str = ""

    @cached_property
    def codes(self) -> tuple[Code, ...]:
        """The codes of the original and of the translation, each once."""
        found: dict[tuple[str, str], Code] = {}
        for segment in self.segments:
            for content in (segment.source, segment.target):
                for code in content.codes if content else ():
                    found.setdefault((code.role, code.typed), code)
        return tuple(found.values())


@dataclass(frozen=True, slots=True)
class Package:
    """A note for a translator: its name, the two languages, and its units in order.

    ``date`` is that of the original, such as ``2026-11-28``.
    """

    note: str
    source_language: str
    target_language: str
    date: str
    items: tuple[Item, ...]


def may_go(code: Code) -> bool:
    """Whether a translation may leave a code out."""
    return code.kind in _MAY_GO


def items_of(pairs: Iterable[Pair], by: By) -> tuple[Item, ...]:
    """The units of an original for a translator."""
    return tuple(_item(pair, pair.original, by) for pair in pairs if pair.original is not None)


def _item(pair: Pair, unit: Unit, by: By) -> Item:
    source = unit.content
    target = None
    if pair.translation is not None and pair.status != "untranslated":
        target = numbered_as(source, pair.translation.content)
    mark = digest_of(pair.translation.source) if pair.translation is not None else ""
    segments = tuple(_segments(source, target, by))
    previous = read_typed(pair.previous, unit.form) if pair.previous else None
    is_ready = target is not None and pair.status != "changed"
    return Item(unit, segments, is_ready, previous, target if previous else None, mark)


def _segments(source: Content, target: Content | None, by: By) -> Iterator[Segment]:
    """Yield the sentences of a unit, or all of it where its translation has more or fewer."""
    own = split_sentences(source) if by == "sentence" else [(source, "")]
    theirs: Sequence[tuple[Content | None, str]] = [(None, "")] * len(own)
    if target is not None and len(own) > 1:
        theirs = split_sentences(target)
    elif target is not None:
        theirs = [(target, "")]
    if len(own) != len(theirs):
        yield Segment(source, target)
        return
    for (words, space), (translated, _) in zip(own, theirs, strict=True):
        yield Segment(words, translated, space)


def numbered_as(source: Content, target: Content) -> Content:
    """A translation whose codes have the numbers that the original has for them.

    Codes that are typed alike are the same, then those of a kind in their order. One that the
    original has not gets a number of its own.
    """
    pool = [code for code in source.codes if code.role != "close"]
    numbers: dict[int, int] = {}
    opening = [code for code in target.codes if code.role != "close"]
    closing = {code.number: code.typed for code in target.codes if code.role == "close"}
    ends = {code.number: code.typed for code in source.codes if code.role == "close"}
    for is_alike in (True, False):
        for code in opening:
            if code.number in numbers:
                continue
            for own in pool:
                typed = (own.typed, ends.get(own.number)) == (code.typed, closing.get(code.number))
                if own.kind == code.kind and own.role == code.role and (typed or not is_alike):
                    numbers[code.number] = own.number
                    pool.remove(own)
                    break
    last = max((code.number for code in source.codes), default=0)
    for code in opening:
        if code.number not in numbers:
            last += 1
            numbers[code.number] = last
    return Content(
        tuple(
            replace(piece, number=numbers[piece.number]) if isinstance(piece, Code) else piece
            for piece in target.pieces
        )
    )


def described(unit: Unit) -> str:
    """What a unit is and where it stands, for a translator."""
    where = f', under "{unit.heading}"' if unit.heading and unit.kind != "heading" else ""
    inside = f", in {unit.container} {unit.owner}" if unit.container else ""
    owned = f" of {unit.owner}" if unit.owner and not unit.container else ""
    return f"{unit.kind}{owned}{inside}{where}"

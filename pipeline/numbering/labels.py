"""The labels of a note: the name and number of each thing that has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from pipeline.note.walk import blocks_below, headings_of
from pipeline.numbering.series import BY_KIND, SERIES, Series
from pipeline.numerals import Numerals, numeral_of_part
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Part
    from pipeline.note.text import Heading

NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Label:
    """The name and number of a thing, as they stand above it.

    ``text`` is both together, such as "Figure 2", ``name`` the name apart and ``number`` the
    numeral apart, which is empty where the style numbers no thing that is alone. ``series`` is
    the word of its series.
    """

    series: str
    name: str
    number: str
    text: str


Labels = Mapping[str, Label]
"""The label of everything that has one, by its id, in reading order."""


@dataclass(frozen=True, slots=True)
class _Counted:
    """A thing that is counted: its id, its series, and the number of its theme, if it has one."""

    id: str
    series: Series
    theme: str
    demands_number: bool


def label_note(note: Note, forms: Mapping[str, str], words: Mapping[str, str]) -> Labels:
    """The labels of a note, by the numerals of a style (``forms``, by token) and the words."""
    counted = tuple(_counted(note))
    found: dict[str, Label] = {}
    for series in SERIES:
        own = [one for one in counted if one.series is series]
        if not own:
            continue
        numerals = Numerals.read(forms[series.numerals])
        if _is_numbered(own, numerals, note.referred):
            found |= dict(_labels(own, series, numerals, words))
    return {one.id: found[one.id] for one in counted if one.id in found}


def _is_numbered(own: list[_Counted], numerals: Numerals, referred: Collection[str]) -> bool:
    if numerals.form == "none":
        return False
    return not numerals.on_use or any(one.demands_number or one.id in referred for one in own)


def _labels(
    own: list[_Counted], series: Series, numerals: Numerals, words: Mapping[str, str]
) -> Iterator[tuple[str, Label]]:
    name = capitalised(words[f"{series.word}_alone"])
    numbers: dict[str, int] = {}
    for one in own:
        group = one.theme if numerals.by_theme else ""
        numbers[group] = numbers.get(group, 0) + 1
        number = numerals.write(numbers[group], len(own), one.theme)
        text = filled(words[f"{series.word}_label"], number=number) if number else name
        yield one.id, Label(series.word, name, number, text)


def filled(pattern: str, **values: str) -> str:
    """A pattern of the words filled in; a number is not parted from the word before it."""
    return pattern.replace(" {", f"{NO_BREAK}{{").format(**values)


def capitalised(words: str) -> str:
    """Words as they begin a sentence."""
    return words[:1].upper() + words[1:]


class Sections(Protocol):
    """What has the headings of a note: the note, or what has been read of one."""

    @property
    def parts(self) -> Sequence[Part]:
        """The parts in the order of reading."""


def sections_of(text: Sections) -> Iterator[tuple[str, tuple[Heading, ...]]]:
    """Yield the headings of each part in reading order, with its number or letter, if any."""
    for part in text.parts:
        numeral = numeral_of_part(kind_of(part.role), part.number, before_another=True)
        yield numeral, tuple(headings_of(part))


def _counted(note: Note) -> Iterator[_Counted]:
    for theme, headings in sections_of(note):
        for heading in headings:
            yield from _one(heading, type(heading).__name__.lower(), theme)
            for block in blocks_below(heading.blocks):
                yield from _one(block, block.kind, theme)


def _one(node: Any, kind: str, theme: str) -> Iterator[_Counted]:
    series = BY_KIND.get(kind)
    if series is not None and series.is_counted(node):
        yield _Counted(node.id, series, theme, series.demands_number(node))

"""The labels of a note: the name and number of each thing that has one."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.languages.digits import in_digits
from pipeline.numbering.series import SERIES, Counted, Series, counted
from pipeline.numerals import Numerals
from pipeline.phrases import capitalised, filled

if TYPE_CHECKING:
    from pipeline.note import Note


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


def label_note(note: Note, forms: Mapping[str, str], words: Mapping[str, str]) -> Labels:
    """The labels of a note, by the numerals of a style (``forms``, by token) and the words."""
    found_in_note = tuple(counted(note, note.metadata.language))
    found: dict[str, Label] = {}
    for series in SERIES:
        own = [one for one in found_in_note if one.series is series]
        if not own:
            continue
        numerals = Numerals.read(forms[series.numerals])
        if _is_numbered(own, numerals, note.referred):
            found |= dict(_labels(own, series, numerals, words))
    return {one.id: found[one.id] for one in found_in_note if one.id in found}


def _is_numbered(own: list[Counted], numerals: Numerals, referred: Collection[str]) -> bool:
    if numerals.form == "none":
        return False
    return not numerals.on_use or any(
        one.series.demands_number(one.block) or one.id in referred for one in own
    )


def _labels(
    own: list[Counted], series: Series, numerals: Numerals, words: Mapping[str, str]
) -> Iterator[tuple[str, Label]]:
    name = capitalised(words[f"{series.word}_alone"])
    numbers: dict[str, int] = {}
    for one in own:
        group = one.part if numerals.by_theme else ""
        numbers[group] = numbers.get(group, 0) + 1
        number = in_digits(numerals.write(numbers[group], len(own), one.part), words["digits"])
        text = filled(words[f"{series.word}_label"], number=number) if number else name
        yield one.id, Label(series.word, name, number, text)

"""The series of a note: what is numbered, in which words and in which numerals."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from pipeline.note.text import Block, Box, Figure, Paragraph, Recommendation, Table
from pipeline.note.walk import blocks_below, display_formula, headings_of, lines_below
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from pipeline.note.parts import Part

CountedBlock = Figure | Table | Box | Recommendation | Paragraph
"""What can be of a series: the kinds of blocks that have an id."""


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbered things of one kind.

    ``kind`` is the kind of block that is counted; ``word`` begins the names of its interface words
    (``figure_label``, ``figure_reference``, ``figure_references``, ``figure_alone``), ``numerals``
    is the token of the style. ``is_counted`` tells whether one of the kind is of the series,
    ``demands_number`` whether it is typed in a form that has always had a number.
    """

    kind: str
    word: str
    numerals: str
    is_counted: Callable[[Block], bool]
    demands_number: Callable[[Block], bool]


def _has_caption(block: Block) -> bool:
    return isinstance(block, Figure | Table) and bool(block.caption)


def _always(_: Block) -> bool:
    return True


def _is_described(block: Block) -> bool:
    """Whether a figure or table has a line below it, or a width: both are as authors want them."""
    match block:
        case Figure():
            return bool(lines_below(block)) or block.width != "text"
        case Table():
            return bool(lines_below(block)) or block.wide
        case _:
            return False


def _is_numbered_formula(block: Block) -> bool:
    formula = display_formula(block)
    return formula is not None and formula.is_numbered


def _never(_: Block) -> bool:
    return False


SERIES: Final = (
    Series("figure", "figure", "figure-numerals", _has_caption, _is_described),
    Series("table", "table", "table-numerals", _has_caption, _is_described),
    Series("box", "box", "box-numerals", _always, _always),
    Series("recommendation", "recommendation", "recommendation-numerals", _always, _always),
    Series("paragraph", "formula", "formula-numerals", _is_numbered_formula, _never),
)
"""All series. A kind that is to be numbered is added here, with its words and its token."""

_BY_KIND: Final = {series.kind: series for series in SERIES}


class Sections(Protocol):
    """What has the headings of a note: the note, or what has been read of one."""

    @property
    def parts(self) -> Sequence[Part]:
        """The parts in the order of reading."""


@dataclass(frozen=True, slots=True)
class Counted:
    """A thing that is counted, its series, and the number or letter of its part, if any."""

    block: CountedBlock
    series: Series
    part: str

    @property
    def id(self) -> str:
        """Its id."""
        return self.block.id


def counted(text: Sections, language: str = "") -> Iterator[Counted]:
    """Yield everything in a note that is of a series, in reading order, footnotes not entered."""
    for part in text.parts:
        numeral = numeral_of_part(kind_of(part.role), part.number, language, before_another=True)
        for heading in headings_of(part):
            for block in blocks_below(heading.blocks):
                series = _BY_KIND.get(block.kind)
                if series and isinstance(block, CountedBlock) and series.is_counted(block):
                    yield Counted(block, series, numeral)

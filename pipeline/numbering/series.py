"""The series of a note: what is numbered, in which words and in which numerals."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

from pipeline.note.walk import display_formula, lines_below


@dataclass(frozen=True, slots=True)
class Series:
    """A series of numbered things of one kind.

    ``kind`` is the kind of block that is counted, or the class of heading in small letters;
    ``word`` begins the names of its interface words (``figure_label``, ``figure_reference``,
    ``figure_references``, ``figure_alone``), ``numerals`` is the token of the style.
    ``is_counted`` tells whether one of the kind is of the series, ``demands_number`` whether it is
    typed in a form that has always had a number.
    """

    kind: str
    word: str
    numerals: str
    is_counted: Callable[[Any], bool]
    demands_number: Callable[[Any], bool]


def _has_caption(node: Any) -> bool:
    return bool(node.caption)


def _always(_: Any) -> bool:
    return True


def _is_described(node: Any) -> bool:
    return bool(lines_below(node)) or getattr(node, "width", "text") != "text"


def _is_numbered_formula(node: Any) -> bool:
    formula = display_formula(node)
    return formula is not None and formula.is_numbered


def _never(_: Any) -> bool:
    return False


SERIES: Final = (
    Series("figure", "figure", "figure-numerals", _has_caption, _is_described),
    Series("table", "table", "table-numerals", _has_caption, _is_described),
    Series("box", "box", "box-numerals", _always, _always),
    Series("recommendation", "recommendation", "recommendation-numerals", _always, _always),
    Series("paragraph", "formula", "formula-numerals", _is_numbered_formula, _never),
)
"""All series. A kind that is to be numbered is added here, with its words and its token."""

BY_KIND: Final = {series.kind: series for series in SERIES}
"""The series by the kind that it counts."""

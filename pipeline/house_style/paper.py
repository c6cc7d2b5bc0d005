"""The paper of a note, and every measure of its pages that follows from the paper.

Tokens that a style gives by itself are kept; the others are derived here and nowhere else. The
built-in tokens are those of A4.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

PAPER: Final = "paper-size"
"""The token of the paper of a note."""
ONE_PAGER_PAPER: Final = "one-pager-paper-size"
"""The token of the paper of one-pagers."""
SIZE: Final = "edition-size"
"""The token that asks for large print."""
LARGE: Final = "large"
"""The value of `SIZE` for large print."""
AS_NOTE: Final = "as-note"
"""The value of `ONE_PAGER_PAPER` for the paper of the note."""

_SIZES: Final = {
    "a4": (210.0, 297.0),
    "a5": (148.0, 210.0),
    "b5": (176.0, 250.0),
    "letter": (215.9, 279.4),
}
"""Widths and heights in mm: ISO 216 and ANSI/ASME Y14.1."""
_FREE: Final = re.compile(r"([0-9]+(?:\.[0-9]+)?)(mm|in) ([0-9]+(?:\.[0-9]+)?)(mm|in)")
_HINT: Final = f"use {', '.join(_SIZES)}, or a width and a height in mm or in: 170mm 240mm, 6in 9in"
_LEAST: Final = (105.0, 148.0)
_MOST: Final = (330.0, 480.0)
_MM: Final = {"mm": 1.0, "in": 25.4}
_POINT: Final = 25.4 / 72
_POINTS: Final = "{:g}pt"

_GIVEN: Final = frozenset(
    {PAPER, ONE_PAGER_PAPER, SIZE, "trim-width", "trim-height", "line"}
    | {f"margin-{side}" for side in ("top", "outer", "inner", "bottom", "column")}
)
"""The tokens from which others follow."""

WITH_COLUMN: Final = 175.0
"""The width in mm from which paper has a margin column beside the text."""
LEAST_COLUMN: Final = 25.0
"""The width in mm of the narrowest margin column: labels and pull quotes have to fit in."""
_A4, _A4_HEIGHT = 210.0, 297.0
_WIDEST_TEXT, _WIDEST_ALONE = 126.0, 120.0
_WIDEST_LARGE = 220.0
_LARGE_SIZES: Final = {
    "text-size": 18,
    "line": 24,
    "cover-series-size": 18,
    "opener-item-size": 18,
    "contents-theme-size": 18,
    "part-lead-size": 22,
}
"""Sizes of large print in points: text of 18 pt."""
_LEAST_TEXT, _LEAST_LINES = 70.0, 20
_LOWEST_LINE = 1.0
"""The height in mm of the lowest line that is counted with: one of 0 mm is told afterwards."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A width and a height in mm."""

    width: float
    height: float

    @property
    def narrowing(self) -> float:
        """How wide it is, as a share of A4; at most 1."""
        return min(1.0, self.width / _A4)

    @property
    def shortening(self) -> float:
        """How high it is, as a share of A4; at most 1."""
        return min(1.0, self.height / _A4_HEIGHT)

    @property
    def title_scale(self) -> float:
        """The size of titles, as a share of that on A4: they shrink less than the paper."""
        return float(self.narrowing**0.8)


def paper_of(value: str) -> Paper | None:
    """The paper that a value names or measures, or None."""
    if value in _SIZES:
        return Paper(*_SIZES[value])
    if (free := _FREE.fullmatch(value)) is None:
        return None
    width, width_unit, height, height_unit = free.groups()
    sides = (float(width) * _MM[width_unit], float(height) * _MM[height_unit])
    return Paper(*(round(side, 3) for side in sides))


def problem_of_paper(name: str, value: str) -> tuple[str, str] | None:
    """The message and hint about a wrong value of a paper's token, or None."""
    if name == ONE_PAGER_PAPER and value == AS_NOTE:
        return None
    paper = paper_of(value)
    if paper is None:
        return f"--{name} cannot be {value}", _HINT
    if not _is_possible(paper):
        message = f"--{name} cannot be {value}: {paper.width:g} by {paper.height:g} mm"
        return message, (
            f"use a width of {_LEAST[0]:g} to {_MOST[0]:g} mm "
            f"and a height of {_LEAST[1]:g} to {_MOST[1]:g} mm"
        )
    return None


def problem_of_measures(tokens: Mapping[str, str]) -> tuple[str, str] | None:
    """The message and hint about measures of which no page can be made, or None."""
    lengths = _Lengths(tokens)
    paper = Paper(lengths["trim-width"], lengths["trim-height"])
    if not _is_possible(paper):
        return problem_of_paper(PAPER, f"{paper.width:g}mm {paper.height:g}mm")
    if lengths["margin-column"] > 0 and lengths.value(SIZE) == LARGE:
        message = "large print has no margin column: labels of 18 pt do not fit into one"
        return message, "leave out --margin-column, or set it to 0mm"
    if 0 < lengths["margin-column"] < LEAST_COLUMN:
        message = f"a margin column of {lengths['margin-column']:g} mm is too narrow for labels"
        return message, f"set --margin-column to 0mm, or to at least {LEAST_COLUMN:g}mm"
    if lengths["line"] < lengths["text-size"]:
        line, size = (lengths[name] / _POINT for name in ("line", "text-size"))
        message = f"lines of {line:g} pt are too low for text of {size:g} pt"
        return message, "make --line larger than --text-size: 14pt for text of 9.8pt"
    text = paper.width - sum(lengths[f"margin-{side}"] for side in ("outer", "column", "inner"))
    lines = (paper.height - lengths["margin-top"] - lengths["margin-bottom"]) / lengths["line"]
    if text < _LEAST_TEXT or lines < _LEAST_LINES:
        message = f"the margins leave {text:.0f} mm and {max(0, int(lines))} lines for the text"
        if lengths.value(SIZE) == LARGE:
            return message, "choose larger paper for large print, such as --paper-size: a5"
        hint = f"make margins or --line smaller: {_LEAST_TEXT:g} mm and {_LEAST_LINES} lines"
        return message, f"{hint} are the least"
    return None


def measures(tokens: Mapping[str, str], own: Collection[str]) -> Mapping[str, str]:
    """Tokens that follow from the paper, and from others that a style has of its ``own``.

    ``tokens`` are all tokens of the style. There are none for a style on the built-in paper.
    """
    if _GIVEN.isdisjoint(own):
        return {}
    lengths = _Lengths(tokens)
    paper = paper_of(lengths.value(PAPER)) or Paper(_A4, _A4_HEIGHT)
    width = lengths["trim-width"] if "trim-width" in own else paper.width
    height = lengths["trim-height"] if "trim-height" in own else paper.height
    found: dict[str, str] = {}
    for derive in (_type, _grid, _titles, _one_pager):
        given = {**tokens, **found}
        derived = derive(Paper(width, height), _Lengths(given), frozenset(own))
        found |= {name: value for name, value in derived if name not in own}
    return found


def _is_possible(paper: Paper) -> bool:
    return _LEAST[0] <= paper.width <= _MOST[0] and _LEAST[1] <= paper.height <= _MOST[1]


class _Lengths:
    """Tokens as numbers: lengths in mm."""

    def __init__(self, tokens: Mapping[str, str]) -> None:
        self._tokens = tokens

    def value(self, name: str) -> str:
        """The value of a token, with references to others replaced."""
        value = self._tokens[name]
        while (match := re.fullmatch(r"var\(--([a-z0-9-]+)\)", value)) is not None:
            value = self._tokens[match.group(1)]
        return value

    def __getitem__(self, name: str) -> float:
        value = self.value(name)
        return float(value[:-2]) * _MM.get(value[-2:], _POINT)


def _type(
    paper: Paper,  # noqa: ARG001 - each group of measures is derived alike
    given: _Lengths,
    own: frozenset[str],  # noqa: ARG001
) -> Iterator[tuple[str, str]]:
    """Yield the sizes of large print, in which nothing that is read is smaller than the text."""
    if given.value(SIZE) == LARGE:
        yield from ((name, _POINTS.format(size)) for name, size in _LARGE_SIZES.items())


def _grid(paper: Paper, given: _Lengths, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the margins, the text area of whole lines, and what stands at its measures."""
    outer, column, inner = _columns(paper, given, own)
    is_large = given.value(SIZE) == LARGE
    top = given["margin-top"] if "margin-top" in own else max(15.0, 24 * paper.shortening)
    bottom = max(17.0, 26 * paper.shortening)
    if "margin-bottom" in own:
        bottom = given["margin-bottom"]
    line = max(given["line"], _LOWEST_LINE)
    lines = math.floor((paper.height - top - bottom) / line + 0.01)
    if "margin-bottom" not in own:
        # A little more room than the lines need, as lengths are rounded.
        bottom = paper.height - top - lines * given["line"] - 0.056
    text = paper.width - outer - column - inner
    yield from _in_mm(
        {
            "trim-width": paper.width,
            "trim-height": paper.height,
            "margin-top": top,
            "margin-bottom": bottom,
            "margin-outer": outer,
            "margin-column": column,
            "margin-inner": inner,
            "head-drop": top / (3 if is_large else 2),
            "folio-drop": bottom * 9 / 26,
            "text-measure": text,
            "cover-title-measure": column + text,
            "cover-series-measure": min(90.0, column + text),
            "opener-item-measure": text - (40 if is_large else 28),
            "contents-item-measure": text - (14 if column else 40 if is_large else 24),
            "key-message-measure": text - (10 if column else 12),
            "pull-quote-measure": column - 6 if column else text,
            "cover-title-top": 150 * paper.height / _A4_HEIGHT,
            "opener-title-top": 100 * paper.height / _A4_HEIGHT,
        }
    )
    yield "page-lines", str(lines)


def _columns(paper: Paper, given: _Lengths, own: frozenset[str]) -> tuple[float, float, float]:
    """The outer margin, the margin column and the inner margin in mm."""
    names = ("margin-outer", "margin-column", "margin-inner")
    is_large = given.value(SIZE) == LARGE
    column = 40 * paper.narrowing if paper.width >= WITH_COLUMN and not is_large else 0.0
    if "margin-column" in own:
        column = given["margin-column"]
    if column:
        widest, least = column + _WIDEST_TEXT, 22 * paper.narrowing
    else:
        widest = _WIDEST_LARGE if is_large else _WIDEST_ALONE
        least = max(14.0, (22 / 210 if is_large else 0.115) * paper.width)
    margin = max(least, (paper.width - widest) / 2)
    outer, column, inner = (
        given[name] if name in own else derived
        for name, derived in zip(names, (margin, column, margin), strict=True)
    )
    return outer, column, inner


def _titles(
    paper: Paper,
    given: _Lengths,
    own: frozenset[str],  # noqa: ARG001
) -> Iterator[tuple[str, str]]:
    """Yield the sizes of what is set larger than the text."""
    scale = paper.title_scale
    sizes = {
        "cover-title-size": 34 * scale,
        "cover-title-line": 40 * scale,
        "opener-title-size": 28 * scale,
        "opener-title-line": 34 * scale,
        "opener-numeral-size": 150 * min(paper.narrowing, paper.shortening),
        "matter-title-size": (32 if given.value(SIZE) == LARGE else 24) * scale,
        "back-title-size": (22 if given.value(SIZE) == LARGE else 18) * scale,
    }
    for name, size in sizes.items():
        yield name, _POINTS.format(round(size * 2) / 2)


def _one_pager(paper: Paper, given: _Lengths, own: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Yield the measures of one-pagers."""
    is_wide = given["margin-column"] > 0 or given.value(SIZE) == LARGE
    page = paper if is_wide else Paper(_A4, _A4_HEIGHT)
    if (wanted := given.value(ONE_PAGER_PAPER)) != AS_NOTE:
        page = paper_of(wanted) or page
    width = given["one-pager-width"] if "one-pager-width" in own else page.width
    height = given["one-pager-height"] if "one-pager-height" in own else page.height
    page = Paper(width, height)
    margin = max(12.0, 18 * page.narrowing)
    across, column = width - 2 * margin, 44 * page.narrowing
    points = (across - 10) * 95 / 164
    address = across * 68 / 174
    yield from _in_mm(
        {
            "one-pager-width": width,
            "one-pager-height": height,
            "one-pager-margin": margin,
            "one-pager-column": column,
            "one-pager-points": points,
            "one-pager-discussed": across - 10 - points,
            "one-pager-third": (across - 21) / 3,
            "one-pager-source": across - 30 - address,
            "one-pager-address": address,
            "band-height": 73 * max(0.82, page.shortening),
            "band-title-measure": across - column - 5,
        }
    )
    for name, size in {"band-title-size": 25, "band-title-line": 29}.items():
        yield name, _POINTS.format(round(size * page.title_scale * 2) / 2)


def _in_mm(lengths: Mapping[str, float]) -> Iterator[tuple[str, str]]:
    for name, length in lengths.items():
        yield name, f"{round(length, 3):g}mm"

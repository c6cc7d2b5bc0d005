"""Short lines that may be headings: what sets them apart from the text, and what follows them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.outlining.heading_numbers import HeadingNumber, read_number
from pipeline.importing.outlining.landmarks import (
    annex_length,
    is_kind,
    landmark,
    read_counted_kind,
    read_date,
    read_placed_date,
    says_draft,
)
from pipeline.importing.reading.runs import Picture, lines_of
from pipeline.languages import languages

if TYPE_CHECKING:
    from pipeline.importing.reading.looks import Look
    from pipeline.importing.reading.pieces import Piece

_LONGEST: Final = 160
_MOST_WORDS: Final = 22
_RUNNING_WORDS: Final = 8
_PAIR: Final = 2
_LARGER: Final = 0.9
"""Points by which letters are larger than those of the text to be seen as larger."""
_NOT_AT_END: Final = (".", ",", ";", ":", "。", "；", "，", "：", "、", "-", "–")
_CAPTIONED: Final = re.compile(
    "(?:"
    + "|".join(
        sorted(
            {
                re.escape(language.words[key].partition("{")[0].strip())
                for language in languages()
                for key in ("figure_label", "table_label", "box_label")
                if language.words[key].partition("{")[0].strip()
            },
            key=len,
            reverse=True,
        )
    )
    + r")\s*[\dIVXA-Z]",
    re.IGNORECASE,
)
_ADDRESS: Final = re.compile(r"[\w.+-]@[\w-]|https?://|www\.")
_IDENTIFIER: Final = re.compile(r"\W*(?:e-?)?(?:isbn|issn|doi|jel)\b", re.IGNORECASE)
_FEWEST_CAPITALS: Final = 4


@dataclass(frozen=True, slots=True)
class Family:
    """A look that short lines share: what sets them apart from the text."""

    size: float
    shaded: bool
    bold: bool
    capitals: bool
    coloured: bool
    italic: bool
    underlined: bool

    @property
    def strength(self) -> tuple[float, ...]:
        """The rank of the look among all, for levels: the largest and strongest first."""
        return (
            *(-self.size, -self.shaded, -self.capitals, -self.bold, -self.underlined),
            *(-self.coloured, -self.italic),
        )

    @property
    def is_apart(self) -> bool:
        """Whether anything but slant sets it apart from text of its size."""
        return self.shaded or self.bold or self.capitals or self.coloured or self.underlined


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """A line that may be a heading: its index, family and number, and what follows it."""

    index: int
    family: Family
    number: HeadingNumber | None
    is_larger: bool


@dataclass(frozen=True, slots=True)
class TextLook:
    """How running text is set: what a heading must differ from."""

    size: float
    bold: bool
    capitals: bool
    colour: str
    italic: bool


def text_look(pieces: Iterable[Piece]) -> TextLook:
    """The look of most of the running text."""
    letters: Counter[tuple[float, bool, bool, str, bool]] = Counter()
    for piece in pieces:
        if piece.kind in {"paragraph", "item"} and len(piece.text) > 60:
            look = piece.look
            key = (look.size, look.bold, look.capitals, look.colour, look.italic)
            letters[key] += len(piece.text)
    if not letters:
        sizes = [piece.look.size for piece in pieces if piece.kind in {"paragraph", "item"}]
        return TextLook(min(sizes, default=0.0), False, False, "", False)  # noqa: FBT003
    return TextLook(*max(letters, key=lambda key: letters[key]))


def family_of(look: Look, text: TextLook) -> Family:
    """What sets a look apart from that of the text."""
    return Family(
        size=round(look.size * 2) / 2,
        shaded=bool(look.shading),
        bold=look.bold and not text.bold,
        capitals=look.capitals and not text.capitals,
        coloured=bool(look.colour) and look.colour != text.colour,
        italic=look.italic and not text.italic,
        underlined=look.underlined,
    )


def heading_line(pieces: Sequence[Piece], index: int, text: TextLook) -> HeadingLine | None:
    """A line that may be a heading; None for any other piece."""
    piece = pieces[index]
    if not could_head(piece) or (piece.style == "text box" and not _is_alone(pieces, index)):
        return None
    number = read_number(piece.look.number) if piece.look.number not in {"", "•"} else None
    if number is None and piece.kind == "item":
        number = HeadingNumber("arabic", (piece.number,), 0, is_marked=True)
    number = number or (None if annex_length(piece.text) else read_number(piece.text))
    if number and not number.is_marked and number.depth == 1 and number.series == "arabic":
        number = None  # As in "2030 Agenda" or "12 steps".
    family = family_of(piece.look, text)
    letters = sum(sign.isalpha() for sign in piece.text)
    if letters < max(_FEWEST_CAPITALS, sum(sign.isdigit() for sign in piece.text)):
        family = replace(family, capitals=False)  # As in "EU 27".
    is_larger = family.size - text.size >= _LARGER
    if not (is_larger or family.is_apart or family.italic or piece.look.outline or number):
        return None
    return HeadingLine(index, family, number, is_larger)


def could_head(piece: Piece) -> bool:
    """Whether a piece is a short line that can be a heading by its words."""
    words, style = piece.text, piece.style.lower()
    if piece.kind == "item":
        # An item by itself is a numbered line; bold items without a number are topics.
        is_listed = piece.level != 1 and not piece.look.number
        if not piece.number or is_listed or piece.continued or piece.size != 1:
            return False
    elif piece.kind != "paragraph":
        return False
    if style.startswith(("meta:", "toc", "caption", "image caption", "table caption", "footnote")):
        return False
    if style in {"title", "subtitle", "author", "date", "kind", "series", "quote"}:
        return False
    if not words or len(words) > _LONGEST or len(words.split()) > _MOST_WORDS:
        return False
    if words.endswith(_NOT_AT_END) or len(lines_of(piece.runs)) > 1:
        return False
    if (
        _IDENTIFIER.match(words)
        or not any(sign.isalpha() for sign in words)
        or any(isinstance(run.extra, Picture) for run in piece.runs)
    ):
        return False
    return not (
        says_draft(words)
        or read_placed_date(words)
        or read_counted_kind(words)
        or _CAPTIONED.match(words)
        or _ADDRESS.search(words)
        or read_date(words)
        or (is_kind(words) and landmark(words) is None)
    )


def _is_alone(pieces: Sequence[Piece], index: int) -> bool:
    """Whether a line is all that stands in its frame: a heading on a coloured ground."""
    around = (*pieces[max(0, index - 1) : index], *pieces[index + 1 : index + 2])
    return all(piece.style != "text box" for piece in around)


def is_followed(pieces: Sequence[Piece], index: int, found: Sequence[HeadingLine]) -> bool:
    """Whether running text, a list, a table or a lower heading follows a line."""
    known = {one.index for one in found}
    for after in range(index + 1, min(index + 6, len(pieces))):
        piece = pieces[after]
        if after in known or piece.kind == "heading" or piece.text.startswith(("(", "（")):
            continue
        if piece.kind not in {"paragraph", "heading"}:
            return True
        words = len(piece.text.split())
        han = sum("一" <= sign <= "鿿" for sign in piece.text)
        ends = piece.text.endswith((".", "。", "?", "!", ":", "：", ";", "”", "…"))
        return words >= _RUNNING_WORDS or han > 15 or ends
    return False


def without_rows(found: Sequence[HeadingLine]) -> list[HeadingLine]:
    """The lines without rows of three and more of one look, of which only the last heads a text.

    A number alone sets no two lines in a row apart from a list.
    """
    kept = []
    for at, one in enumerate(found):
        row = [one]
        while at + len(row) < len(found) and _is_next(row[-1], found[at + len(row)]):
            row.append(found[at + len(row)])
        before = at and _is_next(found[at - 1], one)
        looks = one.is_larger or one.family.is_apart
        if len(row) == 1 or (looks and len(row) == _PAIR and not before):
            kept.append(one)
    return kept


def _is_next(one: HeadingLine, other: HeadingLine) -> bool:
    """Whether two lines stand one below the other, with nothing that sets them apart."""
    depths = [line.number and (line.number.series, line.number.depth) for line in (one, other)]
    same = depths[0] == depths[1] or None in depths
    return other.index == one.index + 1 and other.family == one.family and same


def in_sequence(found: Sequence[HeadingLine]) -> set[int]:
    """The lines whose numbers count: each is the next of one before it, or begins anew at 1."""
    kept: set[int] = set()
    last: dict[tuple[str, str, tuple[int, ...]], tuple[int, int]] = {}
    for one in found:
        if one.number is None:
            continue
        *above, value = one.number.values
        key = (one.number.series, one.number.word, tuple(above))
        before = last.get(key)
        if before and value == before[0] + 1:
            kept |= {before[1], one.index}
        elif value == 1 and (above or one.number.series == "roman"):
            kept.add(one.index)
        last[key] = (value, one.index)
    return kept

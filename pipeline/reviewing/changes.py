"""A reviewer's changes: the parts of a Word file compared with those it was made with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from pipeline.comparing.rising import longest_rise
from pipeline.reviewing.pairing import pair_parts
from pipeline.reviewing.parts import BLOCKS, GENERATED, VALUES, Kind, Part

ORDERED: Final = BLOCKS | {"figure"}
"""Kinds of parts that are in the order of the text."""

_MADE: Final[Mapping[Kind, str]] = {
    "fixed": "notepress generates this line",
    "label": "notepress generates this line",
    "abbreviation": "the list of abbreviations is made from abbreviations.yaml: change it there",
    "signature": "this picture is under signed: at the head of its file: change it there",
    "collected": "notepress generates this table: change the recommendations themselves",
    "data": "the rows of this table are in a CSV file: change it there",
    "drawn": "this table is drawn with + and | in the source: change it there",
}
"""Kinds of parts that no source has the words of, and the reason why they stay as they are."""

_HOMES: Final[Mapping[Kind, str]] = {
    "value": "in note.yaml or people.yaml",
    "signatory": "under signed: at the head of this file",
    "fixed": "in note.yaml or people.yaml",
    "label": "in note.yaml or people.yaml",
    "abbreviation": "in abbreviations.yaml",
    "signature": "under signed: at the head of this file",
}
"""Where the lines are that stand with a part, for kinds that have no place in the text."""

_SHAPES: Final = {
    "heading": "a heading",
    "item": "a list item",
    "paragraph": "a paragraph",
    "quotation": "a quotation",
}


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words of a part, or their marks, are others."""

    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Removed:
    """A part is gone.

    ``others`` are gone with it: the other cells of a table or of a row.
    """

    name: str
    others: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All parts that are gone."""
        return (self.name, *self.others)


@dataclass(frozen=True, slots=True)
class Inserted:
    """What follows a part now: new parts, and the names of parts moved here."""

    after: str
    entries: tuple[Part | str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """Something that is in the Word file and cannot go into the source: words, why, and where."""

    text: str
    why: str
    near: str = ""


Change = Reworded | Removed | Inserted


@dataclass(frozen=True, slots=True)
class Review:
    """The changes of a reviewer.

    ``named`` are the parts of the Word file, each with the name of the part it was; empty for
    new ones.
    """

    changes: tuple[Change, ...]
    skipped: tuple[Skipped, ...]
    named: tuple[tuple[str, Part], ...]


@dataclass(slots=True)
class _Reading:
    """The work of reading one review."""

    base: Mapping[str, Part]
    edited: Sequence[Part]
    names: Sequence[str]
    changes: list[Change] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def read_review(base: Sequence[Part], edited: Sequence[Part]) -> Review:
    """The changes between a Word file as it was made and an edited copy."""
    names = pair_parts(base, edited)
    reading = _Reading({part.name: part for part in base}, edited, names)
    _compare_words(reading)
    _compare_order(reading, base)
    _find_removed(reading, base)
    _find_removed_cells(reading, base)
    return Review(
        tuple(reading.changes), tuple(reading.skipped), tuple(zip(names, edited, strict=True))
    )


def _compare_words(reading: _Reading) -> None:
    for name, part in zip(reading.names, reading.edited, strict=True):
        old = reading.base.get(name)
        if old is None:
            continue
        if comparison_keys(old) != comparison_keys(part):
            if why := _MADE.get(old.kind):
                reading.skipped.append(Skipped(part.text, why, name))
            else:
                reading.changes.append(Reworded(name, part))
        if old.shape != part.shape and old.kind not in GENERATED | VALUES:
            reading.skipped.append(Skipped(part.text, _recast(old, part), name))


def comparison_keys(part: Part) -> tuple[tuple[object, ...], ...]:
    """A key that is equal for two parts with the same text in the same formatting."""
    return tuple(token.lifted_key for token in part.tokens)


def _recast(old: Part, new: Part) -> str:
    was, level, is_ordered = old.shape
    kind, new_level, _ = new.shape
    if was != kind:
        return (
            f"{_SHAPES.get(was, was)} became {_SHAPES.get(kind, kind)}: change this in the source"
        )
    if level != new_level:
        return f"its level changed from {level} to {new_level}: change this in the source"
    given = "lost its number" if is_ordered else "got a number"
    return f"the list item {given}: change this in the source"


def _compare_order(reading: _Reading, base: Sequence[Part]) -> None:
    """Find new and moved parts, and put each after the last part that stayed."""
    places = {part.name: place for place, part in enumerate(base)}
    ordered = [
        name for name, part in _known(reading) if reading.base[name].kind in ORDERED and part.name
    ]
    staying = longest_rise([places[name] for name in ordered])
    moved = {name for name in ordered if places[name] not in staying}
    after = ""
    entries: list[Part | str] = []
    found: list[Inserted] = []
    for name, part in zip(reading.names, reading.edited, strict=True):
        if name in moved:
            entries.append(name)
        elif name:
            known = reading.base[name]
            # What follows the lead of a theme comes after its heading in the source.
            if known.kind != "footnote" and not _is_head(known):
                if entries:
                    found.append(Inserted(after, tuple(entries)))
                after, entries = name, []
        elif part.is_empty:
            continue
        elif why := _refusal(part, after, reading.base):
            reading.skipped.append(Skipped(part.text, why, after))
        else:
            entries.append(part)
    if entries:
        found.append(Inserted(after, tuple(entries)))
    reading.changes += found


def _known(reading: _Reading) -> list[tuple[str, Part]]:
    return [(name, part) for name, part in zip(reading.names, reading.edited, strict=True) if name]


def _refusal(part: Part, after: str, base: Mapping[str, Part]) -> str:
    """The reason why a new part cannot go into the source; empty if it can."""
    anchor = base.get(after)
    match part.kind:
        case "picture":
            return "a new picture: put its file into figures/ and add it to the text"
        case "cell" if anchor is not None and anchor.kind == "data":
            return "a new cell: the rows of this table are in a CSV file: add it there"
        case "cell" if anchor is not None and anchor.kind == "drawn":
            return "a new cell: this table is drawn with + and | in the source: add it there"
        case "cell":
            return "a new cell: change the table in the source"
        case "footnote":
            return "a new paragraph of a footnote: add it in the source"
        case "heading" if part.piece.level not in {2, 3}:
            return "a new heading of this level: a theme is a file of its own"
    if part.piece.style == "text box":
        return "text in a text box has no position in the text"
    if anchor is None:
        return "text before the first heading"
    if home := _HOMES.get(anchor.kind):
        return f"not a part of the text: add it {home}"
    return ""


def _is_head(part: Part) -> bool:
    """Whether a part is a value in the metadata block of a theme."""
    return part.piece.style in {"Theme Lead", "Theme Subtitle"}


def _find_removed(reading: _Reading, base: Sequence[Part]) -> None:
    there = set(reading.names)
    for place, part in enumerate(base):
        if part.name in there:
            continue
        match part.kind:
            case "heading" | "paragraph" | "item" | "quotation" | "figure" | "caption":
                reading.changes.append(Removed(part.name))
            case "collected":
                reading.changes.append(Removed(part.name))
            case "cell" | "data" | "drawn":
                pass  # Its table is looked at as a whole.
            case "label" if base[place + 1].name not in there:
                pass  # What it is for is gone too, and says so.
            case "fixed" | "label" | "abbreviation" | "signature":
                reading.skipped.append(Skipped(part.text, _MADE[part.kind], part.name))
            case "value" | "signatory":
                why = "deleted in Word: remove it from the source if you want to delete it"
                reading.skipped.append(Skipped(part.text, why, part.name))
            case "footnote" | "table" | "picture":
                pass  # The call of a footnote is a word of the text; the others are new.


def _find_removed_cells(reading: _Reading, base: Sequence[Part]) -> None:
    """Take out each table of which nothing is left, in one change, else the rows and cells.

    Of a table whose rows are in a file, or drawn, report once what is gone.
    """
    there = set(reading.names)
    # The cells of a table are made from one piece.
    tables: dict[int, list[Part]] = {}
    for part in base:
        if part.kind in {"cell", "data", "drawn"}:
            tables.setdefault(id(part.piece), []).append(part)
    for cells in tables.values():
        gone = [part for part in cells if part.name not in there]
        if len(gone) == len(cells):
            reading.changes.append(_removed_together(gone))
        elif gone and gone[0].kind in {"data", "drawn"}:
            text = " ".join(one.text for one in gone)
            reading.skipped.append(Skipped(text, _MADE[gone[0].kind], gone[0].name))
        else:
            reading.changes += _removed_rows(cells, there)


def _removed_rows(cells: Sequence[Part], there: Collection[str]) -> Iterator[Removed]:
    """Yield the rows of a table that are gone, and the cells of the others that are."""
    row_of = {id(cell): at for at, row in enumerate(cells[0].piece.rows) for cell in row}
    for _, grouped in groupby(cells, lambda one: row_of[id(one.runs)]):
        row = list(grouped)
        gone = [part for part in row if part.name not in there]
        if len(gone) == len(row):
            yield _removed_together(gone)
        else:
            yield from (Removed(part.name) for part in gone)


def _removed_together(parts: Sequence[Part]) -> Removed:
    first, *others = parts
    return Removed(first.name, tuple(one.name for one in others))

"""A reviewer's changes: the parts of a Word file compared with those it was made with."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from pipeline.comparing.rising import longest_rise
from pipeline.reviewing.pairing import pair_parts
from pipeline.reviewing.parts import BLOCKS, GENERATED, VALUES, Part
from pipeline.reviewing.refusals import MADE, WHOLE_FILE, recast, refusal, restyled
from pipeline.reviewing.tables import CELLS, TableChange, table_changes

ORDERED: Final = BLOCKS | {"figure"}
"""Kinds of parts that are in the order of the text."""


@dataclass(frozen=True, slots=True)
class Reworded:
    """The words of a part, or their marks, are others."""

    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Removed:
    """A part is gone.

    ``others`` are gone with it: the other cells of a table, of a row, or of a column.
    """

    name: str
    others: tuple[str, ...] = ()
    is_column: bool = False

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
    tables = table_changes(base, edited, names)
    _compare_words(reading, frozenset[str]().union(*(one.left for one in tables)))
    _compare_order(reading, base)
    _find_removed(reading, base)
    _find_removed_cells(reading, base, tables)
    for one in tables:
        reading.skipped += [Skipped(text, why, one.near) for text, why in one.told]
    return Review(
        tuple(reading.changes), tuple(reading.skipped), tuple(zip(names, edited, strict=True))
    )


def _compare_words(reading: _Reading, left: Collection[str]) -> None:
    """Find the parts whose words or shape are others, but for some that are left as they are."""
    styles = {part.piece.style for part in reading.edited}
    for name, part in zip(reading.names, reading.edited, strict=True):
        old = reading.base.get(name)
        if old is None or name in left:
            continue
        if comparison_keys(old) != comparison_keys(part):
            if why := MADE.get(old.kind):
                reading.skipped.append(Skipped(part.text, why, name))
            else:
                reading.changes.append(Reworded(name, part))
        if old.shape != part.shape and old.kind not in GENERATED | VALUES:
            reading.skipped.append(Skipped(part.text, recast(old, part), name))
        elif why := restyled(old.piece.style, part.piece.style, styles):
            reading.skipped.append(Skipped(part.text, why, name))


def comparison_keys(part: Part) -> tuple[tuple[object, ...], ...]:
    """A key that is equal for two parts with the same text in the same formatting."""
    return tuple(token.lifted_key for token in part.tokens)


def _compare_order(reading: _Reading, base: Sequence[Part]) -> None:
    """Find new and moved parts, and put each after the last part that stayed."""
    places = {part.name: place for place, part in enumerate(base)}
    ordered = [
        name for name, part in _known(reading) if reading.base[name].kind in ORDERED and part.name
    ]
    staying = longest_rise([places[name] for name in ordered])
    moved = {name for name in ordered if places[name] not in staying}
    after = ""
    is_foreign = False
    entries: list[Part | str] = []
    found: list[Inserted] = []
    for name, part in zip(reading.names, reading.edited, strict=True):
        if name in moved:
            is_foreign = is_foreign or _is_title(reading.base[name])
            if is_foreign:
                reading.skipped.append(Skipped(part.text, f"moved in Word: {WHOLE_FILE}", name))
            else:
                entries.append(name)
        elif name:
            known = reading.base[name]
            # What follows the lead of a theme comes after its heading in the source.
            if known.kind != "footnote" and not _is_head(known):
                is_foreign = False
                if entries:
                    found.append(Inserted(after, tuple(entries)))
                after, entries = name, []
        elif part.is_empty:
            continue
        elif is_foreign:
            reading.skipped.append(Skipped(part.text, f"moved in Word: {WHOLE_FILE}", after))
        elif why := refusal(part, after, reading.base):
            reading.skipped.append(Skipped(part.text, why, after))
        else:
            entries.append(part)
    if entries:
        found.append(Inserted(after, tuple(entries)))
    reading.changes += found


def _known(reading: _Reading) -> list[tuple[str, Part]]:
    return [(name, part) for name, part in zip(reading.names, reading.edited, strict=True) if name]


def _is_title(part: Part) -> bool:
    """Whether a part is the title of a theme, an annex or another part with a file of its own."""
    return part.kind == "heading" and part.shape[1] == 1


def _is_head(part: Part) -> bool:
    """Whether a part is a value in the metadata block of a theme."""
    return part.piece.style in {"Theme Lead", "Theme Subtitle"}


def _find_removed(reading: _Reading, base: Sequence[Part]) -> None:
    there = set(reading.names)
    for place, part in enumerate(base):
        if part.name in there:
            continue
        match part.kind:
            case "heading" if _is_title(part):
                why = f"deleted in Word: {WHOLE_FILE}"
                reading.skipped.append(Skipped(part.text, why, part.name))
            case "heading" | "paragraph" | "item" | "quotation" | "figure" | "caption":
                reading.changes.append(Removed(part.name))
            case "collected":
                reading.changes.append(Removed(part.name))
            case "cell" | "data" | "drawn":
                pass  # Its table is looked at as a whole.
            case "label" if base[place + 1].name not in there:
                pass  # What it is for is gone too, and says so.
            case "fixed" | "label" | "abbreviation" | "work" | "signature":
                reading.skipped.append(Skipped(part.text, MADE[part.kind], part.name))
            case "value" | "signatory":
                why = "deleted in Word: remove it from the source if you want to delete it"
                reading.skipped.append(Skipped(part.text, why, part.name))
            case "footnote" | "table" | "row" | "picture":
                pass  # The call of a footnote is a word of the text; the others are new.


def _find_removed_cells(
    reading: _Reading, base: Sequence[Part], tables: Sequence[TableChange]
) -> None:
    """Take out each table of which nothing is left, in one change, else the rows and cells.

    Of a table whose rows are in a file, or drawn, report once what is gone.
    """
    columns = [own for one in tables for own in one.columns]
    reading.changes += [Removed(own[0], own[1:], is_column=True) for own in columns]
    told = {name for own in columns for name in own}.union(*(one.left for one in tables))
    there = set(reading.names)
    # The cells of a table are made from one piece.
    pieces: dict[int, list[Part]] = {}
    for part in base:
        if part.kind in CELLS and part.name not in told:
            pieces.setdefault(id(part.piece), []).append(part)
    for cells in pieces.values():
        gone = [part for part in cells if part.name not in there]
        if len(gone) == len(cells):
            reading.changes.append(_removed_together(gone))
        elif gone and gone[0].kind in {"data", "drawn"}:
            text = " ".join(one.text for one in gone)
            reading.skipped.append(Skipped(text, MADE[gone[0].kind], gone[0].name))
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

"""Lists of people: paragraphs, list items or table rows -> people by organisation."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.importing.language import han_part, latin_part
from pipeline.importing.placing.person import Person, read_person
from pipeline.importing.reading.runs import is_all, lines_of, one_line
from pipeline.importing.vocabulary import any_of, words
from pipeline.languages import HAN_TAG

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.placing.outline import Placed
    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs

_COLUMNS: Final = ("name", "given", "family", "role", "affiliation")
_ORGANISATION: Final = re.compile(rf"(?i:{any_of('organisations')})|\bUN[A-Z]*\b|\bOECD\b")


@dataclass(frozen=True, slots=True)
class Group:
    """People of one organisation, named by language; without a name a list that has no groups."""

    organisation: dict[str, str]
    people: tuple[Person, ...]
    place: int


def read_people(placed: Sequence[Placed], region: str, ledger: Ledger) -> tuple[Group, ...]:
    """The people of a list: ``participants`` or ``observers``."""
    groups: list[tuple[dict[str, str], int, list[Person]]] = []
    here = [item for item in placed if item.region == region]
    for item in here:
        if item.role == "landmark":
            ledger.leave_out(item.piece.place, item.piece.text, "heading that the style adds")
    pieces = [item.piece for item in here if item.role != "landmark"]
    for entry in _entries(pieces, ledger):
        if isinstance(entry, _Heading):
            groups.append((_organisation(entry.text), entry.place, []))
            ledger.recognise("organisation", entry.text, entry.place, entry.confidence, entry.why)
            continue
        if not groups:
            groups.append(({}, entry.place, []))
        person = read_person(entry.lines, grouped=bool(groups[-1][0]))
        groups[-1][2].append(person)
        ledger.recognise(
            region.removesuffix("s"), person.shown, entry.place, person.confidence, person.why
        )
    for organisation, place, people in groups:
        if not people:
            text = " ".join(organisation.values())
            ledger.leave_out(place, text, "an organisation without people")
    return tuple(Group(names, tuple(people), place) for names, place, people in groups if people)


@dataclass(frozen=True, slots=True)
class _Heading:
    text: str
    place: int
    confidence: float
    why: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """The lines that name one person."""

    lines: tuple[str, ...]
    place: int


def _entries(pieces: Sequence[Piece], ledger: Ledger) -> Iterator[_Heading | _Entry]:
    for index, piece in enumerate(pieces):
        if piece.kind == "table":
            yield from _rows(piece, ledger)
            continue
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        if heading := _heading(piece, following):
            yield heading
            continue
        lines = tuple(one_line(line) for line in lines_of(piece.runs))
        if lines:
            yield _Entry(lines, piece.place)


def _heading(piece: Piece, following: Piece | None) -> _Heading | None:
    """Whether a piece names the organisation of the people who follow."""
    if piece.kind == "heading":
        return _Heading(piece.text, piece.place, 0.95, "heading in a list of people")
    if len(lines_of(piece.runs)) != 1 or following is None or piece.kind == "item":
        return None
    several = following.kind in {"item", "table"} or len(lines_of(following.runs)) > 1
    if is_all(piece.runs, "strong") and several:
        return _Heading(piece.text, piece.place, 0.9, "bold line before people")
    if _ORGANISATION.search(piece.text) and several and not re.search(r"[,，;]", piece.text):
        return _Heading(piece.text, piece.place, 0.9, "name of an organisation by itself")
    if several and not re.search(r"[,，;–]", piece.text):
        return _Heading(piece.text, piece.place, 0.7, "line by itself before people")
    return None


def _organisation(text: str) -> dict[str, str]:
    names = {HAN_TAG: han_part(text).replace(" ", ""), "": latin_part(text)}
    return {tag: name for tag, name in names.items() if name}


def _rows(piece: Piece, ledger: Ledger) -> Iterator[_Heading | _Entry]:
    """Yield the people of a table: a row each, its columns known by their heads."""
    head, *rows = piece.rows
    columns = [_column(one_line(cell)) for cell in head]
    if "given" in columns and "name" in columns and "family" not in columns:
        columns[columns.index("name")] = "family"
    if not {"name", "family"} & {*columns}:
        rows = [head, *rows]
        columns = []
    else:
        text = " ".join(one_line(cell) for cell in head)
        ledger.leave_out(piece.place, text, "column headings, which the style leaves out")
    for row in rows:
        texts = [one_line(cell) for cell in row]
        if sum(bool(text) for text in texts) == 1 and len(texts) > 1:
            yield _Heading("".join(texts), piece.place, 0.85, "row across a table of people")
        elif any(texts):
            yield _Entry(_in_order(row, columns), piece.place)


def _column(text: str) -> str:
    text = text.strip(" :：").casefold()
    return next((name for name in _COLUMNS if text in words("columns", name)), "")


def _in_order(row: Sequence[Runs], columns: Sequence[str]) -> tuple[str, ...]:
    """The cells of a row as lines: name, then role and organisation."""
    cells = {name: one_line(cell) for name, cell in zip(columns, row, strict=False) if name}
    parts = (cells.get(key, "") for key in ("given", "name", "family"))
    whole = " ".join(filter(None, parts))
    if not whole:
        return tuple(line for cell in row for line in (one_line(one) for one in lines_of(cell)))
    rest = [one_line(cell) for name, cell in zip(columns, row, strict=False) if not name]
    detail = ", ".join(
        text for text in (cells.get("role", ""), cells.get("affiliation", "")) if text
    )
    return tuple(text for text in (whole, detail, *rest) if text)

"""Tables whose rows are in a CSV file: `![Caption](figures/data.csv){.table}`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.load.characters import collapse
from pipeline.load.constructs.construct import NO_MARKS
from pipeline.load.constructs.plain_values import find_marks, printed_value
from pipeline.load.near_names import hint_for_name
from pipeline.load.positions import Spot
from pipeline.load.reading.csv_file import read_csv
from pipeline.load.text.figures import is_in_figures
from pipeline.load.text.table_nodes import table_of
from pipeline.note.text import Cell, Inlines, Paragraph, Strong, Text
from pipeline.workspace import DATA_SUFFIX

if TYPE_CHECKING:
    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.load.reading.csv_file import DataCell, DataFile
    from pipeline.load.report import SourceText
    from pipeline.load.text.table_nodes import Alignment, Opening, Row
    from pipeline.note.text import Table

MARK: Final = "table"
"""The mark of a picture that is none, but the data of a table."""
KEYS: Final = ("source", "note", "columns", "totals", "align")
"""The attributes of such a table besides its id and marks."""

_USE: Final = "N181"
_FILE: Final = "N182"
_AUTO: Final = "auto"
_ALIGNMENTS: Final[Mapping[str, Alignment]] = {
    "left": "left",
    "center": "center",
    "right": "right",
    _AUTO: "default",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """The file of a table, the places of the columns that it shows, and how each is aligned.

    ``totals`` are the first cells of its rows of totals.
    """

    file: DataFile
    columns: tuple[int, ...]
    alignments: tuple[Alignment, ...]
    totals: frozenset[str]


def is_data_table(node: Node) -> bool:
    """Whether a picture is the data of a table, or was meant to be."""
    return MARK in node.classes or node.text.lower().endswith(DATA_SUFFIX)


def with_attributes_above(image: Node, paragraph: Node) -> Node:
    """The node of a picture with the attributes in braces on the line above it as well."""
    return replace(
        image,
        id=image.id or paragraph.id,
        classes=tuple(dict.fromkeys((*image.classes, *paragraph.classes))),
        pairs=(*paragraph.pairs, *image.pairs),
    )


def choose_data(node: Node, context: Context) -> Chosen | None:
    """What a table shows of its file; None after a finding."""
    if node.title:
        hint = f"write ![{node.title}]({node.text}){{.{MARK}}}"
        context.report(_USE, "the caption of a table is in the square brackets", node, hint)
    file = _file(node, context)
    if file is None:
        return None
    columns = _columns(node, file, context)
    alignments = _alignments(node, len(columns or ()), context) if columns else None
    totals = _totals(node, file, columns or (0,), context)
    if columns is None or alignments is None or totals is None:
        return None
    context.gathered.data.add(node.text)
    return Chosen(file, columns, alignments, totals)


def data_table(chosen: Chosen, opening: Opening, node: Node, context: Context) -> Table:
    """The table that shows what was chosen."""
    rows = [
        _row([row[at] for at in chosen.columns], f"{opening.id}-{number}", chosen, context)
        for number, row in enumerate((chosen.file.header, *chosen.file.rows), 1)
    ]
    table = table_of(opening, node, rows[:1], rows[1:], chosen.alignments)
    return table.model_copy(update={"data": node.text})


def _row(cells: Sequence[DataCell], name: str, chosen: Chosen, context: Context) -> Row:
    is_total = collapse(cells[0].text) in chosen.totals
    found = []
    for column, cell in enumerate(cells, 1):
        _check_plain(cell, chosen.file.source, context)
        inlines: Inlines = (Text(text=printed_value(cell.text, context.language)),)
        if is_total and column == 1:
            inlines = (Strong(inlines=inlines),)
        if not cell.text.strip():
            found.append(Cell(blocks=()))
            continue
        made = context.ids.make(f"{name}-{column}", chosen.file.source.place(cell.spot))
        found.append(Cell(blocks=(Paragraph(id=made, inlines=inlines),)))
    return tuple(found)


def _check_plain(cell: DataCell, source: SourceText, context: Context) -> None:
    """Report what would be a mark in a typed table; a backslash before its sign has it printed."""
    for mark in find_marks(cell.text):
        spot = source.spot_behind(cell.text[mark.start : mark.end], cell.spot, mark.start)
        context.findings.add(NO_MARKS, mark.message, source.place(spot), mark.hint)


def _file(node: Node, context: Context) -> DataFile | None:
    path = node.text
    if problem := _problem_of_path(node, context):
        context.report(_FILE, problem[0], node, problem[1])
        return None
    data = context.data.get(path)
    # What is too large, or behind a link, has been reported.
    return None if data is None else read_csv(path, data, context.findings)


def _problem_of_path(node: Node, context: Context) -> tuple[str, str] | None:
    """The problem with the file of a table and the way on, or None."""
    path = node.text
    if not path.endswith(DATA_SUFFIX):
        hint = f"the data of a table is a file whose name ends in {DATA_SUFFIX}, in lower case"
        return f"{path!r} is not a CSV file", hint
    if not is_in_figures(path):
        hint = "put the file in figures/ and write its path as figures/data.csv"
        return f"file {path!r} is not in figures/", hint
    if path not in context.pictures:
        known = sorted(one for one in context.pictures if one.endswith(DATA_SUFFIX))
        return f"file {path!r} is missing", f"available: {', '.join(known) or 'nothing'}"
    if MARK not in node.classes:
        hint = f"add the mark .{MARK}: ![Caption]({path}){{.{MARK}}}"
        return f"{path} is not marked as the data of a table", hint
    return None


def _columns(node: Node, file: DataFile, context: Context) -> tuple[int, ...] | None:
    names = [collapse(cell.text) for cell in file.header]
    if node.value("columns") is None:
        return tuple(range(len(names)))
    wanted = _listed(node.value("columns") or "")
    for name in wanted or [""]:
        if name not in names:
            _report_unknown("columns", name, names, node, context)
        elif names.count(name) > 1:
            message = f"{file.source.path} has {names.count(name)} columns named {name}"
            hint = "give each column a name of its own"
            context.report(_USE, message, _spot("columns", name, node, context), hint)
    if not wanted or any(names.count(name) != 1 for name in wanted):
        return None
    return tuple(names.index(name) for name in wanted)


def _totals(
    node: Node, file: DataFile, columns: Sequence[int], context: Context
) -> frozenset[str] | None:
    wanted = _listed(node.value("totals") or "")
    firsts = [collapse(row[columns[0]].text) for row in file.rows]
    unknown = [name for name in wanted if name not in firsts]
    for name in unknown:
        _report_unknown("totals", name, firsts, node, context)
    return None if unknown else frozenset(wanted)


def _alignments(node: Node, width: int, context: Context) -> tuple[Alignment, ...] | None:
    if node.value("align") is None:
        return (_ALIGNMENTS[_AUTO],) * width
    words = _listed(node.value("align") or "")
    unknown = [word for word in words if word not in _ALIGNMENTS]
    for word in unknown:
        hint = f"write one of these for each column: {', '.join(_ALIGNMENTS)}"
        message = f"a column cannot be aligned {word}"
        context.report(_USE, message, _spot("align", word, node, context), hint)
    if not unknown and len(words) != width:
        message = f"align has {len(words)} of the {width} columns"
        hint = f"write one word for each column: {', '.join(['left', *[_AUTO] * (width - 1)])}"
        context.report(_USE, message, _spot("align", "", node, context), hint)
    if unknown or len(words) != width:
        return None
    return tuple(_ALIGNMENTS[word] for word in words)


def _listed(value: str) -> list[str]:
    """The names in an attribute: parted by semicolons if it has any, else by commas."""
    parts = value.split(";" if ";" in value else ",")
    return [name for part in parts if (name := collapse(part))]


_NOUNS: Final = {"columns": "column", "totals": "row"}


def _report_unknown(
    key: str, name: str, known: Sequence[str], node: Node, context: Context
) -> None:
    """Report a column or row that the file of a table has not, with the nearest name."""
    message = f"{node.text} has no {_NOUNS[key]} {name!r}" if name else f"{key} names nothing"
    hint = hint_for_name(name, known)
    if cut := next((one for one in known if "," in one and name in _listed(one)), ""):
        hint = f'a name has a comma, so put a semicolon after each, as in {key}="{cut};"'
    context.report(_USE, message, _spot(key, name, node, context), hint)


def _spot(key: str, words: str, node: Node, context: Context) -> Spot | None:
    """The place of words in the value of an attribute, or of the attribute."""
    spot = context.source.spot_in_braces(key, node.spot)
    if spot is None or not words:
        return spot
    rest = context.source.lines[spot.line - 1][spot.column - 1 :]
    found = re.search(rf"(?<![\w]){re.escape(words)}(?![\w])", rest[len(key) :])
    if found is None:
        return spot
    return Spot(spot.line, spot.column + len(key) + found.start(), len(words))

"""Tables that collect what stands all over a note: its recommendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, Final

from pipeline.languages.dates import set_known_date
from pipeline.note.recommendations import COLLECTED, recommendations_of
from pipeline.note.repeating import repeated, unlinked
from pipeline.note.replacing import replace_nodes
from pipeline.note.text import Cell, Link, Paragraph, Table, Text
from pipeline.phrases import capitalised

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.text import Blocks, Inlines, Recommendation
    from pipeline.numbering.labels import Labels

_HEADS: Final = {
    "number": "recommendation_number",
    "text": "recommendation_alone",
    "to": "recommendation_addressee",
    "by": "recommendation_deadline",
}
"""The columns in their order, and the interface word at the head of each."""

Row = Mapping[str, "Blocks"]
"""What stands in each column of a row; a column that is left out of it is empty there."""


def collect_recommendations(note: Note, labels: Labels, words: Mapping[str, str]) -> Note:
    """A note whose tables of recommendations have their rows."""
    if COLLECTED not in note.referred:
        return note
    found = recommendations_of(note)

    def fill(table: Table) -> Table:
        if not table.collects:
            return table
        return _Filling(table, labels, words, note.metadata.language).filled(found)

    return replace_nodes(note, Table, fill)


@dataclass(frozen=True, slots=True)
class _Filling:
    """Fills one table."""

    table: Table
    labels: Labels
    words: Mapping[str, str]
    language: str

    def filled(self, recommendations: tuple[Recommendation, ...]) -> Table:
        rows = [dict(self._cells(one, row)) for row, one in enumerate(recommendations, 1)]
        columns = [name for name in _HEADS if any(name in row for row in rows)]
        if "number" not in columns:
            rows = [
                {**row, "text": _linked(row["text"], one.id)}
                for row, one in zip(rows, recommendations, strict=True)
            ]
        head = {name: self._line(self._head(name), 0, name) for name in columns}
        update = {
            "alignments": ("left",) * len(columns),
            "head": (_row(head, columns),),
            "body": tuple(_row(row, columns) for row in rows),
        }
        return self.table.model_copy(update=update)

    def _head(self, column: str) -> Inlines:
        return (Text(text=capitalised(self.words[_HEADS[column]])),)

    def _cells(self, one: Recommendation, row: int) -> Iterator[tuple[str, Blocks]]:
        if label := self.labels.get(one.id):
            link = Link(target=f"#{one.id}", inlines=(Text(text=label.text),))
            yield "number", self._line((link,), row, "number")
        names = (self._name(row, f"text{place}") for place in count(1))
        copied = replace_nodes(one.blocks, Paragraph, lambda each: _named(each, next(names)))
        yield "text", copied
        if one.to:
            yield "to", self._line((Text(text=one.to),), row, "to")
        if one.by:
            date = set_known_date(one.by, self.language, self.words["digits"])
            yield "by", self._line((Text(text=date),), row, "by")

    def _line(self, inlines: Inlines, row: int, column: str) -> Blocks:
        return (Paragraph(id=self._name(row, column), inlines=inlines),)

    def _name(self, row: int, column: str) -> str:
        """The id of a paragraph in a cell: authors cannot give one that begins so."""
        return f"ui-{self.table.id}-{row}-{column}"


def _row(cells: Row, columns: list[str]) -> tuple[Cell, ...]:
    return tuple(Cell(blocks=cells.get(name, ())) for name in columns)


def _named(paragraph: Paragraph, name: str) -> Paragraph:
    """A copy of a paragraph, which has an id of its own."""
    return Paragraph(id=name, inlines=repeated(paragraph.inlines))


def _linked(blocks: Blocks, target: str) -> Blocks:
    """The words of a recommendation without a number: they lead to it themselves."""
    first, *others = blocks
    if not isinstance(first, Paragraph):
        return blocks
    link = Link(target=f"#{target}", inlines=unlinked(first.inlines))
    return (first.model_copy(update={"inlines": (link,)}), *others)

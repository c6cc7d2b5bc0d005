"""Pieces -> the Markdown of a note's text files."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pipeline.importing.reading.runs import (
    Note,
    Picture,
    Run,
    merge,
    one_line,
    uncited,
    unmarked,
    without_extras,
)
from pipeline.importing.writing.formulas import is_display, settled, without_bars
from pipeline.importing.writing.markdown_inlines import (
    escape_number,
    escape_start,
    in_one_line,
    write_inlines,
)
from pipeline.load.constructs.plain_values import escaped, without_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs

# The box of an entry in a list of things to do.
_BOX: Final = re.compile(r"^\\\[[ xX]\\\][ ]+(?=\S)")


class MarkdownWriter:
    """Writes the text of one file; its footnotes are numbered from 1 and defined where called.

    ``write_picture`` gives the Markdown of a picture, or None where it cannot be used.
    """

    def __init__(self, language: str, write_picture: Callable[[Picture], str | None]) -> None:
        self.language = language
        self._write_picture = write_picture
        self._notes = 0
        self._definitions: list[str] = []

    def heading(self, level: int, title: Runs, attributes: str) -> str:
        """A heading line with its attributes."""
        # Neither formulas nor citations are in a heading.
        runs = uncited(unmarked(in_one_line(title, breaks=False), "formula"))
        words = escape_number(escape_start(self._inlines(runs)))
        return f"{'#' * level} {words} {attributes}".rstrip()

    def blocks(self, pieces: Sequence[Piece]) -> str:
        """Write pieces as Markdown, with an empty line between blocks."""
        parts: list[str] = []
        for kind, row in _rows(pieces):
            if kind == "item":
                parts.append(self._list(row))
            elif kind == "quotation":
                parts.append("\n>\n".join(f"> {self._paragraph(piece.runs)}" for piece in row))
            else:
                parts.extend(self._block(row[0]))
            parts.extend(self._definitions)
            self._definitions = []
        return "\n\n".join(part for part in parts if part)

    def _block(self, piece: Piece) -> Iterator[str]:
        match piece.kind:
            case "table":
                yield self._table(piece)
                yield from self._pictures(run for row in piece.rows for cell in row for run in cell)
            case "picture":
                yield from self._pictures(piece.runs)
            case "heading":
                # A heading deeper than topics, or one inside the introduction.
                strong = (replace(run, marks=run.marks | {"strong"}) for run in piece.runs)
                yield self._paragraph(merge(strong))
            case _:
                yield self._paragraph(piece.runs)

    def _paragraph(self, runs: Runs) -> str:
        text = without_extras(runs)
        if is_display(text) and not any(isinstance(run.extra, Note) for run in runs):
            return text[0].text
        return escape_start(self._inlines(in_one_line(runs)))

    def _inlines(self, runs: Runs) -> str:
        runs = tuple(run for run in runs if run.extra is None or isinstance(run.extra, Note))
        return write_inlines(settled(runs), self.language, self._note)

    def _list(self, items: Sequence[Piece]) -> str:
        """Write list items, each indented by the markers of the items around it."""
        if len(items) == 1 and (items[0].number or 0) > 1:
            return self._paragraph((Run(f"{items[0].number}. "), *items[0].runs))
        loose = any(item.continued for item in items)
        widths: list[int] = []
        lines = []
        for item in items:
            mark = f"{item.number}. " if item.number else "- "
            around = widths[: item.level - 1]
            if not item.continued:
                widths = [*around, len(mark)]
            indent = " " * sum(widths if item.continued else around)
            text = _BOX.sub("", self._paragraph(item.runs).removeprefix("- "))
            text = text.replace("\n", f"\n{' ' * sum(widths)}")
            lines.append(f"{indent}{'' if item.continued else mark}{text}")
        return ("\n\n" if loose else "\n").join(lines)

    def _table(self, piece: Piece) -> str:
        if not piece.rows:
            return ""
        lines = [self.table_row(row) for row in piece.rows]
        lines.insert(1, f"|{' --- |' * len(piece.rows[0])}")
        if caption := one_line(piece.runs):
            lines.insert(0, f"{{caption={quote(caption)}}}")
        return "\n".join(lines)

    def table_row(self, cells: Sequence[Runs]) -> str:
        """The line of a row of a table."""
        written = (self._inlines(without_bars(in_one_line(one, breaks=False))) for one in cells)
        return f"| {' | '.join(written)} |"

    def _pictures(self, runs: Iterator[Run] | Runs) -> Iterator[str]:
        for run in runs:
            if isinstance(run.extra, Picture) and (text := self._write_picture(run.extra)):
                yield text

    def _note(self, note: Note) -> str:
        self._notes += 1
        name = f"[^{self._notes}]"
        blocks = MarkdownWriter(self.language, self._write_picture).blocks(note.pieces)
        self._definitions.append(f"{name}: " + blocks.replace("\n", "\n    "))
        return name


def quote(value: str) -> str:
    """A value of a Markdown attribute, or the title of a picture, in its quotation marks."""
    # In an attribute no backslash keeps a quotation mark from closing the value.
    typed = without_references(escaped(value, is_in_text=True)).replace('"', "&quot;")
    return f'"{typed}"'


def _rows(pieces: Sequence[Piece]) -> Iterator[tuple[str, list[Piece]]]:
    """Yield adjacent list items and quotations as groups, everything else by itself."""
    row: list[Piece] = []
    for piece in pieces:
        if row and (row[0].kind != piece.kind or piece.kind not in {"item", "quotation"}):
            yield row[0].kind, row
            row = []
        row.append(piece)
    if row:
        yield row[0].kind, row

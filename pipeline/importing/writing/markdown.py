"""Pieces -> the Markdown of a note's text files."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import groupby, takewhile
from typing import TYPE_CHECKING, Final

from pipeline.importing.placing.boxes import BLANK_TITLE
from pipeline.importing.placing.quotation_marks import set_quotation_marks
from pipeline.importing.reading.runs import (
    Note,
    Picture,
    Run,
    merge,
    one_line,
    strip,
    uncited,
    unmarked,
    without_extras,
)
from pipeline.importing.reading.tables import blocks_of_cell
from pipeline.importing.writing.drawn_tables import DrawnTable, draw
from pipeline.importing.writing.formulas import is_display, settled, without_bars
from pipeline.importing.writing.markdown_inlines import (
    escape,
    escape_number,
    escape_start,
    in_one_line,
    write_inlines,
)
from pipeline.load.constructs.plain_values import escaped, without_references

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from pipeline.importing.placing.names import Names
    from pipeline.importing.reading.pieces import Piece
    from pipeline.importing.reading.runs import Runs


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the note: its path, and what it shows in words.

    Without a path ``words`` say what has to be put there.
    """

    path: str
    words: str
    decorative: bool = False


_ID_WORDS: Final = 5
# The box of an entry in a list of things to do.
_BOX: Final = re.compile(r"^\\\[[ xX]\\\][ ]+(?=\S)")


class MarkdownWriter:
    """Writes the text of one file; its footnotes are numbered from 1 and defined where called.

    ``show`` gives what is known of a picture, or None for one that has no place. ``names`` give
    ids to what has a caption or a title; without them it has none.
    """

    def __init__(
        self, language: str, show: Callable[[Picture], Shown | None], names: Names | None = None
    ) -> None:
        self.language = language
        self._show = show
        self._names = names
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
        for group in _rows(pieces):
            parts.extend(self._group(group))
            parts.extend(self._definitions)
            self._definitions = []
        return "\n\n".join(part for part in parts if part)

    def _group(self, pieces: Sequence[Piece]) -> Iterator[str]:
        if pieces[0].kind == "item":
            yield from self._items(pieces)
        elif pieces[0].kind == "quotation":
            yield "\n>\n".join(f"> {self._paragraph(piece.runs)}" for piece in pieces)
        else:
            yield from self._block(pieces[0])

    def _block(self, piece: Piece) -> Iterator[str]:
        match piece.kind:
            case "table":
                yield self._table(piece)
            case "picture":
                yield from self._figure(piece)
            case "box" | "recommendation":
                yield self._fenced(piece)
            case "heading":
                # A heading deeper than topics, or one inside the introduction.
                strong = (replace(run, marks=run.marks | {"strong"}) for run in piece.runs)
                yield self._paragraph(merge(strong))
            case _ if piece.label and is_display(piece.runs):
                braces = self._braces(self._id(piece, "eq"))
                yield f"{self._paragraph(piece.runs)} {braces}".rstrip()
            case _:
                head = self._braces(self._id(piece, "text")) if piece.label else ""
                yield "\n".join(filter(None, (head, self._paragraph(piece.runs))))

    def _figure(self, piece: Piece) -> Iterator[str]:
        pictures = (run.extra for run in piece.runs if isinstance(run.extra, Picture))
        shown = next((one for one in map(self._show, pictures) if one), None)
        if shown is None:
            return
        has_caption = bool(one_line(piece.runs))
        if not shown.path:
            # The picture is to be put in its place by hand.
            yield escape_start(escape(self._curled(shown.words)))
            yield from (self._paragraph(line) for line in (piece.runs, piece.credit, piece.remark))
            return
        caption = f" {self._line(piece.runs)}" if has_caption else ""
        name = self._id(piece, "fig") if has_caption or piece.label else ""
        lines = self._lines(piece)
        mark = ".decorative" if shown.decorative and not has_caption else ""
        braces = self._braces(name, mark, *lines)
        yield f"![{escape(shown.words)}]({shown.path}{caption}){braces}"

    def _curled(self, words: str) -> str:
        """The value of an attribute as text: with the quotation marks of the language."""
        edits, _ = set_quotation_marks(words, self.language)
        for start, (end, mark) in sorted(edits.items(), reverse=True):
            words = words[:start] + mark + words[end:]
        return words

    def _fenced(self, piece: Piece) -> str:
        """A box or a recommendation, in its fence."""
        if piece.kind == "box":
            first = piece.inner[0].all_words if piece.text == BLANK_TITLE else ""
            name = self._id(piece, "box", " ".join(first.split()[:_ID_WORDS]))
            values = [f"title={quote(one_line(piece.runs))}"]
        else:
            name = self._id(piece, "rec", one_line(piece.inner[0].runs) if piece.inner else "")
            given = (("to", piece.to), ("by", piece.by))
            values = [f"{key}={quote(value)}" for key, value in given if value]
        inner = [part for group in _rows(piece.inner) for part in self._group(group)]
        body = "\n\n".join(part for part in inner if part)
        return f"::: {self._braces(f'.{piece.kind}', name, *values)}\n{body}\n:::"

    def _id(self, piece: Piece, prefix: str, words: str = "") -> str:
        """The id of a piece with a name of its own, as it stands in braces."""
        if self._names is None:
            return ""
        own = piece.label if prefix == "eq" else piece.bookmark
        made = self._names.take(own, f"{prefix} {words or piece.text}", prefix)
        self._names.anchors |= dict.fromkeys(piece.anchors, made)
        return f"#{made}"

    def _lines(self, piece: Piece) -> list[str]:
        """The source and the note of a figure or table."""
        given = (("source", piece.credit), ("note", piece.remark))
        return [f"{key}={self._line(runs)}" for key, runs in given if one_line(runs)]

    def _line(self, runs: Runs) -> str:
        """A line of a figure or table in quotation marks; it can have most marks."""
        runs = unmarked(uncited(in_one_line(runs, breaks=False)), "formula")
        text = strip(
            replace(run, target="" if run.target.startswith("#") else run.target)
            for run in runs if not run.extra or isinstance(run.extra, Note)
        )  # fmt: skip
        if all(run.extra is None and _is_bare(run) for run in text):
            return quote(one_line(text))
        written = self._inlines(text)
        return '"' + written.replace('\\"', "&quot;").replace('"', "&quot;") + '"'

    def _braces(self, *values: str) -> str:
        inside = " ".join(filter(None, values))
        return f"{{{inside}}}" if inside else ""

    def _paragraph(self, runs: Runs) -> str:
        text = without_extras(runs)
        if is_display(text) and not any(isinstance(run.extra, Note) for run in runs):
            return text[0].text
        return escape_start(self._inlines(in_one_line(runs)))

    def _inlines(self, runs: Runs) -> str:
        runs = tuple(run for run in runs if run.extra is None or isinstance(run.extra, Note))
        return write_inlines(settled(runs), self.language, self._note)

    def _items(self, items: Sequence[Piece]) -> Iterator[str]:
        """Write a list; what continues no item, or is one with a later number, is text."""
        orphans = list(takewhile(lambda one: one.continued, items))
        yield from (self._paragraph(one.runs) for one in orphans)
        if len(orphans) == len(items):
            return
        first, *inner = items[len(orphans) :]
        is_alone = all(one.level > first.level or one.continued for one in inner)
        if (first.number or 0) < 2 or not is_alone:
            yield self._list((first, *inner))
            return
        yield self._paragraph((Run(f"{first.number}. "), *first.runs))
        for is_below, group in groupby(inner, key=lambda one: one.level > first.level):
            if is_below:
                yield self._list([replace(one, level=one.level - first.level) for one in group])
            else:
                yield from (self._paragraph(one.runs) for one in group)

    def _list(self, items: Sequence[Piece]) -> str:
        """Write list items, each indented by the markers of the items around it."""
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
        has_caption = bool(one_line(piece.runs))
        name = self._id(piece, "table") if has_caption or piece.label else ""
        caption = f"caption={self._line(piece.runs)}" if has_caption else ""
        if piece.drawn:
            lines = self._drawn(piece)
        else:
            lines = [self.table_row(row) for row in piece.rows]
            lines.insert(1, f"|{' --- |' * len(piece.rows[0])}")
        if braces := self._braces(name, caption, *self._lines(piece)):
            lines.insert(0, braces)
        return "\n".join(lines)

    def _drawn(self, piece: Piece) -> list[str]:
        cells = [(place, self._cell(piece.rows[place.row][place.column])) for place in piece.drawn]
        heads = min(max(1, piece.heads), len(piece.rows))
        return draw(DrawnTable(cells, len(piece.rows), len(piece.rows[0]), heads))

    def _cell(self, runs: Runs) -> tuple[str, ...]:
        """The lines of a cell of a drawn table: paragraphs and lists."""
        blocks = blocks_of_cell(runs)
        parts = [self._group(group) for group in _rows(blocks)]
        text = "\n\n".join(part for group in parts for part in group if part)
        return tuple(text.replace("|", "\\|").replace("\\\\|", "\\|").split("\n")) if text else ()

    def table_row(self, cells: Sequence[Runs]) -> str:
        """The line of a row of a table."""
        written = (self._inlines(without_bars(in_one_line(one, breaks=False))) for one in cells)
        return f"| {' | '.join(written)} |"

    def _note(self, note: Note) -> str:
        self._notes += 1
        name = f"[^{self._notes}]"
        blocks = MarkdownWriter(self.language, self._show).blocks(note.pieces)
        self._definitions.append(f"{name}: " + blocks.replace("\n", "\n    "))
        return name


def quote(value: str) -> str:
    """A value of a Markdown attribute, or the title of a picture, in its quotation marks."""
    # In an attribute no backslash keeps a quotation mark from closing the value.
    typed = without_references(escaped(value, is_in_text=True)).replace('"', "&quot;")
    return f'"{typed}"'


def _is_bare(run: Run) -> bool:
    return not (run.marks or run.target or run.language or run.lift)


def _rows(pieces: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield adjacent list items and quotations as groups, everything else by itself."""
    row: list[Piece] = []
    for piece in pieces:
        if row and (row[0].kind != piece.kind or piece.kind not in {"item", "quotation"}):
            yield row
            row = []
        row.append(piece)
    if row:
        yield row

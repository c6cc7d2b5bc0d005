"""Pandoc's blocks -> pieces: a flat list of headings, paragraphs, list items, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.importing.reading.file_words import without_tags
from pipeline.importing.reading.inlines import WHY_HIDDEN, InlineReader, is_hidden
from pipeline.importing.reading.looks import PLAIN_LOOK, Look, look_of_inlines
from pipeline.importing.reading.runs import (
    Bookmark,
    Note,
    Picture,
    Run,
    Runs,
    merge,
    one_line,
    plain,
    strip,
)
from pipeline.importing.reading.word_archive import BOX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.importing.ledger import Ledger

Kind = Literal["heading", "paragraph", "item", "quotation", "table", "picture"]


@dataclass(frozen=True, slots=True)
class Piece:
    """One paragraph or other block of a manuscript.

    ``level`` is that of a heading, or the depth of an item's list, from 1. ``number`` is what
    precedes a numbered item, 0 for a bullet; ``group`` names the list, ``size`` says how many
    items it has, and a ``continued`` item is a further paragraph of the one before. ``rows`` are
    the rows of a table, its head first; ``spans`` says of each cell how many columns it spans, and
    whether it continues the one above it, where that is known. ``look`` says what a heading,
    paragraph or item looks like. ``place`` counts the pieces from 1.
    """

    kind: Kind
    runs: Runs = ()
    level: int = 0
    number: int = 0
    group: int = 0
    size: int = 0
    continued: bool = False
    style: str = ""
    rows: tuple[tuple[Runs, ...], ...] = ()
    spans: tuple[tuple[tuple[int, bool], ...], ...] = ()
    look: Look = PLAIN_LOOK
    place: int = 0

    @property
    def text(self) -> str:
        """The words in one line."""
        return one_line(self.runs)

    @property
    def all_words(self) -> str:
        """The words, those of footnotes, cells and pictures among them."""
        runs = [
            *self.runs,
            *(run for row in self.rows for cell in row for run in (*cell, Run(" "))),
        ]
        parts = [self.text, one_line(runs)] if self.rows else [self.text]
        for run in runs:
            if isinstance(run.extra, Note):
                parts += [piece.all_words for piece in run.extra.pieces]
            elif isinstance(run.extra, Picture):
                parts += [run.extra.alternative, run.extra.caption, run.extra.source]
        return " ".join(part for part in parts if part)

    @property
    def bookmark(self) -> str:
        """The name that the manuscript gives to the piece; empty without one."""
        names = (run.extra.name for run in self.runs if isinstance(run.extra, Bookmark))
        return next(names, "")


def read_pieces(
    document: dict[str, Any], ledger: Ledger, looks: Sequence[Look] = ()
) -> tuple[Piece, ...]:
    """The pieces of pandoc's document, those of its title block first.

    ``looks`` are those of the paragraphs by the number that their blocks are marked with.
    """
    reader = _BlockReader(ledger, looks)
    return (*reader.title_block(document["meta"]), *reader.blocks(document["blocks"]))


class _BlockReader:
    """Walks the blocks of one manuscript and counts them."""

    def __init__(self, ledger: Ledger, looks: Sequence[Look]) -> None:
        self.ledger = ledger
        self.looks = looks
        self.place = 0
        self.groups = 0
        self.inlines = InlineReader(self._note, ledger)

    def blocks(self, blocks: list[Any], style: str = "", level: int = 0) -> tuple[Piece, ...]:
        """The pieces of blocks with a style, in a list of some depth."""
        return tuple(piece for block in blocks for piece in self._block(block, style, level))

    def title_block(self, meta: dict[str, Any]) -> Iterator[Piece]:
        """Yield the metadata of a document as pieces whose style is the name of the key."""
        for key, value in meta.items():
            for part in _meta_parts(value):
                runs = strip(self.inlines.read(part))
                if runs:
                    yield self._piece("paragraph", runs, style=f"meta:{key}")

    def _note(self, blocks: list[Any]) -> tuple[Piece, ...]:
        place = self.place
        pieces = self.blocks(blocks)
        self.place = self.inlines.place = place
        return pieces

    def _piece(self, kind: Kind, runs: Runs = (), **more: Any) -> Piece:
        self.place += 1
        self.inlines.place = self.place + 1
        return Piece(kind, runs, place=self.place, **more)

    def _block(self, block: dict[str, Any], style: str, level: int) -> Iterator[Piece]:
        kind: str = block["t"]
        content: Any = block.get("c")
        self.inlines.place = self.place + 1
        match kind:
            case "Para" | "Plain":
                yield from self._paragraph(content, style, self._look(block, content))
            case "Header":
                yield from self._heading(content, style, self._look(block, content[2]))
            case "BulletList" | "OrderedList":
                yield from self._list(kind, content, style, level)
            case "Div":
                values = dict(content[0][2])
                if is_hidden(values):
                    for piece in self.blocks(content[1], style, level):
                        self.ledger.leave_out(piece.place, piece.all_words, WHY_HIDDEN)
                    return
                inner = values.get("custom-style") or " ".join(content[0][1]) or style
                yield from self.blocks(content[1], inner, level)
            case "Figure":
                yield from self._figure(content, style)
            case "Table":
                yield from self._table(content, style)
            case _:
                yield from self._other_block(kind, content, style)

    def _other_block(self, kind: str, content: Any, style: str) -> Iterator[Piece]:
        match kind:
            case "LineBlock":
                lines = [inline for line in content for inline in (*line, {"t": "LineBreak"})]
                yield from self._paragraph(lines, style)
            case "DefinitionList":
                for term, definitions in content:
                    yield from self._paragraph([{"t": "Strong", "c": term}], style)
                    for definition in definitions:
                        yield from self.blocks(definition, style)
            case "BlockQuote":
                for piece in self.blocks(content, style):
                    quoted = piece.kind == "paragraph"
                    yield replace(piece, kind="quotation") if quoted else piece
            case "CodeBlock":
                yield self._piece("paragraph", merge((Run(content[1]),)), style=style)
                self.ledger.change(self.place, content[1], "code block became a paragraph")
            case "RawBlock":
                self._raw(content[1])
            case "HorizontalRule":
                return  # It separates paragraphs and has no words.
            case _:
                raise ValueError(f"{kind} is not a block that pandoc makes")

    def _look(self, block: dict[str, Any], inlines: list[Any]) -> Look:
        number = block.get("look", len(self.looks))
        return self.looks[number] if number < len(self.looks) else look_of_inlines(inlines)

    def _paragraph(
        self, inlines: list[Any], style: str, look: Look = PLAIN_LOOK
    ) -> Iterator[Piece]:
        runs = self.inlines.read(inlines)
        pictures = [run for run in runs if isinstance(run.extra, Picture)]
        runs = strip(run for run in runs if not isinstance(run.extra, Picture))
        if plain(runs).startswith(BOX):
            style = style or "text box"
        runs = strip(_without(runs, BOX))
        if runs:
            yield self._piece("paragraph", runs, style=style, look=look)
        for picture in pictures:
            yield self._piece("picture", (picture,), style=style)

    def _heading(self, content: list[Any], style: str, look: Look) -> Iterator[Piece]:
        level, (name, _, _), inlines = content
        runs = self.inlines.read(inlines)
        pictures = [run for run in runs if isinstance(run.extra, Picture)]
        runs = strip(_without((run for run in runs if run not in pictures), BOX))
        if name and not any(isinstance(run.extra, Bookmark) for run in runs):
            runs = (Run(extra=Bookmark(name)), *runs)
        if plain(runs).strip():
            yield self._piece("heading", runs, level=level, style=style, look=look)
        for picture in pictures:
            yield self._piece("picture", (picture,), style=style)

    def _list(self, kind: str, content: Any, style: str, level: int) -> Iterator[Piece]:
        number = content[0][0] if kind == "OrderedList" else 0
        items = content[1] if kind == "OrderedList" else content
        self.groups += 1
        group = self.groups
        for index, item in enumerate(items):
            continued = False
            for piece in self.blocks(item, style, level + 1):
                if piece.kind != "paragraph":
                    yield piece
                    continue
                shown = number + index if number else 0
                yield replace(
                    piece, kind="item", level=level + 1, number=shown, group=group,
                    size=len(items), continued=continued,
                )  # fmt: skip
                continued = True

    def _figure(self, content: list[Any], style: str) -> Iterator[Piece]:
        _, (_, caption), blocks = content
        words = one_line(run for block in self.blocks(caption) for run in block.runs)
        for piece in self.blocks(blocks, style):
            extra = piece.runs[0].extra if piece.kind == "picture" else None
            if isinstance(extra, Picture):
                piece = replace(piece, runs=(Run(extra=replace(extra, caption=words)),))  # noqa: PLW2901
                words = ""
            yield piece
        if words:
            yield self._piece("paragraph", (Run(words),), style="caption")

    def _table(self, content: list[Any], style: str) -> Iterator[Piece]:
        _, (_, caption), columns, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        cells = [[self.blocks(cell[4], style) for cell in row[1]] for row in rows]
        if len(columns) == 1:
            # A table of one column is a frame around text.
            for row in cells:
                for cell in row:
                    yield from (replace(piece, style=piece.style or "text box") for piece in cell)
            return
        sizes = [[(cell[2], cell[3]) for cell in row[1]] for row in rows]
        texts = _grid([[self._cell(cell) for cell in row] for row in cells], sizes, len(columns))
        words = tuple(run for piece in self.blocks(caption) for run in piece.runs)
        yield self._piece("table", words, rows=texts, style=style)
        if any(size != (1, 1) for row in sizes for size in row):
            text = " ".join(one_line(cell) for row in texts for cell in row)
            self.ledger.change(self.place, text, "merged cells of a table were split")

    def _cell(self, pieces: tuple[Piece, ...]) -> Runs:
        joined: list[Run] = []
        for piece in pieces:
            joined.extend((Run("\n"), *piece.runs) if joined else piece.runs)
        return strip(joined)

    def _raw(self, text: str) -> None:
        if words := without_tags(text).strip():
            self.ledger.leave_out(self.place, words, "raw HTML is not allowed in a note")


def _grid(
    rows: list[list[Runs]], sizes: list[list[tuple[int, int]]], width: int
) -> tuple[tuple[Runs, ...], ...]:
    """The cells of a table in a full grid; a merged cell is in its first place."""
    grid: list[list[Runs | None]] = [[None] * width for _ in rows]
    for index, (row, row_sizes) in enumerate(zip(rows, sizes, strict=True)):
        for cell, (deep, wide) in zip(row, row_sizes, strict=True):
            start = next((at for at in range(width) if grid[index][at] is None), width - 1)
            for below in grid[index : index + deep]:
                below[start : start + wide] = [()] * len(below[start : start + wide])
            grid[index][start] = cell
    return tuple(tuple(cell or () for cell in row) for row in grid)


_EMPTY: Final[list[list[Any]]] = []


def _meta_parts(value: dict[str, Any]) -> list[list[Any]]:
    """The values of a metadata entry as lists of inlines."""
    kind: str = value["t"]
    content: Any = value.get("c")
    match kind:
        case "MetaInlines":
            return [content]
        case "MetaString":
            return [[{"t": "Str", "c": content}]]
        case "MetaBool":
            return [[{"t": "Str", "c": str(content).lower()}]]
        case "MetaBlocks":
            return [block["c"] for block in content if block["t"] in {"Para", "Plain"}]
        case "MetaList":
            return [part for item in content for part in _meta_parts(item)]
        case "MetaMap":
            return [part for key in sorted(content) for part in _meta_parts(content[key])]
        case _:
            return _EMPTY


def _without(runs: Iterable[Run], character: str) -> Runs:
    return merge(replace(run, text=run.text.replace(character, "")) for run in runs)

"""Pandoc's blocks -> pieces."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.reading.file_words import without_tags
from pipeline.importing.reading.frames import alert_of, frame_of, is_title, kind_of
from pipeline.importing.reading.inlines import WHY_HIDDEN, InlineReader, is_hidden
from pipeline.importing.reading.looks import PLAIN_LOOK, Look, look_of_inlines
from pipeline.importing.reading.pieces import Kind, Piece, all_pieces, captioned
from pipeline.importing.reading.runs import (
    Bookmark,
    Picture,
    Run,
    Runs,
    merge,
    plain,
    strip,
)
from pipeline.importing.reading.tables import (
    Cell,
    has_to_be_drawn,
    holds_pictures,
    holds_text,
    lines_of_cells,
    place_cells,
)
from pipeline.importing.reading.word_archive import BOX

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.importing.ledger import Ledger


LETTERS_LOST: Final = "letters of the list became numbers"
"""What is told of lists that count a, b, c or i, ii, iii, which no note has."""
_LETTERS: Final = frozenset({"LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"})


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
                yield from self._div(content, style, level)
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
                yield from self._quotation(content, style)
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
            yield self._picture(picture, style)

    def _picture(self, run: Run, style: str) -> Piece:
        caption = run.extra.caption if isinstance(run.extra, Picture) else ""
        return self._piece("picture", merge((run, Run(caption))), style=style)

    def _heading(self, content: list[Any], style: str, look: Look) -> Iterator[Piece]:
        level, (name, _, _), inlines = content
        runs = self.inlines.read(inlines)
        pictures = [run for run in runs if isinstance(run.extra, Picture)]
        runs = strip(_without((run for run in runs if run not in pictures), BOX))
        # In Word files pandoc makes names of its own.
        if name and not self.looks and not any(isinstance(run.extra, Bookmark) for run in runs):
            runs = (Run(extra=Bookmark(name)), *runs)
        if plain(runs).strip():
            yield self._piece("heading", runs, level=level, style=style, look=look)
        for picture in pictures:
            yield self._picture(picture, style)

    def _list(self, kind: str, content: Any, style: str, level: int) -> Iterator[Piece]:
        number = content[0][0] if kind == "OrderedList" else 0
        items = content[1] if kind == "OrderedList" else content
        is_lettered = kind == "OrderedList" and content[0][1]["t"] in _LETTERS
        self.groups += 1
        group = self.groups
        for index, item in enumerate(items):
            continued = False
            for piece in self.blocks(item, style, level + 1):
                if piece.kind != "paragraph":
                    yield piece
                    continue
                shown = number + index if number else 0
                if is_lettered and not continued:
                    self.ledger.lose_mark(LETTERS_LOST, piece.text, piece.place)
                yield replace(
                    piece, kind="item", level=level + 1, number=shown, group=group,
                    size=len(items), continued=continued,
                )  # fmt: skip
                continued = True

    def _figure(self, content: list[Any], style: str) -> Iterator[Piece]:
        (name, _, _), (_, caption), blocks = content
        words = self._caption(name, caption)
        for piece in self.blocks(blocks, style):
            if piece.kind == "picture" and words:
                yield captioned(piece, words)
                words = ()
            else:
                yield piece
        if plain(words).strip():
            yield self._piece("paragraph", words, style="caption")

    def _caption(self, name: str, blocks: list[Any]) -> Runs:
        """The words of a caption in a row, with the name that the manuscript gives to it."""
        named = (Run(extra=Bookmark(name)),) if name else ()
        parts = [run for piece in self.blocks(blocks) for run in (Run(" "), *piece.runs)]
        return (*named, *strip(parts))

    def _table(self, content: list[Any], style: str) -> Iterator[Piece]:
        (name, _, _), (_, caption), columns, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        read = [[Cell(self.blocks(one[4], style), one[2], one[3]) for one in row[1]]
                for row in rows]  # fmt: skip
        words = self._caption(name, caption)
        if len(columns) == 1:
            # A table of one column is a frame around text.
            yield from self._frame([piece for row in read for cell in row for piece in cell.pieces],
                                   words, style)  # fmt: skip
            return
        if holds_pictures(read):
            # Pictures side by side, each above its caption.
            said = " ".join(one.all_words for row in read for cell in row for one in cell.pieces)
            self.ledger.change(self.place, said, "table that only holds pictures was taken apart")
            for column in range(max(map(len, read))):
                for row in read:
                    yield from (one for cell in row[column : column + 1] for one in cell.pieces)
            if plain(words).strip():
                yield self._piece("paragraph", words, style="caption")
            return
        if holds_text(read):
            inside = [one for row in read for cell in row for one in cell.pieces]
            said = " ".join(one.all_words for one in inside)
            self.ledger.change(self.place, said, "table that only lays out text was taken apart")
            yield from (*inside, *(self._piece("paragraph", words) for _ in words[:1]))
            return
        places = place_cells(read, len(columns))
        lines = lines_of_cells(read, places, len(columns))
        drawn = places if has_to_be_drawn(places, lines) else ()
        yield self._piece("table", words, rows=lines, heads=len(head[1]), drawn=drawn, style=style)
        # A note has no pictures in cells: they follow the table.
        inside = [piece for row in read for cell in row for piece in cell.pieces]
        yield from (piece for piece in all_pieces(inside) if piece.kind == "picture")

    def _frame(self, pieces: Sequence[Piece], title: Runs, style: str) -> Iterator[Piece]:
        """Yield what stands in a frame: a box, or by itself if it is a line alone."""
        if len(pieces) == 1 and not title:
            yield replace(pieces[0], style=pieces[0].style or "text box")
        elif pieces:
            style = style or "text box"
            yield Piece("box", title, inner=tuple(pieces), style=style, place=pieces[0].place)

    def _div(self, content: list[Any], style: str, level: int) -> Iterator[Piece]:
        (name, classes, pairs), blocks = content
        values = dict(pairs)
        named = (Run(extra=Bookmark(name)),) if name else ()
        if "recommendation" in classes:
            inner = self.blocks(blocks)
            to, by = values.get("to", ""), values.get("by", "")
            yield Piece("recommendation", named, inner=inner, to=to, by=by, place=self.place)
        elif (title := frame_of(classes, values)) is not None:
            words: Runs = (Run(title),) if title else ()
            if not words and blocks and blocks[0]["t"] == "Div" and is_title(blocks[0]["c"][0][1]):
                words = tuple(run for one in self.blocks(blocks[0]["c"][1]) for run in one.runs)
                blocks = blocks[1:]
            inner = self.blocks(blocks)
            style = kind_of(classes)
            yield Piece("box", (*named, *words), inner=inner, style=style, place=self.place)
        else:
            own = values.get("custom-style") or " ".join(classes) or style
            yield from _with_name(self.blocks(blocks, own, level), named)

    def _quotation(self, blocks: list[Any], style: str) -> Iterator[Piece]:
        if (alert := alert_of(blocks)) is not None:
            kind, title, inside = alert
            words = strip(self.inlines.read(title))
            inner = self.blocks(inside)
            yield Piece("box", words, inner=inner, style=kind.capitalize(), place=self.place)
            return
        for piece in self.blocks(blocks, style):
            yield replace(piece, kind="quotation") if piece.kind == "paragraph" else piece

    def _raw(self, text: str) -> None:
        if words := without_tags(text).strip():
            self.ledger.leave_out(self.place, words, "raw HTML is not allowed in a note")


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


def _with_name(pieces: tuple[Piece, ...], named: Runs) -> Iterator[Piece]:
    """Yield the pieces of a division; the first of them has its name."""
    for index, piece in enumerate(pieces):
        yield replace(piece, runs=(*piece.runs, *named)) if named and not index else piece


def _without(runs: Iterable[Run], character: str) -> Runs:
    return merge(replace(run, text=run.text.replace(character, "")) for run in runs)

"""The text of a note as pandoc's syntax tree, in what CommonMark with pipe tables can hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from pipeline.note.text import (
    Block,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Inline,
    ItemList,
    Lifted,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Raised,
    Strong,
    Table,
    Text,
)
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from pipeline.note.text import Blocks, Cell, Inlines

BREAK: Final = {"t": "LineBreak"}
"""The end of a line inside a paragraph."""

_PLAIN: Final[list[Any]] = ["", [], []]
_ALIGNMENTS: Final = {
    "left": "AlignLeft",
    "right": "AlignRight",
    "center": "AlignCenter",
    "default": "AlignDefault",
}
# Pandoc leaves an ampersand alone that begins what would be read as a character's name.
_PIECE: Final = re.compile(r" |&(?=#?\w+;)|(?:[^ &]|&(?!#?\w+;))+")

Tree = dict[str, Any]


@dataclass(frozen=True, slots=True)
class TextTree:
    """Writes blocks and inlines of a note as those of pandoc.

    ``address`` is where the web edition is published: there lie the pictures, and there lead the
    links to places of the note.
    """

    address: str

    def text(self, blocks: Iterable[Block]) -> list[Tree]:
        """Return blocks of the text."""
        return [tree for block in blocks for tree in self._block(block)]

    def _block(self, block: Block) -> Iterator[Tree]:
        match block:
            case Paragraph():
                yield paragraph(self.inlines(block.inlines))
            case ItemList():
                yield self._list(block)
            case Quotation():
                yield {"t": "BlockQuote", "c": self.text(block.blocks)}
            case Figure():
                yield paragraph([self._image(block)])
                yield from self._caption(block.caption)
            case Table():
                yield from self._caption(block.caption)
                yield self._table(block)

    def _list(self, block: ItemList) -> Tree:
        items = [self.text(item.blocks) for item in block.items]
        if not block.ordered:
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}

    def _image(self, figure: Figure) -> Tree:
        source = urljoin(self.address, quote(figure.source))
        return {"t": "Image", "c": [_PLAIN, words(figure.alternative), [source, ""]]}

    def _caption(self, caption: Inlines) -> Iterator[Tree]:
        if caption:
            yield paragraph(self.inlines(caption))

    def _table(self, table: Table) -> Tree:
        """Return a table of plain rows: a cell that spans others stands in the first of them."""
        width = len(table.alignments)
        head, *body = _rows(table.head, width) + _rows(table.body, width)
        columns = [[{"t": _ALIGNMENTS[one]}, {"t": "ColWidthDefault"}] for one in table.alignments]
        return {
            "t": "Table",
            "c": [
                _PLAIN,
                [None, []],
                columns,
                [_PLAIN, [self._row(head)]],
                [[_PLAIN, 0, [], [self._row(row) for row in body]]],
                [_PLAIN, []],
            ],
        }

    def _row(self, row: Iterable[Blocks]) -> list[Any]:
        default = {"t": "AlignDefault"}
        return [_PLAIN, [[_PLAIN, default, 1, 1, self._cell(blocks)] for blocks in row]]

    def _cell(self, blocks: Blocks) -> list[Tree]:
        """Return the one line that a cell of a pipe table can hold."""
        lines = [line for block in blocks for line in self._in_line(block)]
        return [{"t": "Plain", "c": parted(lines, _html("<br>"))}] if lines else []

    def _in_line(self, block: Block) -> Iterator[list[Tree]]:
        match block:
            case Paragraph():
                broken = self.inlines(block.inlines)
                yield [_html("<br>") if one == BREAK else one for one in broken]
            case ItemList():
                for item in block.items:
                    yield from (line for inner in item.blocks for line in self._in_line(inner))
            case Quotation():
                yield from (line for inner in block.blocks for line in self._in_line(inner))
            case Figure():
                yield [self._image(block)]
                if block.caption:
                    yield self.inlines(block.caption)
            case Table():
                if block.caption:
                    yield self.inlines(block.caption)
                for row in (*block.head, *block.body):
                    for cell in row:
                        yield from (line for one in cell.blocks for line in self._in_line(one))

    def inlines(self, inlines: Inlines) -> list[Tree]:
        """Return inlines."""
        texts = [plain((inline,)) for inline in inlines]
        found: list[Tree] = []
        for place, inline in enumerate(inlines):
            around = "".join(texts[:place])[-1:], "".join(texts[place + 1 :])[:1]
            found += self._inline(inline, around)
        return found

    def _inline(self, inline: Inline, around: tuple[str, str]) -> list[Tree]:
        match inline:
            case Text():
                return words(inline.text)
            case LineBreak():
                return [BREAK]
            case Code():
                return [{"t": "Code", "c": [_PLAIN, inline.text]}]
            case Emphasis():
                return self._marked("Emph", "em", inline.inlines, around)
            case Strong():
                return self._marked("Strong", "strong", inline.inlines, around)
            case Raised():
                kind = "Superscript" if inline.position == "super" else "Subscript"
                return [{"t": kind, "c": self.inlines(inline.inlines)}]
            case Foreign() | Lifted():
                return self.inlines(inline.inlines)
            case Link():
                return [link(urljoin(self.address, inline.target), self.inlines(inline.inlines))]
            case Footnote():
                return [{"t": "Note", "c": self.text(inline.blocks)}]

    def _marked(self, kind: str, tag: str, inlines: Inlines, around: tuple[str, str]) -> list[Tree]:
        """Return inlines between asterisks, or tags where these would not be read as marks.

        An asterisk beside a punctuation mark inside needs a space or one outside (CommonMark 6.2).
        """
        inside, text = self.inlines(inlines), plain(inlines)
        edges = (text[:1], around[0]), (text[-1:], around[1])
        if any(outer.isalnum() and not inner.isalnum() for inner, outer in edges):
            return [_html(f"<{tag}>"), *inside, _html(f"</{tag}>")]
        return [{"t": kind, "c": inside}]


def _rows(rows: Sequence[Sequence[Cell]], width: int) -> list[list[Blocks]]:
    """Return rows with a place for each column: what a span covers is empty."""
    covered: dict[tuple[int, int], Blocks] = {}
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in covered:
                column += 1
            for below in range(cell.rows):
                for beside in range(cell.columns):
                    covered[number + below, column + beside] = ()
            covered[number, column] = cell.blocks
    return [
        [covered.get((number, column), ()) for column in range(width)]
        for number in range(len(rows))
    ]


def heading(level: int, inlines: list[Tree]) -> Tree:
    """Return a heading."""
    # A heading is one line.
    in_line = [{"t": "Space"} if one == BREAK else one for one in inlines]
    return {"t": "Header", "c": [level, _PLAIN, in_line]}


def paragraph(inlines: list[Tree]) -> Tree:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def in_lines(lines: Iterable[list[Tree]]) -> Tree:
    """Return a paragraph of some lines."""
    return paragraph(parted(lines, BREAK))


def parted(lines: Iterable[list[Tree]], mark: Tree) -> list[Tree]:
    """Return lines one after the other, with a mark between them."""
    return [tree for line in lines for tree in (mark, *line)][1:]


def link(target: str, inlines: list[Tree]) -> Tree:
    """Return a link."""
    return {"t": "Link", "c": [_PLAIN, inlines, [target, ""]]}


def _html(tag: str) -> Tree:
    return {"t": "RawInline", "c": ["html", tag]}


def words(text: str) -> list[Tree]:
    """Return plain text as inlines."""
    return [_piece(piece) for piece in _PIECE.findall(text)]


def _piece(piece: str) -> Tree:
    if piece == " ":
        return {"t": "Space"}
    if piece == "&":
        return {"t": "RawInline", "c": ["markdown", "\\&"]}
    return {"t": "Str", "c": piece}

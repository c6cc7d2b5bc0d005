"""The text of a note as pandoc's syntax tree, limited to CommonMark with pipe tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote, urljoin

from pipeline.invisible import without_soft_hyphens
from pipeline.languages import decimal_sign
from pipeline.languages.digits import in_digits, number_signs
from pipeline.note.table_grid import cells_by_column, heads_by_column
from pipeline.note.text import (
    Block,
    Box,
    Citation,
    Code,
    Emphasis,
    Figure,
    Footnote,
    Foreign,
    Formula,
    Inline,
    ItemList,
    Lifted,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Raised,
    Recommendation,
    Reference,
    Strong,
    Table,
    Text,
    Work,
    WorkList,
)
from pipeline.note.walk import lines_below, plain
from pipeline.numbering import Labels
from pipeline.phrases import around_labelled, facts_of, labelled
from pipeline.press.markdown_trees import (
    BREAK,
    PLAIN,
    Tree,
    html,
    in_lines,
    link,
    paragraph,
    parted,
    strong,
    without_bars,
    words,
)

if TYPE_CHECKING:
    from pipeline.note.text import Blocks, Inlines

_ALIGNMENTS: Final = {
    "left": "AlignLeft",
    "right": "AlignRight",
    "center": "AlignCenter",
    "default": "AlignDefault",
}


@dataclass(frozen=True, slots=True)
class TextTree:
    """Converts blocks and inlines of a note to those of pandoc.

    ``address`` is the URL of the web edition, to which pictures and internal links refer. Without
    one, links inside the note are plain words, and pictures the words that describe them.
    ``language`` is that of the note, ``words`` are its interface words, ``labels`` the names and
    numbers of what has one, by id. ``published`` are the paths of photos there.
    """

    address: str
    language: str
    words: Mapping[str, str]
    labels: Labels = field(default_factory=dict)
    published: Mapping[str, str] = field(default_factory=dict)

    def text(self, blocks: Iterable[Block]) -> list[Tree]:
        """Pandoc's tree of blocks."""
        return [tree for block in blocks for tree in self._block(block)]

    def _block(self, block: Block) -> Iterator[Tree]:
        match block:
            case Paragraph():
                yield paragraph(self._paragraph(block))
            case ItemList():
                yield self._list(block)
            case Quotation():
                yield {"t": "BlockQuote", "c": self.text(block.blocks)}
            case Box():
                title = paragraph([strong(self._numbered(block.id, block.title))])
                yield {"t": "BlockQuote", "c": [title, *self.text(block.blocks)]}
            case Recommendation():
                yield from self._recommendation(block)
            case Figure():
                yield paragraph([self._shown(block)])
                yield from self._caption(block)
                if block.chart:
                    from pipeline.charts.data_table import data_table

                    signs = number_signs(self.words["digits"], decimal_sign(self.language))
                    yield self._table(data_table(block.chart, signs))
                yield from map(paragraph, self._lines_below(block))
            case WorkList():
                yield {"t": "BulletList", "c": [[self._work(work)] for work in block.works]}
            case Table():
                yield from self._caption(block)
                yield self._table(block)
                for line in self._lines_below(block):
                    yield paragraph(line)

    def _recommendation(self, block: Recommendation) -> Iterator[Tree]:
        if label := self.labels.get(block.id):
            yield paragraph([strong(words(label.text))])
        yield from self.text(block.blocks)
        facts = facts_of(block, self.words, self.language)
        if lines := [words(labelled(self.words, *fact)) for fact in facts]:
            yield in_lines(lines)

    def _work(self, work: Work) -> Tree:
        """A work with its number, if it has one."""
        number = words(f"{work.number} ") if work.number else []
        return {"t": "Plain", "c": [*number, *self.inlines(work.inlines)]}

    def _paragraph(self, block: Paragraph) -> list[Tree]:
        """The inlines of a paragraph; a formula has its number, if it has one, behind it."""
        inside, label = self.inlines(block.inlines), self.labels.get(block.id)
        return [*inside, *words(f" ({label.number})")] if label and label.number else inside

    def _list(self, block: ItemList) -> Tree:
        items = [self.text(item.blocks) for item in block.items]
        if not block.ordered:
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}

    def _shown(self, figure: Figure) -> Tree:
        """The picture of a figure; of a chart, the words that describe it."""
        if figure.chart:
            return {"t": "Emph", "c": words(figure.alternative)}
        return self.picture(figure.source, figure.alternative)

    def picture(self, path: str, alternative: str) -> Tree:
        """The tree of a picture, or of what it says in words."""
        if not self.address:
            return {"t": "Emph", "c": words(alternative)}
        source = urljoin(self.address, quote(self.published.get(path, path)))
        return {"t": "Image", "c": [PLAIN, words(alternative), [source, ""]]}

    def _caption(self, block: Figure | Table) -> Iterator[Tree]:
        if block.caption:
            yield paragraph(self._numbered(block.id, block.caption))

    def _numbered(self, name: str, title: Inlines) -> list[Tree]:
        """A title after the name and number of its thing, if it has one."""
        inside, label = self.inlines(title), self.labels.get(name)
        return [*words(f"{label.text}. "), *inside] if label else inside

    def _table(self, table: Table) -> Tree:
        """A table of one head row, without spans."""
        width = len(table.alignments)
        head = heads_by_column(table.head, width)
        body = cells_by_column(table.body, width)
        columns = [[{"t": _ALIGNMENTS[one]}, {"t": "ColWidthDefault"}] for one in table.alignments]
        return {
            "t": "Table",
            "c": [
                PLAIN,
                [None, []],
                columns,
                [PLAIN, [self._row(head)]],
                [[PLAIN, 0, [], [self._row(row) for row in body]]],
                [PLAIN, []],
            ],
        }

    def _row(self, row: Iterable[Blocks]) -> list[Any]:
        default = {"t": "AlignDefault"}
        return [PLAIN, [[PLAIN, default, 1, 1, self._cell(blocks)] for blocks in row]]

    def _cell(self, blocks: Blocks) -> list[Tree]:
        """The content of a cell on one line, as pipe tables require."""
        lines = [line for block in blocks for line in self._in_line(block)]
        return [{"t": "Plain", "c": parted(lines, html("<br>"))}] if lines else []

    def _in_line(self, block: Block) -> Iterator[list[Tree]]:
        match block:
            case Paragraph():
                broken = self._paragraph(block)
                yield [html("<br>") if one == BREAK else without_bars(one) for one in broken]
            case ItemList():
                for number, item in enumerate(block.items, block.start):
                    ordered = in_digits(f"{number}. ", self.words["digits"])
                    mark = words(ordered if block.ordered else "– ")
                    for line in (line for inner in item.blocks for line in self._in_line(inner)):
                        yield [*mark, *line]
                        mark = []
            case Quotation() | Box() | Recommendation():
                yield from (line for inner in block.blocks for line in self._in_line(inner))
            case Figure():
                yield [self._shown(block)]
                if block.caption:
                    yield self._numbered(block.id, block.caption)
                yield from self._lines_below(block)
            case WorkList():
                yield from (self._work(work)["c"] for work in block.works)
            case Table():
                if block.caption:
                    yield self._numbered(block.id, block.caption)
                for row in (*block.head, *block.body):
                    inner = (one for cell in row for one in cell.blocks)
                    yield from (line for one in inner for line in self._in_line(one))
                yield from self._lines_below(block)

    def _lines_below(self, block: Figure | Table) -> Iterator[list[Tree]]:
        """Yield the lines below a figure or table, each after its label."""
        for name, line in lines_below(block).items():
            before, after = around_labelled(self.words, self.words[f"{name}_line"])
            yield [*words(before), *self.inlines(line), *words(after)]

    def inlines(self, inlines: Inlines) -> list[Tree]:
        """The tree of some inlines."""
        texts = [plain((inline,)) for inline in inlines]
        found: list[Tree] = []
        for place, inline in enumerate(inlines):
            around = "".join(texts[:place])[-1:], "".join(texts[place + 1 :])[:1]
            found += self._inline(inline, around)
        return found

    def _inline(self, inline: Inline, around: tuple[str, str]) -> list[Tree]:
        match inline:
            case Text():
                return words(without_soft_hyphens(inline.text))
            case LineBreak() | Code() | Formula():
                return [_leaf(inline)]
            case Emphasis():
                return self._marked("Emph", "em", inline.inlines, around)
            case Strong():
                return self._marked("Strong", "strong", inline.inlines, around)
            case Raised():
                kind = "Superscript" if inline.position == "super" else "Subscript"
                return [{"t": kind, "c": self.inlines(inline.inlines)}]
            case Foreign() | Lifted() | Reference() | Citation():
                return self.inlines(inline.inlines)
            case Link():
                return self._link(inline.target, self.inlines(inline.inlines))
            case Footnote():
                return [{"t": "Note", "c": self.text(inline.blocks)}]

    def _link(self, target: str, inlines: list[Tree]) -> list[Tree]:
        if target.startswith("#") and not self.address:
            return inlines
        return [link(urljoin(self.address, target), inlines)]

    def _marked(self, kind: str, tag: str, inlines: Inlines, around: tuple[str, str]) -> list[Tree]:
        """Inlines in asterisks, or in tags where asterisks would not be recognised.

        An asterisk next to punctuation inside needs a space or punctuation outside (CommonMark
        6.2).
        """
        inside, text = self.inlines(inlines), plain(inlines)
        edges = (text[:1], around[0]), (text[-1:], around[1])
        if any(outer.isalnum() and not inner.isalnum() for inner, outer in edges):
            return [html(f"<{tag}>"), *inside, html(f"</{tag}>")]
        return [{"t": kind, "c": inside}]


def _leaf(inline: LineBreak | Code | Formula) -> Tree:
    match inline:
        case LineBreak():
            return BREAK
        case Code():
            return {"t": "Code", "c": [PLAIN, inline.text]}
        case Formula():
            kind = "DisplayMath" if inline.is_display else "InlineMath"
            return {"t": "Math", "c": [{"t": kind}, inline.tex]}

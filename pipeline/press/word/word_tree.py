"""The text of a note as pandoc's syntax tree, for a Word file."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from pipeline.languages.digits import number_signs
from pipeline.note import text as t
from pipeline.note.table_shape import shape_of
from pipeline.note.walk import lines_below
from pipeline.note.word_marks import STYLES, bookmark_of
from pipeline.numbering import Labels
from pipeline.press.word.word_columns import column_shares
from pipeline.press.word.word_numbers import (
    citation_inlines,
    formula_inlines,
    label_inlines,
    reference_inlines,
)

Tree = dict[str, Any]

_NO_ATTRIBUTES: Final[list[Any]] = ["", [], []]
_SIGNATURE: Final = [["height", "14mm"]]
_ALIGNMENTS: Final = {
    "left": "AlignLeft",
    "right": "AlignRight",
    "center": "AlignCenter",
    "default": "AlignDefault",
}


@dataclass(frozen=True, slots=True)
class WordPicture:
    """A picture that Word can show, PNG or JPEG; ``width`` is in mm, 0 for that of the file."""

    content: bytes
    width: float = 0


@dataclass(frozen=True, slots=True)
class TreeWriter:
    """Converts blocks and inlines of a note to those of pandoc.

    ``pictures`` are keyed by the path of their figure; a missing one is replaced by its
    alternative text. ``words`` are the interface words, ``labels`` the names and numbers of what
    has one, by id. ``decimal`` is the decimal sign of the language: columns of numbers are aligned
    at the right.
    """

    pictures: Mapping[str, WordPicture]
    words: Mapping[str, str]
    labels: Labels = field(default_factory=dict)
    decimal: str = "."

    def blocks(self, blocks: Iterable[t.Block], style: str = STYLES["text"]) -> list[Tree]:
        """Pandoc's tree of blocks; paragraphs at the top level have ``style``, if any."""
        return [tree for block in blocks for tree in self._block(block, style)]

    def inlines(self, inlines: t.Inlines) -> list[Tree]:
        """Pandoc's tree of inlines."""
        return [tree for inline in inlines for tree in self._inline(inline)]

    def _inline(self, inline: t.Inline) -> Iterator[Tree]:
        match inline:
            case t.Text():
                yield from words(inline.text)
            case t.LineBreak() | t.Code() | t.Formula():
                yield _leaf(inline)
            case t.Emphasis():
                yield {"t": "Emph", "c": self.inlines(inline.inlines)}
            case t.Strong():
                yield {"t": "Strong", "c": self.inlines(inline.inlines)}
            case t.Raised():
                kind = "Superscript" if inline.position == "super" else "Subscript"
                yield {"t": kind, "c": self.inlines(inline.inlines)}
            case t.Foreign():
                yield _span(self.inlines(inline.inlines), lang=inline.language)
            case t.Link():
                yield self._link(inline)
            case t.Reference():
                yield from reference_inlines(inline)
            case t.Citation():
                yield from citation_inlines(inline)
            case t.Lifted():
                inside = _span(
                    self.inlines(inline.inlines), **{"custom-style": STYLES[inline.role]}
                )
                yield bookmarked(bookmark_of(inline.id), [inside])
            case t.Footnote():
                yield {"t": "Note", "c": self.blocks(inline.blocks, style="")}

    def _link(self, link: t.Link) -> Tree:
        target = link.target
        if target.startswith("#"):
            target = f"#{bookmark_of(target[1:])}"
        return {"t": "Link", "c": [_NO_ATTRIBUTES, self.inlines(link.inlines), [target, ""]]}

    def _block(self, block: t.Block, style: str) -> Iterator[Tree]:
        match block:
            case t.Paragraph():
                yield self._paragraph(block, style)
            case t.ItemList():
                yield self._list(block, style)
            case t.Quotation():
                yield {"t": "BlockQuote", "c": self.blocks(block.blocks, style="")}
            case t.Box():
                title = bookmarked(bookmark_of(block.id, "title"), self.inlines(block.title))
                marked = bookmarked(bookmark_of(block.id), [title])
                yield styled(STYLES["box title"], [*self._number(block.id), marked])
                yield from self.blocks(block.blocks, STYLES["box"])
            case t.Recommendation():
                yield from self._recommendation(block)
            case t.Figure():
                yield from self._figure(block)
            case t.WorkList():
                yield from map(self._work, block.works)
            case t.Table():
                yield from self._table(block)

    def _work(self, work: t.Work) -> Tree:
        number = words(f"{work.number} ") if work.number else []
        inside = bookmarked(bookmark_of(work.id), [*number, *self.inlines(work.inlines)])
        return styled(STYLES["work"], [inside])

    def _paragraph(self, block: t.Paragraph, style: str) -> Tree:
        inlines, label = self.inlines(block.inlines), self.labels.get(block.id)
        if label and label.number:
            inlines = formula_inlines(inlines[0], label)
            style = STYLES["equation"] if style == STYLES["text"] else style
        inside = bookmarked(bookmark_of(block.id), inlines)
        return styled(style, [inside]) if style else {"t": "Para", "c": [inside]}

    def _list(self, block: t.ItemList, around: str) -> Tree:
        """A list in paragraphs of a style; those of a footnote have none."""
        where = next((name for name in ("box ", "table ") if around.lower().startswith(name)), "")
        kind = "number" if block.ordered else "bullet"
        style = STYLES[f"{where}{kind}"] if around else ""
        further = STYLES[f"{where}continue"] if around else ""
        items = [
            [*self.blocks(item.blocks[:1], style), *self.blocks(item.blocks[1:], further)]
            for item in block.items
        ]
        if not block.ordered:
            return {"t": "BulletList", "c": items}
        return {"t": "OrderedList", "c": [[block.start, {"t": "Decimal"}, {"t": "Period"}], items]}

    def _figure(self, figure: t.Figure) -> Iterator[Tree]:
        picture = self.pictures.get(figure.source)
        alternative = words(figure.alternative)
        shown = alternative if picture is None else [_image(picture, alternative)]
        yield styled(STYLES["figure"], [bookmarked(bookmark_of(figure.id), shown)])
        yield from self._caption(figure)
        yield from self._lines_below(figure)
        if figure.chart:
            from pipeline.charts.data_table import data_table

            yield from self._table(
                data_table(figure.chart, number_signs(self.words["digits"], self.decimal))
            )

    def signature(self, path: str, alternative: str, bookmark: str) -> Tree:
        """The picture of a signature, or the words that stand for it."""
        picture = self.pictures.get(path)
        said = words(alternative)
        shown = said if picture is None else [_image(picture, said, _SIGNATURE)]
        return styled(STYLES["figure"], [bookmarked(bookmark, shown)])

    def _recommendation(self, block: t.Recommendation) -> Iterator[Tree]:
        """What should be done, and under it who should do it and by when."""
        if number := self._number(block.id):
            yield styled(STYLES["recommendation"], number)
        inside = self.blocks(block.blocks, STYLES["recommendation"])
        yield {"t": "Div", "c": [[bookmark_of(block.id), [], []], inside]}
        for name, value in (("to", block.to), ("by", block.by)):
            if value:
                label = words(self.words[f"recommendation_{name}"])
                mark = bookmark_of(block.id, f"{name}_label")
                yield styled(STYLES["label"], [bookmarked(mark, label)])
                mark = bookmark_of(block.id, name)
                yield styled(STYLES["value"], [bookmarked(mark, words(value))])

    def _table(self, table: t.Table) -> Iterator[Tree]:
        yield from self._caption(table)
        numbers = shape_of(table, self.decimal).columns
        columns = [
            [
                {"t": "AlignRight" if place in numbers else _ALIGNMENTS[one]},
                {"t": "ColWidth", "c": share},
            ]
            for place, (one, share) in enumerate(
                zip(table.alignments, column_shares(table), strict=True)
            )
        ]
        head = [_NO_ATTRIBUTES, [self._row(row, "head") for row in table.head]]
        body = [_NO_ATTRIBUTES, 0, [], [self._row(row, "cell") for row in table.body]]
        foot: list[Any] = [_NO_ATTRIBUTES, []]
        tree = {"t": "Table", "c": [_NO_ATTRIBUTES, [None, []], columns, head, [body], foot]}
        # By its bookmark a table that notepress makes is known again.
        name = bookmark_of(table.id)
        yield {"t": "Div", "c": [[name, [], []], [tree]]} if table.collects else tree
        yield from self._lines_below(table)

    def _lines_below(self, block: t.Figure | t.Table) -> Iterator[Tree]:
        for name, line in lines_below(block).items():
            inside = self.inlines(line)
            yield styled(STYLES["source"], [bookmarked(bookmark_of(block.id, name), inside)])

    def _caption(self, block: t.Figure | t.Table) -> Iterator[Tree]:
        if block.caption:
            inside = self.inlines(block.caption)
            if isinstance(block, t.Table):
                inside = [bookmarked(bookmark_of(block.id), inside)]
            caption = bookmarked(bookmark_of(block.id, "caption"), inside)
            yield styled(STYLES["caption"], [*self._number(block.id), caption])

    def _number(self, name: str) -> list[Tree]:
        """The name and number of a thing, if it has one."""
        label = self.labels.get(name)
        return label_inlines(label) if label else []

    def _row(self, row: tuple[t.Cell, ...], style: str) -> list[Any]:
        return [_NO_ATTRIBUTES, [self._cell(cell, STYLES[style]) for cell in row]]

    def _cell(self, cell: t.Cell, style: str) -> list[Any]:
        blocks = self.blocks(cell.blocks, style)
        return [_NO_ATTRIBUTES, {"t": "AlignDefault"}, cell.rows, cell.columns, blocks]


def heading(
    level: int, bookmark: str, inlines: Iterable[Tree], before: Iterable[Tree] = ()
) -> Tree:
    """A heading with a bookmark, ``before`` which its number or label stands."""
    marked = bookmarked(bookmark, inlines)
    return {"t": "Header", "c": [level, _NO_ATTRIBUTES, [*before, marked]]}


def styled(style: str, inlines: Iterable[Tree]) -> Tree:
    """A paragraph in a named style of Word."""
    paragraph = {"t": "Para", "c": list(inlines)}
    return {"t": "Div", "c": [["", [], [["custom-style", style]]], [paragraph]]}


def _leaf(inline: t.LineBreak | t.Code | t.Formula) -> Tree:
    match inline:
        case t.LineBreak():
            return {"t": "LineBreak"}
        case t.Code():
            return {"t": "Code", "c": [_NO_ATTRIBUTES, inline.text]}
        case t.Formula():
            kind = "DisplayMath" if inline.is_display else "InlineMath"
            return {"t": "Math", "c": [{"t": kind}, inline.tex]}


def bookmarked(bookmark: str, inlines: Iterable[Tree]) -> Tree:
    """Inlines inside a bookmark."""
    return {"t": "Span", "c": [[bookmark, [], []], list(inlines)]}


def words(text: str, language: str | None = None) -> list[Tree]:
    """Plain text as inlines, marked with a language if one is given."""
    inlines = [
        {"t": "Space"} if part == " " else {"t": "Str", "c": part}
        for part in re.split("( )", text)
        if part
    ]
    return inlines if language is None else [_span(inlines, lang=language)]


def _image(
    picture: WordPicture, alternative: list[Tree], size: list[list[str]] | None = None
) -> Tree:
    """A picture in its own size, or in one that is given as pandoc's attributes."""
    kind = "png" if picture.content.startswith(b"\x89PNG") else "jpeg"
    address = f"data:image/{kind};base64,{base64.b64encode(picture.content).decode()}"
    if size is None:
        size = [["width", f"{picture.width:g}mm"]] if picture.width else []
    return {"t": "Image", "c": [["", [], size], alternative, [address, ""]]}


def _span(inlines: list[Tree], **pairs: str) -> Tree:
    return {"t": "Span", "c": [["", [], [[key, value] for key, value in pairs.items()]], inlines]}

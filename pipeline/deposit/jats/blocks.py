"""Blocks of running text in JATS."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.deposit.jats.inlines import HREF, InlineWriter, mark_of, write_formula
from pipeline.deposit.jats.tables import write_rows
from pipeline.deposit.writing import add, append_text
from pipeline.languages import decimal_sign
from pipeline.languages.digits import EUROPEAN, number_signs
from pipeline.note.text import (
    Block,
    Box,
    Figure,
    Footnote,
    ItemList,
    Paragraph,
    Quotation,
    Recommendation,
    Table,
    WorkList,
)
from pipeline.note.walk import display_formula, lettered_notes_of, lines_below
from pipeline.phrases import around_labelled, facts_of, labelled

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from pipeline.note.text import Inlines
    from pipeline.numbering import Labels


@dataclass(frozen=True, slots=True)
class BlockWriter:
    """Appends blocks to an element.

    ``anchors`` are the ids of the document, ``labels`` the names and numbers of what has one.
    ``footnotes`` gathers the numbered footnotes that were called, in their order.
    """

    language: str
    words: Mapping[str, str]
    labels: Labels
    anchors: Mapping[str, str]
    footnotes: list[Footnote] = field(default_factory=list)

    @property
    def _inlines(self) -> InlineWriter:
        return InlineWriter(self.anchors, self._note)

    def _note(self, footnote: Footnote) -> None:
        if not footnote.is_lettered:
            self.footnotes.append(footnote)

    def inlines(self, parent: Element, inlines: Inlines) -> None:
        """Append inlines to the content of an element."""
        self._inlines.write(parent, inlines)

    def write(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Append blocks to an element that takes all of them."""
        for block in blocks:
            self._write(parent, block)

    def _in_paragraphs(self, parent: Element, blocks: Iterable[Block]) -> None:
        """Append blocks to an element that takes paragraphs only, but all in them."""
        for block in blocks:
            self._write(parent if isinstance(block, Paragraph) else add(parent, "p"), block)

    def _write(self, parent: Element, block: Block) -> None:
        match block:
            case Paragraph():
                self._paragraph(parent, block)
            case ItemList():
                self._list(parent, block)
            case Quotation():
                self._in_paragraphs(add(parent, "disp-quote"), block.blocks)
            case Box():
                self._box(parent, block)
            case Recommendation():
                self._recommendation(parent, block)
            case Figure():
                self._figure(parent, block)
            case Table():
                self._table(parent, block)
            case WorkList():
                self.works(add(parent, "ref-list"), block)

    def works(self, parent: Element, listed: WorkList) -> None:
        """Append the works of a list to its element."""
        for work in listed.works:
            element = add(parent, "ref", "", {"id": work.id})
            if work.number:
                add(element, "label", work.number)
            self.inlines(add(element, "mixed-citation"), work.inlines)

    def _paragraph(self, parent: Element, block: Paragraph) -> None:
        formula = display_formula(block)
        if formula is None:
            self.inlines(add(parent, "p", "", {"id": block.id}), block.inlines)
            return
        label = self.labels.get(block.id)
        place = add(parent, "p")
        write_formula(place, "disp-formula", formula, label.number if label else "").set(
            "id", block.id
        )

    def _list(self, parent: Element, block: ItemList) -> None:
        kind = "order" if block.ordered else "bullet"
        items = add(parent, "list", "", {"list-type": kind})
        for number, item in enumerate(block.items, block.start):
            element = add(items, "list-item")
            if block.ordered and block.start != 1:
                # JATS has no other way to begin with another number.
                add(element, "label", f"{number}.")
            self._in_paragraphs(element, item.blocks)

    def _box(self, parent: Element, box: Box) -> None:
        element = add(parent, "boxed-text", "", {"id": box.id})
        self._head(element, box.id, box.title)
        self.write(element, box.blocks)
        notes = tuple(lettered_notes_of(box))
        if notes:
            self.notes(element, notes)

    def _recommendation(self, parent: Element, block: Recommendation) -> None:
        attributes = {"id": block.id, "content-type": "recommendation"}
        element = add(parent, "statement", "", attributes)
        if label := self.labels.get(block.id):
            add(element, "label", label.text)
        self._in_paragraphs(element, block.blocks)
        for fact in facts_of(block, self.words, self.language):
            add(element, "p", labelled(self.words, *fact))

    def _figure(self, parent: Element, figure: Figure) -> None:
        if not figure.alternative and not figure.caption and not lines_below(figure):
            attributes = {"content-type": "decorative", "id": figure.id, HREF: figure.source}
            add(add(parent, "p"), "inline-graphic", "", attributes)
            return
        element = add(parent, "fig", "", {"id": figure.id})
        caption = self._head(element, figure.id, figure.caption, lines=bool(lines_below(figure)))
        if caption is not None:
            for note in lettered_notes_of(figure):
                # A figure has no foot for notes, but paragraphs of its caption can hold them.
                self._footnote(add(caption, "p", "", {"content-type": "note"}), note)
            self._lines_below(caption, figure)
        if figure.chart:
            from pipeline.charts.data_table import data_table

            add(element, "alt-text", figure.alternative)
            signs = number_signs(EUROPEAN, decimal_sign(self.language))
            self._table(element, data_table(figure.chart, signs))
            return
        picture = add(element, "graphic", "", {HREF: figure.source})
        add(picture, "alt-text", figure.alternative)

    def _table(self, parent: Element, table: Table) -> None:
        element = add(parent, "table-wrap", "", {"id": table.id})
        self._head(element, table.id, table.caption)
        write_rows(add(element, "table"), table, decimal_sign(self.language), self._in_cell)
        notes = tuple(lettered_notes_of(table))
        if not notes and not lines_below(table):
            return
        foot = add(element, "table-wrap-foot")
        for note in notes:
            self._footnote(foot, note)
        self._lines_below(foot, table)

    def _in_cell(self, parent: Element, blocks: tuple[Block, ...]) -> None:
        """Append what is in a cell: a lone paragraph without an element of its own."""
        if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
            self.inlines(parent, blocks[0].inlines)
        else:
            self._in_paragraphs(parent, blocks)

    def _head(
        self, parent: Element, name: str, title: Inlines, *, lines: bool = False
    ) -> Element | None:
        """Append the name and number of a thing, and its caption; the caption, if there is one."""
        if label := self.labels.get(name):
            add(parent, "label", label.text)
        if not title and not lines:
            return None
        caption = add(parent, "caption")
        if title:
            self.inlines(add(caption, "title"), title)
        return caption

    def _lines_below(self, parent: Element, block: Figure | Table) -> None:
        for name, line in lines_below(block).items():
            before, after = around_labelled(self.words, self.words[f"{name}_line"])
            paragraph = add(parent, "p", before, {"content-type": name})
            self.inlines(paragraph, line)
            append_text(paragraph, after)

    def notes(self, parent: Element, footnotes: Iterable[Footnote]) -> None:
        """Append footnotes as a group."""
        group = add(parent, "fn-group")
        for footnote in footnotes:
            self._footnote(group, footnote)

    def _footnote(self, parent: Element, footnote: Footnote) -> None:
        element = add(parent, "fn", "", {"id": footnote.id})
        add(element, "label", mark_of(footnote))
        self._in_paragraphs(element, footnote.blocks)

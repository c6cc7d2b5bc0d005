"""The parts of a note by their names in a Word file, in the order of the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.languages.digits import NumberSigns
from pipeline.note import text as t
from pipeline.note.abbreviation_list import entry_id
from pipeline.note.recommendations import recommendations_of
from pipeline.note.values import values_of
from pipeline.note.walk import (
    charts_of,
    headings_in,
    headings_of,
    id_of,
    inlines_below,
    lines_below,
    nodes_below,
)
from pipeline.note.word_marks import SECTIONS, bookmark_of, signature_mark

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.parts import Heading
    from pipeline.reviewing.parts import Kind


_WHOLE: Final = frozenset({"footnote", "cell"})
"""Kinds of what lists are in whose items are no parts of the text by themselves."""


@dataclass(frozen=True, slots=True)
class NotePart:
    """One part of the text of a note: what it is, and its bookmark.

    ``table`` is the table that it is a cell of, if the rows of that are in a file of their own.
    """

    kind: Kind
    name: str
    table: str = ""


def text_parts(headings: Iterable[Heading]) -> tuple[NotePart, ...]:
    """The parts of headings and of what is under them, with footnotes at their references."""
    return tuple(part for heading in headings for part in _heading(heading))


def headings_by_file(note: Note) -> dict[str, tuple[Heading, ...]]:
    """The headings of each text file, in the order of reading."""
    return {part.source: tuple(headings_of(part)) for part in note.parts}


def names_of(note: Note) -> Mapping[str, Kind]:
    """The parts of the Word file of a note, by bookmark."""
    found: dict[str, Kind] = dict.fromkeys(SECTIONS.values(), "fixed")
    found[SECTIONS["references"]] = "work"
    for heading in headings_in(note):
        for listed in heading.blocks:
            if isinstance(listed, t.WorkList):
                found |= {bookmark_of(work.id): "work" for work in listed.works}
    found[SECTIONS["abbreviations"]] = "abbreviation"
    numbers = range(1, len(note.abbreviations) + 1)
    found |= {bookmark_of(entry_id(number)): "abbreviation" for number in numbers}
    for headings in headings_by_file(note).values():
        found |= {one.name: one.kind for one in text_parts(headings)}
    for one in recommendations_of(note):
        found |= {bookmark_of(one.id, f"{name}_label"): "label" for name in ("to", "by")}
    for figure in charts_of(note):
        says = figure.chart.says if figure.chart else ()
        found |= {bookmark_of(figure.id, name): "fixed" for name in says}
    for part in note.parts:
        for number, signatory in enumerate(part.signed):
            if signatory.picture:
                found[bookmark_of(part.id, signature_mark(number))] = "signature"
    for value in values_of(note):
        found[value.name] = "signatory" if value.path[0] == "signed" else "value"
        if value.place == "front matter":
            found[f"{value.name}__label"] = "label"
    return found


def ids_by_bookmark(note: Note) -> Mapping[str, str]:
    """The id of each bookmark that a link can refer to."""
    ids: list[str] = []
    for headings in headings_by_file(note).values():
        for heading in headings:
            ids.append(heading.id)
            ids += [name for node in nodes_below(heading.blocks) if (name := id_of(node))]
    ids += [one.id for one in note.people.participants]
    ids += [one.id for one in note.people.observers]
    ids += [one.id for group in note.people.observers for one in group.people]
    return {bookmark_of(name): name for name in ids}


def _has_words(paragraph: t.Paragraph) -> bool:
    """Whether a paragraph is more than formulas, which a review in Word leaves alone."""
    return any(
        isinstance(one, t.Footnote | t.Reference | t.Citation | t.Code)
        or (isinstance(one, t.Text) and one.text.strip())
        for one in inlines_below(paragraph.inlines)
    )


def _heading(heading: Heading) -> Iterator[NotePart]:
    yield NotePart("heading", bookmark_of(heading.id))
    yield from _blocks(heading.blocks, "paragraph")


def _blocks(blocks: Iterable[t.Block], kind: Kind) -> Iterator[NotePart]:
    for block in blocks:
        match block:
            case t.Paragraph() if not _has_words(block):
                pass
            case t.Paragraph():
                yield NotePart(kind, bookmark_of(block.id))
                yield from _footnotes(block.inlines)
            case t.ItemList():
                inner: Kind = "item" if kind not in _WHOLE else kind
                yield from _blocks((one for item in block.items for one in item.blocks), inner)
            case t.Quotation():
                yield from _blocks(block.blocks, "quotation" if kind != "footnote" else kind)
            case t.Box():
                yield NotePart("caption", bookmark_of(block.id, "title"))
                yield from _blocks(block.blocks, kind)
            case t.Recommendation():
                yield from _blocks(block.blocks, kind)
                yield from _facts(block)
            case t.Figure():
                yield from _figure(block)
            case t.WorkList():
                pass
            case t.Table():
                yield from _table(block)


def _figure(figure: t.Figure) -> Iterator[NotePart]:
    yield NotePart("figure", bookmark_of(figure.id))
    if figure.caption:
        yield NotePart("caption", bookmark_of(figure.id, "caption"))
        yield from _footnotes(figure.caption)
    yield from _lines_below(figure)
    if figure.chart:
        from pipeline.charts.data_table import data_table

        yield from _cells(data_table(figure.chart, NumberSigns()))


def _table(table: t.Table) -> Iterator[NotePart]:
    if table.collects:
        yield NotePart("collected", bookmark_of(table.id))
        return
    if table.caption:
        yield NotePart("caption", bookmark_of(table.id, "caption"))
        yield from _footnotes(table.caption)
    parts = _cells(table)
    if table.is_drawn:
        # The words of a footnote are typed elsewhere.
        parts = (replace(one, kind="drawn") if one.kind == "cell" else one for one in parts)
    yield from parts
    yield from _lines_below(table)


def _cells(table: t.Table) -> Iterator[NotePart]:
    """Yield the paragraphs in the cells of a table, and their footnotes."""
    cells = (cell for row in (*table.head, *table.body) for cell in row)
    parts = _blocks((one for cell in cells for one in cell.blocks), "cell")
    return (replace(one, kind="data", table=table.id) for one in parts) if table.data else parts


def _lines_below(block: t.Figure | t.Table) -> Iterator[NotePart]:
    for name, line in lines_below(block).items():
        if isinstance(block, t.Figure) and block.chart and name in block.chart.says:
            continue
        yield NotePart("caption", bookmark_of(block.id, name))
        yield from _footnotes(line)


def _facts(recommendation: t.Recommendation) -> Iterator[NotePart]:
    for name, value in (("to", recommendation.to), ("by", recommendation.by)):
        if value:
            yield NotePart("caption", bookmark_of(recommendation.id, name))


def _footnotes(inlines: t.Inlines) -> Iterator[NotePart]:
    for inline in inlines_below(inlines):
        if isinstance(inline, t.Footnote):
            yield from _blocks(inline.blocks, "footnote")

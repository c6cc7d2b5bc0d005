"""The words of a note as Markdown for pandoc, written from the model."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.note.parts import Heading, Part, Question
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
    WorkList,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note import Note
    from pipeline.note.people import Person
    from pipeline.note.types import LocalText

_MARKUP = re.compile(r"([\\`*_{}\[\]()#+\-.!<>|~^$@'\"])")


def words_of(note: Note) -> str:
    """Return a numbered note as one Markdown document: title, text, people, disclaimer."""
    return "\n\n".join(_document(note)) + "\n"


def _document(note: Note) -> Iterator[str]:
    data = note.metadata
    series = data.series.title if data.series else None
    yield f'---\ntitle: "{data.title}"\nlang: {data.language}\n---'
    yield from map(_escaped, filter(None, (series, data.subtitle, data.kind)))
    for part in note.parts:
        yield from _section(part, 1)
    if note.people.participants:
        yield "# Participants"
    for person in note.people.participants:
        yield _person(person)
    if note.people.observers:
        yield "# Observers"
    for group in note.people.observers:
        yield f"## {_names(group.organisation)}"
        yield from map(_person, group.people)
    if data.disclaimer:
        yield "# Disclaimer"
    yield from map(_escaped, data.disclaimer)


def _section(heading: Heading, level: int) -> Iterator[str]:
    yield f"{'#' * level} {_inlines(heading.title)} {{#{heading.id}}}"
    if isinstance(heading, Part):
        yield from map(_escaped, filter(None, (heading.subtitle, heading.lead)))
    yield from _blocks(heading.blocks)
    if isinstance(heading, Part | Question):
        for topic in heading.topics:
            yield from _section(topic, level + 1)
    if isinstance(heading, Part):
        for question in heading.questions:
            yield from _section(question, level + 1)
        for one in heading.signed:
            yield "\\\n".join(map(_escaped, filter(None, (one.name, one.function))))


def _blocks(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        footnotes: list[Footnote] = []
        yield from _block(block, footnotes)
        for footnote in footnotes:
            yield f"[^{footnote.id}]: " + _indented(_blocks(footnote.blocks), "    ").lstrip()


def _block(block: Block, footnotes: list[Footnote]) -> Iterator[str]:
    match block:
        case Paragraph():
            yield _inlines(block.inlines, footnotes)
        case ItemList():
            for number, item in enumerate(block.items, block.start):
                mark = f"{number}. " if block.ordered else "-   "
                yield mark + _indented(_blocks(item.blocks), "    ").lstrip()
        case Quotation():
            yield _indented(_blocks(block.blocks), "> ")
        case Box():
            yield f"::: {{#{block.id}}}\n**{_inlines(block.title, footnotes)}**"
            yield from _blocks(block.blocks)
            yield ":::"
        case Recommendation():
            yield f"::: {{#{block.id}}}"
            yield from _blocks(block.blocks)
            yield from map(_escaped, filter(None, (block.to, block.by)))
            yield ":::"
        case Figure():
            yield f"![{_inlines(block.caption, footnotes)}]({block.source})"
            yield from _lines_below(block.credit, block.note, footnotes)
        case WorkList():
            yield from (_inlines(work.inlines, footnotes) for work in block.works)
        case Table():
            yield _table(block, footnotes)
            if block.caption:
                yield f": {_inlines(block.caption, footnotes)}"
            yield from _lines_below(block.source, block.note, footnotes)


def _lines_below(
    first: Iterable[Inline], second: Iterable[Inline], footnotes: list[Footnote]
) -> Iterator[str]:
    yield from filter(None, (_inlines(line, footnotes) for line in (first, second)))


def _table(table: Table, footnotes: list[Footnote]) -> str:
    rows = [
        "| " + " | ".join(_cell(cell.blocks, footnotes) for cell in row) + " |"
        for row in (*table.head, *table.body)
    ]
    rows.insert(1, "|---" * len(table.alignments) + "|")
    return "\n".join(rows)


def _cell(blocks: Iterable[Block], footnotes: list[Footnote]) -> str:
    lines = (line for block in blocks for line in _block(block, footnotes))
    return " ".join(" ".join(lines).split())


def _indented(parts: Iterable[str], indent: str) -> str:
    lines = "\n\n".join(parts).splitlines()
    return "\n".join(f"{indent}{line}".rstrip() for line in lines)


def _inlines(inlines: Iterable[Inline], footnotes: list[Footnote] | None = None) -> str:
    return "".join(_inline(inline, footnotes) for inline in inlines)


def _inline(inline: Inline, footnotes: list[Footnote] | None) -> str:
    match inline:
        case Text():
            return _escaped(inline.text)
        case Code():
            return f"`{inline.text}`"
        case Formula():
            mark = "$$" if inline.is_display else "$"
            return f"{mark}{inline.tex}{mark}"
        case LineBreak():
            return "\\\n"
        case Footnote():
            if footnotes is not None:
                footnotes.append(inline)
            return f"[^{inline.id}]"
        case Reference() | Citation():
            return _inlines(inline.inlines, footnotes)
        case Emphasis() | Strong() | Raised() | Foreign() | Link() | Lifted():
            return _marked(inline, _inlines(inline.inlines, footnotes))


def _marked(inline: Emphasis | Strong | Raised | Foreign | Link | Lifted, inside: str) -> str:
    match inline:
        case Emphasis():
            return f"*{inside}*"
        case Strong():
            return f"**{inside}**"
        case Raised():
            mark = "^" if inline.position == "super" else "~"
            return f"{mark}{inside}{mark}"
        case Foreign():
            return f"[{inside}]{{lang={inline.language}}}"
        case Link():
            return f"[{inside}]({inline.target})"
        case Lifted():
            return f"[{inside}]{{#{inline.id}}}"


def _person(person: Person) -> str:
    lines = [person.name, person.role, person.affiliation]
    return "\\\n".join(_names(line) for line in lines if line is not None)


def _names(text: LocalText) -> str:
    return " ".join(_escaped(value) for value in text.values())


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)

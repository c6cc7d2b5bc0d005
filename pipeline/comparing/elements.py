"""A note as a sequence of elements in reading order, for comparing two notes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal, get_args

from pipeline.invisible import without_soft_hyphens
from pipeline.note import text as t
from pipeline.note.walk import (
    inlines_below,
    inlines_of,
    lettered_notes_of,
    lines_below,
    plain,
    words_of,
)
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import Role, kind_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.note import Note
    from pipeline.note.parts import Heading, Part
    from pipeline.note.people import Person

Kind = Literal[
    "metadata", "foreword", "acknowledgements", "summary", "introduction", "theme", "conclusion",
    "annex", "references", "question", "topic", "subtitle", "lead", "signature",
    "paragraph", "list item", "quotation", "figure", "table", "footnote",
    "box", "recommendation", "key message", "pull quote", "participant", "delegation", "observer",
]  # fmt: skip

HEADINGS: Final = frozenset({*get_args(Role), "question", "topic", "delegation"})
"""Kinds of elements that contain others."""
NAMED: Final = HEADINGS | {"participant", "observer"}
"""Kinds whose ids their author gives."""

_HEAD: Final[tuple[Kind, ...]] = ("subtitle", "lead")
_LIFTED: Final[dict[str, Kind]] = {"key": "key message", "pull": "pull quote"}


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a note that can be added, removed, moved or reworded.

    ``id`` is its anchor, unique among its kind; ``parent`` is the id of the heading it is
    under. ``label`` says where it is, for people. ``text`` is what it says, and ``setting`` how
    its words are set: emphasis, links, languages.
    """

    kind: Kind
    id: str
    parent: str
    label: str
    text: str
    setting: str = ""


def elements_of(note: Note) -> tuple[Element, ...]:
    """The elements of a note."""
    return (
        *_values("note.yaml", note.metadata.model_dump(mode="json")),
        *_values("imprint.yaml", note.publisher.model_dump(mode="json") if note.publisher else {}),
        *(_fact("abbreviations.yaml", short, long) for short, long in note.abbreviations.items()),
        *(one for part in note.parts for one in _part(part)),
        *_people(note),
    )


def _values(name: str, data: Any, path: str = "") -> Iterator[Element]:
    """Yield every value of a YAML file by its path."""
    match data:
        case dict():
            for key, value in data.items():
                yield from _values(name, value, f"{path}.{key}".lstrip("."))
        case list():
            for place, value in enumerate(data, 1):
                yield from _values(name, value, f"{path}.{place}")
        case None:
            return
        case _:
            yield _fact(name, path, str(data))


def _fact(name: str, path: str, text: str) -> Element:
    return Element("metadata", f"{name}:{path}", "", f"{name}: {path}", text)


def _part(part: Part) -> Iterator[Element]:
    number = numeral_of_part(kind_of(part.role), part.number, before_another=True)
    label = f"{part.role} {number}" if number else part.role.capitalize()
    yield _heading(part.role, part, "", label)
    for key in _HEAD:
        if text := getattr(part, key):
            yield Element(key, f"{part.id}.{key}", part.id, label, text)
    yield from _blocks(part.blocks, part.id, label)
    for topic in part.topics:
        yield from _headed("topic", topic, part.id, f"{label}, {topic.short}")
    for question in part.questions:
        place = f"{label}, {question.short}"
        if question.number:
            place = f"question {number}.{question.number}"
        yield from _headed("question", question, part.id, place)
        for topic in question.topics:
            yield from _headed("topic", topic, question.id, f"{place}, {topic.short}")
    for at, one in enumerate(part.signed, 1):
        words = "; ".join(filter(None, (one.name, one.function)))
        yield Element("signature", f"{part.id}.{at}", part.id, label, words, one.picture or "")


def _headed(kind: Kind, heading: Heading, parent: str, label: str) -> Iterator[Element]:
    yield _heading(kind, heading, parent, label)
    yield from _blocks(heading.blocks, heading.id, label)


def _heading(kind: Kind, heading: Heading, parent: str, label: str) -> Element:
    text = plain(heading.title)
    return Element(kind, heading.id, parent, label, text, _setting(inlines_below(heading.title)))


def _blocks(
    blocks: Iterable[t.Block], parent: str, label: str, kind: Kind = "paragraph"
) -> Iterator[Element]:
    """Yield blocks and their contents; ``kind`` is that of paragraphs."""
    for block in blocks:
        match block:
            case t.Paragraph():
                yield from _paragraph(kind, block, parent, label)
            case t.ItemList():
                for item in block.items:
                    yield from _blocks(item.blocks, parent, label, "list item")
            case t.Quotation():
                yield from _blocks(block.blocks, parent, label, "quotation")
            case t.Box():
                yield Element("box", block.id, parent, label, plain(block.title))
                yield from _blocks(block.blocks, parent, label, kind)
            case t.Recommendation():
                yield _recommendation(block, parent, label)
            case t.Figure():
                setting = " ".join(filter(None, (block.source, _setting(inlines_of((block,))))))
                words = "\n".join(filter(None, (words_of((block,)), _data_of(block))))
                yield Element("figure", block.id, parent, label, words, setting)
                yield from (_footnote(one, parent, label) for one in lettered_notes_of(block))
            case t.WorkList():
                pass  # It is made from the citations, which are compared where they stand.
            case t.Table():
                yield from _table(block, parent, label)


def _recommendation(block: t.Recommendation, parent: str, label: str) -> Element:
    facts = (block.to or "", block.by or "")
    text = "\n".join(filter(None, (words_of(block.blocks), *facts)))
    return Element("recommendation", block.id, parent, label, text, _setting(inlines_of((block,))))


def _table(table: t.Table, parent: str, label: str) -> Iterator[Element]:
    if table.collects:
        # What it collects is compared where it stands.
        yield Element("table", table.id, parent, label, f"Table of {table.collects}")
        return
    setting = " ".join(filter(None, (_setting(inlines_of((table,))), _spans(table))))
    yield Element("table", table.id, parent, label, _text_of_table(table), setting)
    yield from (_footnote(one, parent, label) for one in lettered_notes_of(table))


def _text_of_table(table: t.Table) -> str:
    rows = (" | ".join(words_of(cell.blocks) for cell in row) for row in (*table.head, *table.body))
    below = (plain(line) for line in lines_below(table).values())
    return "\n".join(filter(None, (plain(table.caption), *rows, *below)))


def _data_of(figure: t.Figure) -> str:
    """The data that a chart is drawn from, a line for each category; nothing for a picture."""
    chart = figure.chart
    if chart is None:
        return ""
    rows = zip(*(one.values for one in chart.series), strict=True)
    heads = " | ".join((chart.heading, *(one.name for one in chart.series)))
    lines = [
        " | ".join((category, *("" if value is None else str(value) for value in values)))
        for category, values in zip(chart.categories, rows, strict=True)
    ]
    kind = f"{chart.kind}, {chart.of}" if chart.kind == "small multiples" else chart.kind
    return "\n".join(filter(None, (kind, chart.unit, heads, *lines)))


def _spans(table: t.Table) -> str:
    """Which cells of a table span rows or columns, and how many."""
    cells = (cell for row in (*table.head, *table.body) for cell in row)
    return " ".join(
        f"{number}:merged:{cell.rows}x{cell.columns}"
        for number, cell in enumerate(cells)
        if (cell.rows, cell.columns) != (1, 1)
    )


def _paragraph(kind: Kind, block: t.Paragraph, parent: str, label: str) -> Iterator[Element]:
    inlines = tuple(inlines_below(block.inlines))
    yield Element(kind, block.id, parent, label, plain(block.inlines), _setting(inlines))
    for inline in inlines:
        if isinstance(inline, t.Lifted):
            yield Element(_LIFTED[inline.role], inline.id, parent, label, plain(inline.inlines))
        elif isinstance(inline, t.Footnote):
            yield _footnote(inline, parent, label)


def _footnote(footnote: t.Footnote, parent: str, label: str) -> Element:
    setting, words = _setting(inlines_of(footnote.blocks)), words_of(footnote.blocks)
    return Element("footnote", footnote.id, parent, label, words, setting)


def _setting(inlines: Iterable[t.Inline]) -> str:
    """The formatting of the words of inlines, one after the other.

    It is equal where the setting is. Lifted sentences and footnotes are elements of their own.
    """
    marks = []
    at = 0
    for inline in inlines:
        match inline:
            case t.Text():
                at += len(without_soft_hyphens(inline.text))
            case t.Link():
                marks.append(f"{at}:{inline.kind}:{inline.target}")
            case t.Reference():
                ids = ",".join(inline.ids)
                marks.append(f"{at}:{inline.kind}:{ids}{' page' if inline.page else ''}")
            case t.Citation():
                at += len(plain((inline,)))
            case t.Foreign():
                marks.append(f"{at}:{inline.kind}:{inline.language}")
            case t.Formula():
                at += len(inline.tex)
            case t.Emphasis() | t.Strong() | t.Code() | t.Raised() | t.LineBreak():
                marks.append(f"{at}:{inline.kind}:")
            case t.Lifted() | t.Footnote():
                pass
    return " ".join(marks)


def _people(note: Note) -> Iterator[Element]:
    for person in note.people.participants:
        yield _person("participant", person, "", "participants")
    for delegation in note.people.observers:
        names = _local(delegation.organisation)
        yield Element("delegation", delegation.id, "", "observers", names)
        for person in delegation.people:
            yield _person("observer", person, delegation.id, f"observers, {names}")


def _person(kind: Kind, person: Person, parent: str, label: str) -> Element:
    parts = (_local(person.name), _local(person.role), _local(person.affiliation or {}))
    return Element(kind, person.id, parent, label, "; ".join(filter(None, parts)))


def _local(words: Mapping[str, str]) -> str:
    return " ".join(words.values())

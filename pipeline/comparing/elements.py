"""A note as one row of elements, in reading order: what two notes are compared by."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.note.text import (
    Block,
    Figure,
    Footnote,
    ItemList,
    Lifted,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from pipeline.note.walk import inlines_below, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from pipeline.note import Note
    from pipeline.note.people import Person
    from pipeline.note.text import Heading, Inlines

Kind = Literal[
    "metadata", "introduction", "theme", "question", "topic", "subtitle", "lead",
    "paragraph", "list item", "quotation", "figure", "table", "footnote",
    "key message", "pull quote", "participant", "delegation", "observer",
]  # fmt: skip

HEADINGS: Final = frozenset({"introduction", "theme", "question", "topic", "delegation"})
"""Kinds under which other elements stand."""
NAMED: Final = frozenset({"theme", "question", "topic", "delegation", "participant", "observer"})
"""Kinds whose ids their author gives."""

_LIFTED: Final[dict[str, Kind]] = {"key": "key message", "pull": "pull quote"}


@dataclass(frozen=True, slots=True)
class Element:
    """One part of a note that can be added, removed, moved or reworded.

    ``id`` is its anchor, unique among its kind; ``parent`` is the id of the heading it stands
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
    """Return the elements of a note."""
    return (
        *_values("note.yaml", note.metadata.model_dump(mode="json")),
        *_values("imprint.yaml", note.publisher.model_dump(mode="json")),
        *_headed("introduction", note.introduction, "", "Introduction"),
        *(one for theme in note.themes for one in _theme(theme)),
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
            yield Element("metadata", f"{name}:{path}", "", f"{name}: {path}", str(data))


def _theme(theme: Any) -> Iterator[Element]:
    label = f"theme {theme.number}"
    yield _heading("theme", theme, "", label)
    if theme.subtitle:
        yield Element("subtitle", f"{theme.id}.subtitle", theme.id, label, theme.subtitle)
    yield Element("lead", f"{theme.id}.lead", theme.id, label, theme.lead)
    yield from _blocks(theme.blocks, theme.id, label)
    for topic in theme.topics:
        yield from _headed("topic", topic, theme.id, f"{label}, {topic.short}")
    for question in theme.questions:
        place = f"question {theme.number}.{question.number}"
        yield from _headed("question", question, theme.id, place)
        for topic in question.topics:
            yield from _headed("topic", topic, question.id, f"{place}, {topic.short}")


def _headed(kind: Kind, heading: Heading, parent: str, label: str) -> Iterator[Element]:
    yield _heading(kind, heading, parent, label)
    yield from _blocks(heading.blocks, heading.id, label)


def _heading(kind: Kind, heading: Heading, parent: str, label: str) -> Element:
    text = plain(heading.title)
    return Element(kind, heading.id, parent, label, text, _setting(heading.title))


def _blocks(blocks: Iterable[Block], parent: str, label: str) -> Iterator[Element]:
    for place, block in enumerate(blocks, 1):
        yield from _block(block, parent, label, place)


def _block(block: Block, parent: str, label: str, place: int) -> Iterator[Element]:
    match block:
        case Paragraph():
            yield from _paragraph("paragraph", block, parent, label)
        case ItemList():
            for inner in (inner for item in block.items for inner in item.blocks):
                if isinstance(inner, Paragraph):
                    yield from _paragraph("list item", inner, parent, label)
                else:
                    yield from _block(inner, parent, label, place)
        case Quotation():
            for inner in block.blocks:
                if isinstance(inner, Paragraph):
                    yield from _paragraph("quotation", inner, parent, label)
                else:
                    yield from _block(inner, parent, label, place)
        case Figure():
            words = " ".join(filter(None, (block.alternative, plain(block.caption))))
            yield Element("figure", block.id, parent, label, words, block.source)
        case Table():
            yield Element("table", block.id, parent, label, _table(block))


def _table(table: Table) -> str:
    rows = (
        " | ".join(
            " ".join(plain(part.inlines) for part in cell.blocks if isinstance(part, Paragraph))
            for cell in row
        )
        for row in (*table.head, *table.body)
    )
    return "\n".join(filter(None, (plain(table.caption), *rows)))


def _paragraph(kind: Kind, block: Paragraph, parent: str, label: str) -> Iterator[Element]:
    yield Element(kind, block.id, parent, label, plain(block.inlines), _setting(block.inlines))
    for inline in inlines_below(block.inlines):
        if isinstance(inline, Lifted):
            yield Element(_LIFTED[inline.role], inline.id, parent, label, plain(inline.inlines))
        elif isinstance(inline, Footnote):
            words = " ".join(
                plain(part.inlines) for part in inline.blocks if isinstance(part, Paragraph)
            )
            yield Element("footnote", inline.id, parent, label, words)


def _setting(inlines: Inlines) -> str:
    """Return how words are set, in a form that is equal where the setting is."""
    marks = []
    at = 0
    for inline in inlines_below(inlines):
        if isinstance(inline, Text):
            at += len(inline.text)
        elif not isinstance(inline, Lifted | Footnote):
            target = getattr(inline, "target", "") or getattr(inline, "language", "")
            marks.append(f"{at}:{inline.kind}:{target}")
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

"""Headings -> the parts of a note with their questions and topics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.constructs.plain_values import printed_value
from pipeline.load.ids import is_id, slug
from pipeline.load.text.attributes import LAYOUT_HINTS, check_attributes, layout_hints_of
from pipeline.load.text.blocks import read_blocks
from pipeline.load.text.heading_words import heading_words
from pipeline.load.text.inlines import read_inlines
from pipeline.note.parts import Part, Question, Theme, Topic
from pipeline.note.text import Text
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.context import Context
    from pipeline.load.nodes import Node
    from pipeline.load.positions import Spot
    from pipeline.load.text.part_head import PartHead

_THEME: Final = 1
_QUESTION: Final = 2
_TOPIC: Final = 3
_UNNUMBERED: Final = "unnumbered"


@dataclass(slots=True)
class Section:
    """A heading, the nodes directly under it, and the sections inside it."""

    heading: Node
    nodes: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def at(self, level: int) -> list[Section]:
        """The sections directly inside this one whose headings have a level."""
        return [section for section in self.sections if section.heading.number == level]


def read_part(nodes: Sequence[Node], context: Context, head: PartHead) -> Part | None:
    """The part of one file, or None if it has no heading; findings are reported."""
    kind, number = context.kind, context.number
    section = _sections(nodes, context)
    if section is None:
        return None
    stem = f"-{number}" if kind.role == "theme" else f"-{kind.role}" + (f"-{number}" * bool(number))
    default = f"{kind.role}-{number}" if number else kind.role
    fields = _heading(section, context, default)
    if head.title:
        fields["title"] = (Text(text=head.title),)
    for signatory in head.signed:
        if signatory.picture is not None:
            context.gathered.figures.setdefault(signatory.picture, context.source.place(None))
    made = Theme if kind.role == "theme" else Part
    return made(
        role=kind.role,
        source=context.source.path,
        number=number,
        lead=head.lead,
        subtitle=head.subtitle,
        signed=head.signed,
        topics=_topics(section, context, f"topic{stem}"),
        questions=tuple(_questions(section, context, stem)),
        **fields,
    )


def _questions(section: Section, context: Context, stem: str) -> Iterator[Question]:
    if not context.kind.has_sections:
        return  # They have been refused.
    number = 0
    for place, part in enumerate(section.at(_QUESTION), 1):
        is_numbered = context.kind.numbers_sections and _UNNUMBERED not in part.heading.classes
        number += is_numbered
        yield Question(
            number=number if is_numbered else 0,
            **_heading(part, context, f"question{stem}-{place}"),
            topics=_topics(part, context, f"topic{stem}-{place}"),
        )


def _topics(section: Section, context: Context, stem: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(**_heading(part, context, f"{stem}-{place}"))
        for place, part in enumerate(section.at(_TOPIC), 1)
    )


def _heading(section: Section, context: Context, default: str) -> dict[str, Any]:
    """The fields that every heading has. ``default`` is its id if words give none."""
    node = section.heading
    marks = (*LAYOUT_HINTS, _UNNUMBERED) if node.number == _QUESTION else LAYOUT_HINTS
    check_attributes(node, context, classes=marks, keys=("short",), may_have_id=True)
    title = read_inlines(node.children, context.within("heading"))
    words = plain(title).strip()
    if not words:
        context.report("N112", "heading is empty", _hash_signs(node), "write its words after the #")
    if not section.nodes and not section.sections:
        kind = _name(node.number, context)
        hint = "write what was said under it, or remove the heading"
        at = heading_words(node).spot(0) if words else _hash_signs(node)
        context.report("N134", f"this {kind} has no text", at, hint)
    made = slug(words)
    name = context.ids.choose(node.id, made if is_id(made) else default, context.place(node))
    return {
        "id": name,
        "title": title,
        "short": printed_value(node.value("short"), context.language) or words,
        "blocks": read_blocks(section.nodes, replace(context, heading=name)),
        "layout_hints": layout_hints_of(node),
    }


def _sections(nodes: Sequence[Node], context: Context) -> Section | None:
    """Put each node under its heading; the outermost section is the file's ``#`` heading."""
    path: list[Section] = []
    for node in nodes:
        if node.kind == "Header":
            _open(Section(node), path, context)
        elif path:
            path[-1].nodes.append(node)
        else:
            hint = "begin the file with # and the title"
            context.report("N111", "text before the first heading", node, hint)
    if not path:
        context.report("N110", "the file has no heading", None, "begin it with # and the title")
        return None
    return path[0]


def _open(section: Section, path: list[Section], context: Context) -> None:
    """Put a section in its place at the end of the path of open sections."""
    level, signs = section.heading.number, "#" * section.heading.number
    spot, role = _hash_signs(section.heading), context.kind.role
    if not path:
        if level != _THEME:
            message = f"the first heading is {signs}, not #"
            context.report("N110", message, spot, "begin the file with # and the title")
        path.append(section)
    elif level == _THEME:
        hint = f"a file has one {role}: use ##, or begin a new file for the next {role}"
        if context.kind.is_single:
            hint = f"a note has one {role}, and its file one title"
        context.report("N110", "this is a second # heading in the file", spot, hint)
        path[-1].sections.append(section)
    elif level > (_TOPIC if context.kind.has_sections else _THEME):
        hint = f"the {role} has only one heading, its title"
        if context.kind.has_sections:
            hint = f"# is the {role}, ## a {_name(_QUESTION, context)}, ### a topic"
        context.report("N110", f"a {signs} heading is not allowed here", spot, hint)
        path[-1].sections.append(section)
    else:
        while len(path) > 1 and path[-1].heading.number >= level:
            path.pop()
        path[-1].sections.append(section)
        path.append(section)


def _name(level: int, context: Context) -> str:
    """What a heading of a level is called in the part at hand."""
    if level == _THEME:
        return context.kind.role
    if level == _QUESTION:
        return "question" if context.kind.numbers_sections else "section"
    return "topic" if level == _TOPIC else "heading"


def _hash_signs(heading: Node) -> Spot | None:
    """The place of the signs # of a heading."""
    return heading.spot and replace(heading.spot, length=heading.number)

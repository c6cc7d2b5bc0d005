"""Headings -> introduction and themes with their questions and topics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from pipeline.load.attributes import KNOBS, check_attributes, knobs_of
from pipeline.load.blocks import read_blocks
from pipeline.load.ids import is_id, slug
from pipeline.load.inlines import read_inlines
from pipeline.note.text import Introduction, Question, Text, Theme, Topic
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.load.context import Context
    from pipeline.load.syntax import Node


@dataclass(slots=True)
class Section:
    """A heading, the nodes directly under it, and the sections inside it."""

    heading: Node
    nodes: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)


def read_introduction(nodes: Sequence[Node], context: Context) -> Introduction | None:
    """Return the introduction, or None if it has no heading; findings are reported."""
    section = _sections(nodes, context, deepest=1)
    if section is None:
        return None
    return Introduction(**_heading(section, context, "introduction"))


def read_theme(
    nodes: Sequence[Node], context: Context, number: int, head: dict[str, str]
) -> Theme | None:
    """Return a theme, or None if it has no heading.

    ``head`` holds ``lead`` and perhaps ``subtitle`` and ``title`` from the head of the file.
    """
    section = _sections(nodes, context, deepest=3)
    if section is None:
        return None
    fields = _heading(section, context, f"theme-{number}")
    if "title" in head:
        fields["title"] = (Text(text=head["title"]),)
    topics = [part for part in section.sections if part.heading.number == 3]
    questions = [part for part in section.sections if part.heading.number == 2]
    return Theme(
        number=number,
        lead=head.get("lead", ""),
        subtitle=head.get("subtitle"),
        topics=_topics(topics, context, f"topic-{number}"),
        questions=tuple(
            _question(part, context, number, place) for place, part in enumerate(questions, 1)
        ),
        **fields,
    )


def _question(section: Section, context: Context, theme: int, number: int) -> Question:
    return Question(
        number=number,
        **_heading(section, context, f"question-{theme}-{number}"),
        topics=_topics(section.sections, context, f"topic-{theme}-{number}"),
    )


def _topics(sections: Sequence[Section], context: Context, stem: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(**_heading(section, context, f"{stem}-{place}"))
        for place, section in enumerate(sections, 1)
    )


def _heading(section: Section, context: Context, otherwise: str) -> dict[str, Any]:
    node = section.heading
    check_attributes(node, context, classes=KNOBS, keys=("short",), may_have_id=True)
    title = read_inlines(node.children, context.within("heading"))
    words = plain(title).strip()
    if not words:
        context.find("N112", "heading is empty", node, "write its words behind the #")
    place = context.source.place(node.spot)
    if node.id and is_id(node.id):
        name = context.ids.keep(node.id, place)
    else:
        made = slug(words)
        name = context.ids.make(made if is_id(made) else otherwise, place)
    return {
        "id": name,
        "title": title,
        "short": node.value("short") or words,
        "blocks": read_blocks(section.nodes, replace(context, heading=name)),
        "knobs": knobs_of(node),
    }


def _sections(nodes: Sequence[Node], context: Context, *, deepest: int) -> Section | None:
    """Put each node under its heading."""
    theme: Section | None = None
    path: list[Section] = []
    for node in nodes:
        if node.kind != "Header":
            if path:
                path[-1].nodes.append(node)
            else:
                context.find("N111", "text stands before the first heading", node, "begin with # ")
            continue
        section = Section(node)
        if theme is None:
            if node.number != 1:
                context.find("N110", "first heading is not the title", node, "begin with one #")
            theme, path = section, [section]
        elif node.number == 1:
            context.find("N110", "second # heading in a file", node, "one file is one theme")
        elif node.number > deepest:
            context.find("N110", f"heading with {'#' * node.number} cannot stand here", node)
        else:
            while len(path) > 1 and path[-1].heading.number >= node.number:
                path.pop()
            path[-1].sections.append(section)
            path.append(section)
    return theme

"""Headings -> the introduction, and themes with their questions and topics."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final

from pipeline.load.characters import collapse, curl
from pipeline.load.ids import is_id, slug
from pipeline.load.text.attributes import LAYOUT_HINTS, check_attributes, layout_hints_of
from pipeline.load.text.blocks import read_blocks
from pipeline.load.text.heading_words import heading_words
from pipeline.load.text.inlines import read_inlines
from pipeline.note.text import Introduction, Question, Text, Theme, Topic
from pipeline.note.walk import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.load.context import Context
    from pipeline.load.positions import Spot
    from pipeline.load.syntax import Node
    from pipeline.load.text.theme_head import ThemeHead

_THEME: Final = 1
_QUESTION: Final = 2
_TOPIC: Final = 3
_NAMES: Final = {_THEME: "theme", _QUESTION: "question", _TOPIC: "topic"}


@dataclass(slots=True)
class Section:
    """A heading, the nodes directly under it, and the sections inside it."""

    heading: Node
    nodes: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)

    def at(self, level: int) -> list[Section]:
        """The sections directly inside this one whose headings have a level."""
        return [section for section in self.sections if section.heading.number == level]


def read_introduction(nodes: Sequence[Node], context: Context) -> Introduction | None:
    """The introduction, or None if it has no heading; findings are reported."""
    section = _sections(nodes, context, deepest=_THEME)
    if section is None:
        return None
    return Introduction(**_heading(section, context, "introduction"))


def read_theme(
    nodes: Sequence[Node], context: Context, number: int, head: ThemeHead
) -> Theme | None:
    """The theme of one file, or None if it has no heading; findings are reported."""
    section = _sections(nodes, context, deepest=_TOPIC)
    if section is None:
        return None
    fields = _heading(section, context, f"theme-{number}")
    if head.title:
        fields["title"] = (Text(text=head.title),)
    return Theme(
        number=number,
        lead=head.lead,
        subtitle=head.subtitle,
        topics=_topics(section, context, f"topic-{number}"),
        questions=tuple(
            _question(part, context, number, place)
            for place, part in enumerate(section.at(_QUESTION), 1)
        ),
        **fields,
    )


def _question(section: Section, context: Context, theme: int, number: int) -> Question:
    return Question(
        number=number,
        **_heading(section, context, f"question-{theme}-{number}"),
        topics=_topics(section, context, f"topic-{theme}-{number}"),
    )


def _topics(section: Section, context: Context, stem: str) -> tuple[Topic, ...]:
    return tuple(
        Topic(**_heading(part, context, f"{stem}-{place}"))
        for place, part in enumerate(section.at(_TOPIC), 1)
    )


def _heading(section: Section, context: Context, default: str) -> dict[str, Any]:
    """The fields that every heading has. ``default`` is its id if words give none."""
    node = section.heading
    check_attributes(node, context, classes=LAYOUT_HINTS, keys=("short",), may_have_id=True)
    title = read_inlines(node.children, context.within("heading"))
    words = plain(title).strip()
    if not words:
        context.report("N112", "heading is empty", _hash_signs(node), "write its words after the #")
    if not section.nodes and not section.sections:
        kind = _NAMES.get(node.number, "heading")
        hint = "write what was said under it, or remove the heading"
        at = heading_words(node).spot(0) if words else _hash_signs(node)
        context.report("N134", f"this {kind} has no text", at, hint)
    made = slug(words)
    name = context.ids.choose(node.id, made if is_id(made) else default, context.place(node))
    return {
        "id": name,
        "title": title,
        "short": curl(collapse(node.value("short") or ""), context.language) or words,
        "blocks": read_blocks(section.nodes, replace(context, heading=name)),
        "layout_hints": layout_hints_of(node),
    }


def _sections(nodes: Sequence[Node], context: Context, *, deepest: int) -> Section | None:
    """Put each node under its heading; the outermost section is the file's ``#`` heading."""
    path: list[Section] = []
    for node in nodes:
        if node.kind == "Header":
            _open(Section(node), path, context, deepest)
        elif path:
            path[-1].nodes.append(node)
        else:
            hint = "begin the file with # and the title"
            context.report("N111", "text before the first heading", node, hint)
    if not path:
        context.report("N110", "the file has no heading", None, "begin it with # and the title")
        return None
    return path[0]


def _open(section: Section, path: list[Section], context: Context, deepest: int) -> None:
    """Put a section in its place at the end of the path of open sections."""
    level, signs = section.heading.number, "#" * section.heading.number
    spot = _hash_signs(section.heading)
    if not path:
        if level != _THEME:
            message = f"the first heading is {signs}, not #"
            context.report("N110", message, spot, "begin the file with # and the title")
        path.append(section)
    elif level == _THEME:
        hint = "a file has one theme: use ##, or begin a new file for the next theme"
        context.report("N110", "this is a second # heading in the file", spot, hint)
        path[-1].sections.append(section)
    elif level > deepest:
        hint = (
            _TOO_DEEP if deepest == _TOPIC else "the introduction has only one heading, its title"
        )
        context.report("N110", f"a {signs} heading is not allowed here", spot, hint)
        path[-1].sections.append(section)
    else:
        while len(path) > 1 and path[-1].heading.number >= level:
            path.pop()
        path[-1].sections.append(section)
        path.append(section)


_TOO_DEEP: Final = "# is the theme, ## a question, ### a topic"


def _hash_signs(heading: Node) -> Spot | None:
    """The place of the signs # of a heading."""
    return heading.spot and replace(heading.spot, length=heading.number)

"""What a reference can name: things with a label, themes, annexes and questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.note.parts import Part
from pipeline.note.text import Question
from pipeline.note.walk import blocks_below, plain
from pipeline.numbering.labels import sections_of
from pipeline.numbering.series import BY_KIND
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.text import Heading, Inlines
    from pipeline.numbering.labels import Labels, Sections
    from pipeline.numbering.series import Series


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference says of a thing.

    ``word`` begins the names of its interface words. ``number`` is its numeral, ``theme`` that of
    the theme or annex by which a question is told from others, and ``part`` the role and number
    of that. A thing of a series that
    this note does not number is named by its ``title``.
    """

    word: str
    number: str = ""
    theme: str = ""
    title: str = ""
    part: str = ""


def targets_of(note: Note, labels: Labels) -> Mapping[str, Target]:
    """Everything in a note that a reference can name, by its id."""
    found = {name: Target(label.series, label.number) for name, label in labels.items()}
    for _, headings in sections_of(note):
        for heading in headings:
            found |= dict(_unnumbered(_nodes(heading), labels))
    for part in note.parts:
        if part.number:
            found |= dict(_numbered(part))
    return found


def _numbered(part: Part) -> Iterator[tuple[str, Target]]:
    """Yield a theme or annex, and its questions that have a number."""
    numeral = numeral_of_part(kind_of(part.role), part.number)
    yield part.id, Target(part.role, numeral)
    for question in part.questions:
        if question.number:
            number, place = str(question.number), f"{part.role} {part.number}"
            yield question.id, Target("question", number, numeral, part=place)


def names_of_targets(text: Sections) -> Collection[str]:
    """The ids of everything that a reference can name, whether or not a style numbers it."""
    return {
        node.id
        for _, headings in sections_of(text)
        for heading in headings
        for node in _nodes(heading)
        if (isinstance(node, Part | Question) and node.number) or _series_of(node) is not None
    }


def _nodes(heading: Heading) -> Iterator[Any]:
    yield heading
    yield from blocks_below(heading.blocks)


def _series_of(node: Any) -> Series | None:
    """The series that counts a heading or block; None if there is none."""
    series = BY_KIND.get(getattr(node, "kind", type(node).__name__.lower()))
    return series if series is not None and series.is_counted(node) else None


def _unnumbered(nodes: Iterator[Any], labels: Labels) -> Iterator[tuple[str, Target]]:
    """Yield the things of series that this note does not number."""
    for node in nodes:
        series = _series_of(node)
        if series is not None and node.id not in labels:
            title: Inlines = getattr(node, "caption", ()) or getattr(node, "title", ())
            yield node.id, Target(series.word, title=plain(title))

"""What a reference can name: things with a label, themes, annexes and questions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.languages.digits import in_digits
from pipeline.note.parts import Part, Question
from pipeline.note.text import Box, Figure, Paragraph, Recommendation, Table
from pipeline.note.walk import headings_of, plain
from pipeline.numbering.series import counted
from pipeline.numerals import numeral_of_part
from pipeline.part_kinds import kind_of

if TYPE_CHECKING:
    from pipeline.note import Note
    from pipeline.note.text import Inlines
    from pipeline.numbering.labels import Labels
    from pipeline.numbering.series import CountedBlock, Sections


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


def targets_of(note: Note, labels: Labels, digits: str) -> Mapping[str, Target]:
    """Everything in a note that a reference can name, by its id; numbers are in ten digits."""
    found = {name: Target(label.series, label.number) for name, label in labels.items()}
    for one in counted(note):
        # What is of a series that this note does not number is named by its title.
        if one.id not in labels:
            found[one.id] = Target(one.series.word, title=plain(_title_of(one.block)))
    for part in note.parts:
        if part.number:
            found |= dict(_numbered(part, note.metadata.language, digits))
    return found


def _numbered(part: Part, language: str, digits: str) -> Iterator[tuple[str, Target]]:
    """Yield a theme or annex, and its questions that have a number."""
    numeral = in_digits(numeral_of_part(kind_of(part.role), part.number, language), digits)
    yield part.id, Target(part.role, numeral)
    for question in part.questions:
        if question.number:
            number = in_digits(str(question.number), digits)
            place = f"{part.role} {part.number}"
            yield question.id, Target("question", number, numeral, part=place)


def names_of_targets(text: Sections) -> Collection[str]:
    """The ids of everything that a reference can name, whether or not a style numbers it."""
    headings = (heading for part in text.parts for heading in headings_of(part))
    numbered = {one.id for one in headings if isinstance(one, Part | Question) and one.number}
    return numbered | {one.id for one in counted(text)}


def _title_of(block: CountedBlock) -> Inlines:
    match block:
        case Figure() | Table():
            return block.caption
        case Box():
            return block.title
        case Recommendation() | Paragraph():
            return ()

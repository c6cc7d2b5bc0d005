"""The lists of the works that a note cites: one at its end, or one in each part."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import TYPE_CHECKING, Final

from pipeline.languages.digits import in_digits
from pipeline.note.parts import Part, Question
from pipeline.note.text import Foreign, Text, Work, WorkList
from pipeline.note.types import is_language_tag
from pipeline.note.wording import is_own
from pipeline.workspace import BIBLIOGRAPHIES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.citing.answer import Work as Set
    from pipeline.citing.names import Names
    from pipeline.note import Note
    from pipeline.note.text import Inlines

_FILES: Final = "references"


def with_lists(note: Note, works: Sequence[Set], names: Names, words: Mapping[str, str]) -> Note:
    """A note with the lists of its works, under a title in the words of its language.

    A style that lists no works adds no list.
    """
    numbers, digits = count(1), words["digits"]
    parts: list[Part] = []
    for part in note.parts:
        owner = names.owner_of(part)
        found = _listed(note, works, names, owner, digits) if owner else ()
        if found:
            listed = WorkList(name=f"{_FILES}-{next(numbers)}", works=found)
            parts.append(_with_section(part, listed, names, words))
        else:
            parts.append(part)
    if found := _listed(note, works, names, "", digits):
        title = {"title": (Text(text=words["references"]),), "short": words["references"]}
        source = next((name for name in BIBLIOGRAPHIES if name in note.files), "")
        blocks = (WorkList(name=_FILES, works=found),)
        name = names.new("references")
        parts.append(Part(id=name, role="references", source=source, blocks=blocks, **title))
    return note.model_copy(update={"parts": tuple(parts)})


def _with_section(part: Part, listed: WorkList, names: Names, words: Mapping[str, str]) -> Part:
    section = Question(
        id=names.new(f"{part.id}-references"),
        number=0,
        title=(Text(text=words["references"]),),
        short=words["references"],
        blocks=(listed,),
    )
    return part.model_copy(update={"questions": (*part.questions, section)})


def _listed(
    note: Note, works: Sequence[Set], names: Names, owner: str, digits: str
) -> tuple[Work, ...]:
    return tuple(
        Work(
            id=names.in_list(work.key, owner),
            key=work.key,
            number=in_digits(work.number, digits),
            inlines=_in_language(work, note.metadata.language),
            citations=citations,
        )
        for work in works
        if (citations := names.citations_of(work.key, owner))
    )


def _in_language(work: Set, language: str) -> Inlines:
    """The words of a work, marked with its language if that is another one than the note's."""
    tag = work.language
    if not tag or is_own(tag, language) or not is_language_tag(tag):
        return work.inlines
    return (Foreign(language=tag, inlines=work.inlines),)

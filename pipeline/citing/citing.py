"""A note whose citations say what its style has them say, with the works that it cites."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.citing.answer import read_answer
from pipeline.citing.footnotes import number_footnotes
from pipeline.citing.lines import settle_line
from pipeline.citing.names import Names
from pipeline.citing.request import Request, answer_to
from pipeline.citing.works import with_lists
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.languages.digits import EUROPEAN, in_digits
from pipeline.note.replacing import replace_inlines, replace_lines
from pipeline.note.text import Citation, Footnote, Link, Paragraph, Text
from pipeline.pandoc import PandocRefusedError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.cache import Cache
    from pipeline.citing.answer import Answer
    from pipeline.citing.style import CitationStyle
    from pipeline.note import Note
    from pipeline.note.parts import Part
    from pipeline.note.text import Inlines

_TO_WORK: Final = "#ref-"
_NUMBER: Final = re.compile("[0-9]+")


def request_of(note: Note, style: CitationStyle) -> Request:
    """What pandoc is asked for a note."""
    return Request(note.cited, note.works, style.csl, note.metadata.language)


def cite_note(note: Note, style: CitationStyle, words: Mapping[str, str], cache: Cache) -> Note:
    """A note with its citations and its lists of works, in the words of its language.

    A note without citations, or whose citations are set, is returned as it is. Raises `SourceError`
    (N143) if pandoc refuses to set them, and what else `run_pandoc` raises.
    """
    if not note.cited or note.items:
        return note
    try:
        text = answer_to(request_of(note, style), cache)
    except PandocRefusedError as error:
        message = f"the citations cannot be set: pandoc says that {error}"
        hint = "try another --citation-style, to find out whether it or an entry is the cause"
        raise SourceError([Finding("N143", message, Place(note.slug), hint)]) from error
    answer = read_answer(text)
    names = Names(note, by_part=style.lists_by_theme)
    setting = _Setting(_by_place(note, answer), names, _numbers(answer, words["digits"]))
    parts = tuple(setting.part(part) for part in note.parts)
    cited = note.model_copy(update={"parts": parts, "items": _items(note, answer)})
    return with_lists(cited, answer.works, setting.names, words)


class _Setting:
    """Sets the citations of one note; ``names`` learns which citations lead to each work.

    ``numbers`` are those that a numeric style gives the works, by key: as it writes them, and in
    the digits of the note.
    """

    def __init__(
        self, said: Mapping[int, Inlines], names: Names, numbers: Mapping[str, tuple[str, str]]
    ) -> None:
        self.names = names
        self._numbers = numbers
        self._said = said
        self._has_notes = False

    def part(self, part: Part) -> Part:
        """A part of the note with its citations, its footnotes numbered."""
        self._part = part
        self._has_notes = False
        cited = replace_inlines(part, self._cite)
        if cited is part:
            return part
        settled = replace_lines(cited, settle_line)
        return number_footnotes(settled) if self._has_notes else settled

    def _cite(self, inline: Any) -> Any:
        if not isinstance(inline, Citation):
            return inline
        said = self._said.get(inline.place, ())
        name = self.names.of_citation(inline, self._part)
        inlines = tuple(self._named(one, name) for one in said)
        return inline.model_copy(update={"id": name, "inlines": inlines})

    def _named(self, inline: Any, name: str) -> Any:
        def other_for(one: Any) -> Any:
            if isinstance(one, Link) and one.target.startswith(_TO_WORK):
                key = one.target.removeprefix(_TO_WORK)
                target = self.names.of_work(key, self._part)
                inlines = _renumbered(one.inlines, *self._numbers.get(key, ("", "")))
                updates = {"target": f"#{target}", "to_work": True, "inlines": inlines}
                return one.model_copy(update=updates)
            return one

        if not isinstance(inline, Footnote):
            return replace_inlines((inline,), other_for)[0]
        self._has_notes = True
        blocks = tuple(
            Paragraph(id=f"{name}-text", inlines=replace_inlines(block.inlines, other_for))
            for block in inline.blocks
            if isinstance(block, Paragraph)
        )
        return Footnote(id=f"{name}-note", number=0, blocks=blocks)


def _numbers(answer: Answer, digits: str) -> Mapping[str, tuple[str, str]]:
    """The number of each work in a numeric style, by its key, where it is written otherwise."""
    if digits == EUROPEAN:
        return {}
    found = ((work.key, _NUMBER.search(work.number)) for work in answer.works)
    return {key: (one.group(), in_digits(one.group(), digits)) for key, one in found if one}


def _renumbered(inlines: Inlines, number: str, written: str) -> Inlines:
    """What a link to a work says, with its number as it is written here."""
    if not number:
        return inlines
    alone = re.compile(rf"(?<![0-9]){number}(?![0-9])")

    def write(inline: Any) -> Any:
        if not isinstance(inline, Text):
            return inline
        return inline.model_copy(update={"text": alone.sub(written, inline.text, count=1)})

    return replace_inlines(inlines, write)


def _items(note: Note, answer: Answer) -> dict[str, Mapping[str, Any]]:
    """The CSL items of the works cited: in the order of the list, or that of their citations."""
    keys = [work.key for work in answer.works] or [key for one in note.cited for key in one.keys]
    return {key: answer.items[key] for key in dict.fromkeys(keys) if key in answer.items}


def _by_place(note: Note, answer: Answer) -> Mapping[int, Inlines]:
    """What each citation says, by its place in the note."""
    places = [place for place, one in enumerate(note.cited) if one.source]
    return dict(zip(places, answer.citations, strict=True))

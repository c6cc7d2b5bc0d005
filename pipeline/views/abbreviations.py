"""Abbreviations, written out where a part of a note or a one-pager uses them first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pipeline.languages.punctuation import SENTENCE_ENDS
from pipeline.note.abbreviations import HYPHENS, LETTER, short_of, uses_by_leaf
from pipeline.note.replacing import lines_in, replace_inlines
from pipeline.note.text import Text
from pipeline.note.walk import headings_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.note import Note
    from pipeline.note.parts import Part
    from pipeline.note.text import Inlines

_SENTENCE_END: Final = re.compile(rf"(^|[:{SENTENCE_ENDS}]['”’»)]*\s*)$")
# An article, perhaps, that would no longer fit: an NGO, a non-governmental organisation.
_ARTICLE: Final = re.compile(r"\b[Aa]n? $")
_COMPOUND: Final = re.compile(rf"(?:[{HYPHENS}]{LETTER}+)*(?:[{HYPHENS}](?!\w))?")
# An ending that belongs to the short form (NGO’s, NGOs’), where the mark closes no quotation.
_ENDING: Final = re.compile(r"’(?:[a-z]{1,2}(?!\w)|(?!\w))")


def write_out(note: Note, words: Mapping[str, str]) -> Note:
    """A note in whose parts each abbreviation is written out at its first use.

    Not in headings, in words of another language or where its author has written it out.
    """
    if not note.abbreviations:
        return note
    parts = tuple(_written_out(part, note, words) for part in note.parts)
    return note.model_copy(update={"parts": parts})


def _written_out(part: Part, note: Note, words: Mapping[str, str]) -> Part:
    uses = FirstUses(note.abbreviations, words)
    titles = {id(heading.title) for heading in headings_of(part)}
    changed: dict[int, str] = {}
    for line in lines_in(part):
        if id(line) not in titles:
            changed |= uses.texts(line)
    written: Part = _replaced(part, changed)
    return written


def _replaced(tree: Any, texts: Mapping[int, str]) -> Any:
    def other_for(inline: Any) -> Any:
        text = texts.get(id(inline))
        return inline if text is None else inline.model_copy(update={"text": text})

    return replace_inlines(tree, other_for)


@dataclass(slots=True)
class FirstUses:
    """The abbreviations that a text, read line by line, has used so far.

    ``longs`` are the long forms by the short ones, ``words`` the interface words.
    """

    longs: Mapping[str, str]
    words: Mapping[str, str]
    used: set[str] = field(default_factory=set)

    def fork(self) -> FirstUses:
        """The same uses so far, for another way in which the text may go on."""
        return replace(self, used=set(self.used))

    def line(self, inlines: Inlines) -> Inlines:
        """The next line of the text, first uses written out."""
        changed = self.texts(inlines)
        line: Inlines = _replaced(inlines, changed) if changed else inlines
        return line

    def texts(self, inlines: Inlines) -> dict[int, str]:
        """What the texts of the next line become, by their identity; only those that change."""
        changed: dict[int, str] = {}
        for leaf, start, matches in uses_by_leaf(inlines, self.longs):
            if not isinstance(leaf, Text) or not matches:
                continue
            text = self._text(matches, start, start + len(leaf.text))
            if text != leaf.text:
                changed[id(leaf)] = text
        return changed

    def _text(self, matches: Sequence[re.Match[str]], start: int, end: int) -> str:
        """The text of a line from ``start`` to ``end``, first uses written out."""
        whole, written = matches[0].string, ""
        for stop, compound in groupby(matches, _end_of_compound):
            # One that marks divide is left to the next use: no bracket fits in it.
            fresh = [one for one in compound if self._is_first(one) and stop <= end]
            if fresh:
                match = fresh[0]
                self.used |= {short_of(one) for one in fresh}
                ending = whole[match.end() : stop] + _ending(match, stop, end)
                written += whole[start : match.start()]
                written += self._expanded(match, ending, self._longs(fresh))
                start = match.end() + len(ending)
        return written + whole[start:end]

    def _is_first(self, match: re.Match[str]) -> bool:
        return short_of(match) not in self.used and not _is_tied(match)

    def _longs(self, matches: Sequence[re.Match[str]]) -> str:
        """The long forms of what a compound uses for the first time."""
        return ", ".join(dict.fromkeys(self.longs[short_of(one)] for one in matches))

    def _expanded(self, match: re.Match[str], ending: str, long: str) -> str:
        before, after = match.string[: match.start()], match.string[match.end() + len(ending) :]
        if _is_written_out(before, after, long, is_compound=ending[:1] in {*HYPHENS}):
            return match[0] + ending
        form = self.words["written_out_plural" if match["plural"] else "written_out"]
        if ending or before.endswith(tuple(HYPHENS)) or _ARTICLE.search(before):
            form = self.words["short_first"]
        if form.startswith("{long}") and _SENTENCE_END.search(before):
            long = long[:1].upper() + long[1:]
        return form.format(long=long, short=match[0] + ending)


def _is_tied(match: re.Match[str]) -> bool:
    """Whether an abbreviation touches the number after it, so that no bracket can stand between."""
    return match.string[match.end() : match.end() + 1].isdigit()


def _end_of_compound(match: re.Match[str]) -> int:
    """Where the compound ends whose part an abbreviation is; its own end if there is none."""
    found = _COMPOUND.match(match.string, match.end())
    return found.end() if found else match.end()


def _ending(match: re.Match[str], start: int, end: int) -> str:
    """The apostrophe at ``start`` behind an abbreviation with its letters; else nothing."""
    found = _ENDING.match(match.string, start, end)
    if not found:
        return ""
    before = match.string[: match.start()]
    closes = found[0] == "’" and before.count("‘") > before.count("’")
    return "" if closes else found[0]


def _is_written_out(before: str, after: str, long: str, *, is_compound: bool) -> bool:
    in_brackets = not is_compound and before.endswith(("(", "（")) and after.startswith((")", "）"))
    return in_brackets or bool(re.match(rf"\s*[(（]{re.escape(long)}", after, re.IGNORECASE))

"""Abbreviations, written out where a part of a note uses them first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.note.replacing import replace_inlines
from pipeline.note.text import Foreign, Reference, Text
from pipeline.note.walk import headings_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.note.parts import Part

_SENTENCE_END: Final = re.compile(r"(^|[.!?:…。！？]['”’»)]*\s*)$")
# An article, perhaps, that would no longer fit: an NGO, a non-governmental organisation.
_ARTICLE: Final = re.compile(r"\b[Aa]n? $")


def write_out(note: Note, words: Mapping[str, str]) -> Note:
    """A note in whose parts each abbreviation is written out at its first use.

    Not in headings, in words of another language or where its author has written it out.
    """
    if not note.abbreviations:
        return note
    parts = tuple(_written_out(part, note, words) for part in note.parts)
    return note.model_copy(update={"parts": parts})


def _written_out(part: Part, note: Note, words: Mapping[str, str]) -> Part:
    titles = frozenset(id(inline) for heading in headings_of(part) for inline in heading.title)
    return replace_inlines(part, _Use(note.abbreviations, words, titles).other_for)


@dataclass(slots=True)
class _Use:
    """The abbreviations that a part of a note has used so far; ``titles`` are left as they are."""

    longs: Mapping[str, str]
    words: Mapping[str, str]
    titles: frozenset[int]
    used: set[str] = field(default_factory=set)

    def other_for(self, inline: Any) -> Any:
        """The same inline, or one with abbreviations written out."""
        if id(inline) in self.titles:
            return inline.model_copy()  # Another object, so that nothing in it is replaced.
        match inline:
            case Text():
                text = self._text(inline.text)
                return inline if text == inline.text else inline.model_copy(update={"text": text})
            case Foreign() | Reference():
                return inline.model_copy()
            case _:
                return inline

    def _text(self, text: str) -> str:
        for short in sorted(self.longs, key=len, reverse=True):
            if short not in self.used and (match := uses_of(short).search(text)):
                self.used.add(short)
                text = self._expanded(text, match, self.longs[short])
        return text

    def _expanded(self, text: str, match: re.Match[str], long: str) -> str:
        before, after = text[: match.start()], text[match.end() :]
        if _is_written_out(before, after, long):
            return text
        if _SENTENCE_END.search(before):
            long = long[:1].upper() + long[1:]
        form = "written_out_plural" if match["plural"] else "written_out"
        form = "short_first" if _ARTICLE.search(before) else form
        written = self.words[form].format(long=long, short=match[0])
        return f"{before}{written}{after}"


def uses_of(short: str) -> re.Pattern[str]:
    """A pattern that finds an abbreviation, or its plural, where it is a word of its own."""
    return re.compile(rf"(?<![\w/.@-]){re.escape(short)}(?P<plural>s?)(?![\w/@]|\.\w)")


def _is_written_out(before: str, after: str, long: str) -> bool:
    in_brackets = before.endswith(("(", "（")) and after.startswith((")", "）"))
    return in_brackets or bool(re.match(rf"\s*[(（]{re.escape(long)}", after, re.IGNORECASE))

"""Ids and short headings made from the words of headings and names."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Final

from pipeline.importing.vocabulary import any_word
from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.load.ids import is_id, is_reserved, numbered, slug

SHORT_LENGTHS: Final = {"introduction": 28, "theme": 28, "question": 34, "topic": 46}
"""The maximum length of a short heading, by kind of heading."""

_ID_WORDS: Final = 3
_LONGEST_ID: Final = 60
"""Letters of the longest id, of which the name of a file is made."""


@dataclass(slots=True)
class Names:
    """Assigns unique ids in a note in a language."""

    language: str
    taken: set[str] = field(default_factory=set)
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number that was appended to words."""
    anchors: dict[str, str] = field(default_factory=dict)
    """The ids by the names that the manuscript has for what they are given to."""

    def take(self, wanted: str, text: str, default: str) -> str:
        """The id wanted if it can be one and is free, else one made from words."""
        is_given = is_id(wanted) and len(wanted) <= _LONGEST_ID
        made = wanted if is_given else id_of(text, self.language) or default
        number = self.numbers.get(made, 1)
        name = numbered(made, number)
        while name in self.taken or is_reserved(name):
            number += 1
            name = numbered(made, number)
        self.numbers[made] = number
        self.taken.add(name)
        return name


def id_of(text: str, language: str) -> str:
    """An id from the telling words of a heading; empty if it has none in Latin letters."""
    parts = slug(text, 40).split("-")
    small = {slug(word) for word in _headings(language)["small"]}
    telling = [part for part in parts if part not in small and len(part) > 1] or parts
    made = "-".join(telling[:_ID_WORDS])[:_LONGEST_ID].rstrip("-")
    return made if is_id(made) else ""


def short_form(text: str, kind: str, language: str) -> str:
    """A heading cut to its length for menus at a place where it can end.

    A question loses its opening ("What are the ..."); no word is cut, and none is added.
    """
    limit = SHORT_LENGTHS[kind]
    if len(text) <= limit:
        return text
    phrase = _without_opening(text, language) if kind == "question" else text
    phrase = re.split(r"[:：(（?？]", phrase, maxsplit=1)[0].strip() or phrase
    kept = _whole_words(phrase, limit)
    linking = _headings(language)["linking"]
    short = _before_preposition(kept, limit // 3, linking) if kept != phrase else kept
    short = short.rstrip(" ,;–-’'“\"") or phrase[:limit]
    return short[:1].upper() + short[1:]


def _headings(language: str) -> Mapping[str, tuple[str, ...]]:
    """The words that say little in headings of a language; English ones for another."""
    known = find_language(language)
    alphabetic = known if known and known.is_alphabetic else language_of(DEFAULT)
    return alphabetic.importing.headings


@cache
def _openings(language: str) -> tuple[re.Pattern[str], ...]:
    """A pattern for the beginning of a question: a prelude, then interrogative words."""
    headings = _headings(language)
    prelude, asking, auxiliary, opening, article = (
        any_word(headings[key]) if headings[key] else "(?!)"
        for key in ("preludes", "asking", "auxiliary", "opening", "article")
    )
    asks = rf"¿?{asking}\s+(?:{auxiliary}\s+)+(?:{article}\s+)?"
    return (
        re.compile(rf"^¿?{prelude}\s*,\s*", re.IGNORECASE),
        re.compile(rf"^(?:{asks}|{opening}\s+(?:{article}\s+)?)", re.IGNORECASE),
    )


def _without_opening(text: str, language: str) -> str:
    for pattern in _openings(language):
        text = pattern.sub("", text)
    return text


def _whole_words(text: str, limit: int) -> str:
    """The words at the head of a text that fit a number of characters."""
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition(" ")[0] or text[:limit]


def _before_preposition(text: str, least: int, linking: Sequence[str]) -> str:
    """A text that was cut, cut again where it reads whole: at a comma or preposition."""
    clause = text.rpartition(",")[0]
    if len(clause) >= least:
        return clause
    parts = text.split()
    ends = [
        at
        for at in range(1, len(parts))
        if parts[at].lower() in linking and parts[at - 1].lower() not in linking
    ]
    for end in reversed(ends):
        shorter = " ".join(parts[:end])
        if len(shorter) >= least and not shorter.endswith(("-", ",")):
            return shorter
    while parts and parts[-1].lower() in linking:
        parts.pop()
    return " ".join(parts)

"""Ids and short headings made from the words of headings and names."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from pipeline.importing.vocabulary import any_of, words
from pipeline.load.ids import is_id, slug

SHORT_LENGTHS: Final = {"introduction": 28, "theme": 28, "question": 34, "topic": 46}
"""How many characters a short heading has at most, by kind of heading."""

_RESERVED: Final = frozenset({"contents", "participants", "observers", "imprint", "cover"})
_ID_WORDS: Final = 3
_PRELUDE: Final = re.compile(rf"^{any_of('headings', 'preludes')}\s*,\s*", re.IGNORECASE)
_AUXILIARY: Final = any_of("headings", "auxiliary")
_OPENING: Final = re.compile(
    rf"^(?:{any_of('headings', 'asking')}\s+(?:{_AUXILIARY}\s+)+(?:the\s+)?"
    r"|(?:is|are|do|does|can|could|should|will)\s+(?:there\s+)?)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Names:
    """Gives out ids, each once."""

    taken: set[str] = field(default_factory=lambda: set(_RESERVED))
    numbers: dict[str, int] = field(default_factory=dict)
    """The last number that was put behind words."""

    def take(self, wanted: str, text: str, otherwise: str) -> str:
        """Return the id wanted if it can be one and is free, else one made from words."""
        made = wanted if is_id(wanted) else id_of(text) or otherwise
        name, number = made, self.numbers.get(made, 1)
        while name in self.taken:
            number += 1
            name = f"{made}-{number}"
        self.numbers[made] = number
        self.taken.add(name)
        return name


def id_of(text: str) -> str:
    """Return an id from the telling words of a heading; empty if it has none in Latin letters."""
    parts = slug(text, 40).split("-")
    telling = [
        part for part in parts if part not in words("headings", "small") and len(part) > 1
    ] or parts
    made = "-".join(telling[:_ID_WORDS])
    return made if is_id(made) else ""


def short_of(text: str, kind: str) -> str:
    """Return a heading cut to its length for menus at a place where it can end.

    A question loses its opening ("What are the ..."); no word is cut, and none is added.
    """
    limit = SHORT_LENGTHS[kind]
    if len(text) <= limit:
        return text
    phrase = _OPENING.sub("", _PRELUDE.sub("", text)) if kind == "question" else text
    phrase = re.split(r"[:：(（?？]", phrase, maxsplit=1)[0].strip() or phrase
    kept = _whole_words(phrase, limit)
    short = _before_preposition(kept, limit // 3) if kept != phrase else kept
    short = short.rstrip(" ,;–-’'“\"") or phrase[:limit]
    return short[:1].upper() + short[1:]


def _whole_words(text: str, limit: int) -> str:
    """Return the words at the head of a text that fit a number of characters."""
    if len(text) <= limit:
        return text
    return text[: limit + 1].rpartition(" ")[0] or text[:limit]


def _before_preposition(text: str, least: int) -> str:
    """Return a text that was cut, cut again where it reads whole: at a comma or preposition."""
    clause = text.rpartition(",")[0]
    if len(clause) >= least:
        return clause
    parts = text.split()
    linking = words("headings", "linking")
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

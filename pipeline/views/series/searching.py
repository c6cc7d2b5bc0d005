"""The search of an index of many notes: the words of each note, and the files they stand in.

A reader's browser loads only the files that its words are in; ``templates/index/search.js`` does
there to what is typed what is done here to the entries. All of it is by note, so that a changed
note changes few files, and no order of the notes matters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pipeline.views.series.entries import IndexEntry

ID: Final = 10
"""The length of the identifier of a note."""
_DIGITS: Final = "0123456789abcdefghijklmnopqrstuv"
# Accents by themselves, the points of Hebrew, the vowel marks and the tatweel of Arabic, the nukta
# of Indian scripts, joiners and marks of direction: few readers type them.
_UNTYPED = re.compile(
    "[\u00ad\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u061c\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
    "\u093c\u200b\u200d-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
SAME: Final[Mapping[str, str]] = {
    "đ": "d",
    "ı": "i",
    "ς": "σ",
    "ٱ": "ا",
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "ة": "ه",
    "ە": "ه",
}
"""Letters that are taken for one another, to the one that they all become."""
_OTHERS = str.maketrans(dict(SAME))


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a note: those of its title, authors and subjects, and the others."""

    strong: frozenset[str]
    weak: frozenset[str]


def words_of(entry: IndexEntry) -> Words:
    """The words by which a note is found."""
    strong = (entry.title, entry.subtitle or "", entry.byline, *entry.subjects)
    weak = (
        *(entry.description, entry.series, entry.kind, entry.publisher, entry.day[:4]),
        *(one.label for one in entry.downloads.one_pagers.values()),
    )
    found = frozenset(split(" ".join(strong)))
    return Words(found, frozenset(split(" ".join(weak))) - found)


def split(text: str) -> Iterator[str]:
    """Yield the words of a text, folded; of Chinese every character and every two that are beside.

    Letters lose their accents and vowel marks, digits become those of ASCII.
    """
    for word in _runs(_folded(text)):
        if not is_han_character(word[0]):
            yield word
            continue
        yield from word
        yield from (word[at : at + 2] for at in range(len(word) - 1))


def _folded(text: str) -> str:
    plain = _UNTYPED.sub("", unicodedata.normalize("NFKD", text)).lower()
    return _UNTYPED.sub("", plain).translate(_OTHERS)


def is_han_character(character: str) -> bool:
    """Whether a character is written without spaces between words: an ideograph."""
    return "\u3400" <= character <= "\u9fff" or "\U00020000" <= character <= "\U0003ffff"


def _runs(text: str) -> Iterator[str]:
    """Yield runs of letters, marks and digits; ideographs are runs of their own."""
    run: list[str] = []
    was_han = False
    for character in text:
        is_word = unicodedata.category(character)[0] in "LMN"
        han = is_word and is_han_character(character)
        if run and (not is_word or han != was_han):
            yield "".join(run)
            run = []
        if is_word:
            run.append(_digit(character))
            was_han = han
    if run:
        yield "".join(run)


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def identifier(slug: str, day: str) -> str:
    """The identifier of a note: by it, a later day sorts behind an earlier one.

    ``day`` is in ISO 8601. Two notes of a day can have the same, which search then finds together.
    """
    number = date.fromisoformat(day).toordinal()
    digest = int.from_bytes(hashlib.sha256(slug.encode()).digest()[:4], "big")
    return _base32(number, 4) + _base32(digest, ID - 4)


def _base32(number: int, length: int) -> str:
    return "".join(_DIGITS[number >> 5 * place & 31] for place in reversed(range(length)))


def shards(notes: int) -> int:
    """The number of files that the words of so many notes are divided into."""
    return next((count for most, count in ((400, 16), (3000, 64)) if notes < most), 256)


def shard_of(word: str, count: int) -> int:
    """The file of a word: the same for all words with the same two first characters."""
    number = 0
    for character in word[:2]:
        number = (number * 31 + ord(character)) % 65521
    return number % count


Postings = dict[str, tuple[str, str]]
"""The notes of each word: identifiers one behind the other, for strong and for weak words."""


def merged(old: Postings, gone: frozenset[str], new: Iterable[tuple[str, str, bool]]) -> Postings:
    """Postings without some notes, and with new ones: word, identifier and whether it is strong."""
    found: dict[str, tuple[set[str], set[str]]] = {}
    for word, (strong, weak) in old.items():
        found[word] = (_ids(strong) - gone, _ids(weak) - gone)
    for word, one, is_strong in new:
        found.setdefault(word, (set(), set()))[0 if is_strong else 1].add(one)
    return {
        word: (_joined(strong), _joined(weak))
        for word, (strong, weak) in sorted(found.items())
        if strong or weak
    }


def _ids(text: str) -> set[str]:
    return {text[at : at + ID] for at in range(0, len(text), ID)}


def _joined(ids: set[str]) -> str:
    return "".join(sorted(ids, reverse=True))


def shown(entry: IndexEntry) -> list[str]:
    """What a result of a search shows: address, title, subtitle, authors, date, language."""
    address = f"{entry.slug}/{entry.main}"
    more = (entry.subtitle or "", entry.byline, entry.date, entry.language)
    return [address, entry.title, *more]

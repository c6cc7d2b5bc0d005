"""Words and sentences of a text, with their places in it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.importing.vocabulary import any_word
from pipeline.languages import languages
from pipeline.load.characters import HAN

_WORD: Final = re.compile(f"[{HAN}]|[^\\W_{HAN}]+(?:[’'][^\\W_]+)*")
_CLOSING: Final = "[’”“‘\"')\\]»]"
# Hebrew, Arabic and the scripts of India, in which no letter is a capital.
_UNCASED: Final = "\u0590-\u08ff\u0900-\u0dff"
_END: Final = re.compile(
    rf"[.!?…]{_CLOSING}*(?=\s+[\"“‘'„‚«(\[¿¡A-ZÀ-ÞА-ЯЁ0-9{_UNCASED}])"
    rf"|[。！？][」』”’）]*|[؟۔।॥]{_CLOSING}*(?=\s|$)|[.!?…]{_CLOSING}*\s*$"
)
_ORDINAL: Final = re.compile(r"(?<![\d.,])\d{1,2}\.$")
_LONGEST_SHORTENED: Final = 12
"""Letters of the longest abbreviation and one before it, to recognise where a word begins."""
_BLANKS: Final = re.compile(r"\s*")
_UNFINISHED: Final = re.compile(r"[\w,–-]$")
_CALL: Final = re.compile(r"[.!?…][\"”’»)]*\d{1,2}$")
"""The end of a sentence with the number of a note that was typed after it."""
_MARKER: Final = re.compile(r"[(]?(?:[a-z]|[ivx]{1,5})[)]\s")


@dataclass(frozen=True, slots=True)
class Word:
    """A word in lower case and its span of characters."""

    text: str
    start: int
    end: int


def words_of(text: str) -> list[Word]:
    """The words of a text; each Chinese character counts as one."""
    return [
        Word(match.group().replace("’", "'").casefold(), *match.span())
        for match in _WORD.finditer(text)
    ]


def sentences_of(text: str) -> list[tuple[int, int]]:
    """The start and end of each sentence of a text, without surrounding white space."""
    found, start = [], 0
    for match in _END.finditer(text):
        if match.group().startswith(".") and _continues_after(text, match.start() + 1):
            continue
        found.append((start, match.end()))
        start = _BLANKS.match(text, match.end()).end()  # type: ignore[union-attr] # matches ""
    if start < len(text.rstrip()):
        found.append((start, len(text.rstrip())))
    return found


def _continues_after(text: str, stop: int) -> bool:
    """Whether a full stop, which ends at ``stop``, belongs to an abbreviation or ordinal."""
    start = max(0, stop - _LONGEST_SHORTENED)
    if _abbreviation().search(text, start, stop):
        return True
    return _ORDINAL.search(text, start, stop) is not None and bool(_numbered().match(text, stop))


@cache
def _abbreviation() -> re.Pattern[str]:
    listed = [word for one in languages() for word in one.abbreviations]
    known = any_word((*listed, *(word[0].upper() + word[1:] for word in listed)))
    return re.compile(rf"(?:(?<!\w){known}|\b[A-ZА-ЯЁ]\.)$")


@cache
def _numbered() -> re.Pattern[str]:
    """A pattern for what follows an ordinal number, such as a month in German."""
    found: list[str] = []
    for language in languages():
        for form in language.dates.forms:
            _, stop, rest = form.partition("{day}. ")
            if stop:
                found += language.dates.numbers if rest == "{month}" else [rest]
    return re.compile(rf"\s+{any_word(tuple(found))}\b" if found else "(?!)")


def ends_mid_sentence(text: str) -> bool:
    """Whether a paragraph stops in the middle of a sentence."""
    text = text.rstrip()
    return _UNFINISHED.search(text) is not None and _CALL.search(text[-8:]) is None


def begins_mid_sentence(text: str) -> bool:
    """Whether a paragraph begins in the middle of a sentence, and not with "(a)"."""
    if _MARKER.match(text.lstrip()):
        return False
    first = text.lstrip("‘'(")[:1]
    return first.islower()

"""The language of a manuscript: as it says itself, else guessed; and the Chinese in it."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.languages import (
    DEFAULT,
    HAN_TAG,
    beside_han,
    find_language,
    han_forms,
    language_name,
    languages,
    meant_tag,
    other_letters,
    other_small_words,
    own_scripts,
    shared_words,
)
from pipeline.load.characters import HAN
from pipeline.load.languages import is_language

if TYPE_CHECKING:
    from pipeline.importing.ledger import Ledger

_HAN: Final = re.compile(f"[{HAN}]")
_HAN_RUN: Final = re.compile(f"[{HAN}](?:[{HAN} ·]*[{HAN}])?")
_WORD: Final = re.compile(r"[^\s\d.,;:!?()\[\]{}«»“”„‘’\"'…–—/|*_#<>।॥۔،؛؟٪·]+")
# Longer texts tell nothing more.
_SAMPLE: Final = 200_000
_LEAST_HAN: Final = 0.4
# A text has so many of its words among the common ones; with fewer a guess is less sure.
_USUAL_SHARE: Final = 0.06
_CONTRADICTED: Final = 0.8
_FEW_WORDS: Final = 30


def settle_language(declared: str, text: str, ledger: Ledger) -> str:
    """The tag of a manuscript's language, entered in the ledger.

    ``declared`` is what the file says of itself, empty if nothing. A file that says what its words
    contradict, as word processors that are set to another language do, is not believed.
    """
    guess, sure = guess_language(text)
    tag = tag_of(declared)
    is_other = tag.partition("-")[0] != guess.partition("-")[0]
    many = len(_WORD.findall(text[:_SAMPLE])) >= _FEW_WORDS
    if tag and not (is_other and many and sure >= _CONTRADICTED):
        found = guess if tag == guess.partition("-")[0] else tag
        sure = 0.95 if is_other else 1.0
        why = "the file says so"
    else:
        found = guess
        why = "guessed from its most common words and its script"
        if tag:
            why += f"; the file says {declared}"
    ledger.recognise("language", found, 0, sure, why)
    _complete(found, sure, ledger)
    return found


def _complete(tag: str, sure: float, ledger: Ledger) -> None:
    if find_language(tag) is None:
        why = (
            f"the manuscript is in {language_name(tag)}, for which notepress has no words: "
            f"write words/{tag}.yaml in the style, or import it again with --language"
        )
        ledger.complete("note.yaml: language", tag, why)
    elif sure < 0.5:
        why = "which language the text is in; nothing in it tells"
        ledger.complete("note.yaml: language", tag, why)


def tag_of(declared: str) -> str:
    """The tag that a file means by what it says of its language; empty if it means none."""
    given = declared.strip().split(",")[0].split(".")[0].replace("_", "-")
    meant = meant_tag(given.lower()) or _named(given.lower())
    head, *rest = (meant or given).split("-")
    parts = [
        one.title() if len(one) == 4 else one.upper() if len(one) == 2 else one for one in rest
    ]
    tag = "-".join((head.lower(), *parts))
    return tag if is_language(tag) else ""


def _named(name: str) -> str | None:
    return next((one.tag for one in languages() if one.name.lower() == name), None)


def guess_language(text: str) -> tuple[str, float]:
    """The language tag of a text and how sure that is, from 0 to 1.

    Chinese and languages with a script of their own are recognised by their characters, others by
    their short words. Without any of these, the text counts as English with no confidence.
    """
    text = text[:_SAMPLE].lower()
    letters = sum(character.isalpha() for character in text) or 1
    if found := _by_script(text, letters):
        return found
    words = [word for word in _WORD.findall(text) if any(map(str.isalpha, word))]
    counts: defaultdict[str, float] = defaultdict(float)
    known = 0
    for word in words:
        tags = _tags_of(word)
        known += bool(tags)
        for tag in tags:
            counts[tag] += 1 / len(tags)
    if not counts:
        return DEFAULT, 0.0
    for letter, times in Counter(text).items():
        alike = [tag for tag, letters in other_letters().items() if letter in letters]
        for tag in alike:
            if tag in counts:
                counts[tag] += times / len(alike) / 2
    best = max(counts, key=lambda tag: counts[tag])
    second = max((count for tag, count in counts.items() if tag != best), default=0.0)
    share = counts[best] / (counts[best] + second)
    usual = min(1.0, known / len(words) / _USUAL_SHARE)
    return best, round(share * usual, 2)


def _by_script(text: str, letters: int) -> tuple[str, float] | None:
    shares = {
        tag: len(re.findall(f"[{span}]", text)) / letters for tag, span in own_scripts().items()
    }
    han = len(_HAN.findall(text)) / letters
    for tag, least in beside_han().items():
        if shares[tag] > least and han + shares[tag] > _LEAST_HAN:
            return tag, min(1.0, round(han + shares[tag] + 0.3, 2))
    if han > _LEAST_HAN:
        return _form_of_han(text), min(1.0, round(han + 0.3, 2))
    best = max(shares, key=lambda tag: shares[tag])
    return (best, min(1.0, round(shares[best] + 0.3, 2))) if shares[best] > _LEAST_HAN else None


def _form_of_han(text: str) -> str:
    counts = Counter(text)
    forms = {tag: sum(counts[one] for one in characters) for tag, characters in han_forms().items()}
    best = max(forms, key=lambda tag: forms[tag])
    return best if forms[best] > forms[HAN_TAG] else HAN_TAG


@cache
def _words() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    lists = {language.tag: language.importing.small_words for language in languages()}
    for table in (other_small_words(), lists, shared_words()):
        for tag, words in table.items():
            for word in words:
                found.setdefault(word, []).append(tag)
    return {word: tuple(dict.fromkeys(tags)) for word, tags in found.items()}


def _tags_of(word: str) -> tuple[str, ...]:
    return _words().get(word, ())


def chinese_in(text: str) -> list[tuple[int, int]]:
    """The stretches of Chinese in a text, as pairs of start and end."""
    return [match.span() for match in _HAN_RUN.finditer(text)]


def han_part(line: str) -> str:
    """The Chinese of a line that is partly Chinese, its inner spaces kept."""
    return " ".join(line[start:end] for start, end in chinese_in(line)).strip()


def latin_part(line: str) -> str:
    """The non-Chinese part of a line that is partly Chinese."""
    for start, end in reversed(chinese_in(line)):
        line = f"{line[:start]} {line[end:]}"
    return re.sub(r"\s+", " ", line).strip().lstrip(",;/ ")

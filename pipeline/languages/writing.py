"""Scripts: which one a language is written in, and which ones the letters of a text are of."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from pipeline.languages.files import find_language
from pipeline.languages.scripts import letters_by_tag
from pipeline.languages.writing_systems import WRITING_SYSTEMS, WritingSystem

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROWS: Final = {row.code: row for row in WRITING_SYSTEMS}
_SPANS: Final = tuple((span, row) for row in WRITING_SYSTEMS for span in row.letters)
_EAST_ASIAN_SCRIPTS: Final = frozenset({"Hans", "Hant", "Jpan", "Kore"})
_EUROPEAN: Final = frozenset({"Latn", "Cyrl", "Grek"})
LATIN: Final = "Latn"
"""The script of all languages that nothing else is known of."""


def writing_system(code: str) -> WritingSystem:
    """The row of a script. Raises KeyError if there is none."""
    return _ROWS[code]


@cache
def script_of(tag: str) -> str:
    """The script in which a language is written: of its tag, its file or the table, or Latin.

    A script of a tag that has no row, such as Latf, is taken for Latin.
    """
    primary, *others = tag.split("-")
    own = next((one.title() for one in others if len(one) == 4 and one.isalpha()), "")
    if own:
        return own if own in _ROWS else LATIN
    listed = {name.lower(): row.code for row in WRITING_SYSTEMS for name in row.primary}
    found = listed.get(tag.lower())
    if found is None and (known := find_language(tag)) is not None:
        found = known.script
    return found or listed.get(primary.lower(), LATIN)


@cache
def script_of_letter(character: str) -> str:
    """The script that a letter belongs to; empty for what scripts share."""
    point = ord(character)
    return next((row.code for (first, last), row in _SPANS if first <= point <= last), "")


def is_european(code: str) -> bool:
    """Whether a script is set in the faces for Latin."""
    return code in _EUROPEAN


def letters_of(codes: tuple[str, ...]) -> str:
    """The letters of scripts, as the inside of a class of a regular expression."""
    spans = (span for code in codes for span in _ROWS[code].letters)
    return "".join(f"{re.escape(chr(first))}-{re.escape(chr(last))}" for first, last in spans)


def scripts_in(text: str) -> frozenset[str]:
    """The scripts of the letters in a text, but those set in the faces for Latin."""
    return frozenset(row.code for row, letters in _patterns() if letters.search(text))


@cache
def _patterns() -> tuple[tuple[WritingSystem, re.Pattern[str]], ...]:
    rows = (row for row in WRITING_SYSTEMS if row.letters and not is_european(row.code))
    return tuple((row, re.compile(f"[{letters_of((row.code,))}]")) for row in rows)


@dataclass(frozen=True, slots=True)
class Run:
    """Letters of one script in a text, from its first word to its last, and where they begin."""

    start: int
    text: str
    system: WritingSystem

    @property
    def tag(self) -> str:
        """The language that its letters are of, or the one most often written in the script."""
        known = letters_by_tag()
        found = {tag: len(set(known.get(tag, "")) & set(self.text)) for tag in self.system.primary}
        return max(found, key=lambda tag: found[tag], default="")


def foreign_runs(text: str, tag: str) -> Iterator[Run]:
    """Yield the runs of a text in a language that are in another script than that is written in.

    Latin letters are at home everywhere, as are Chinese ones among kana and Hangul. What stands
    between two words of a run, such as spaces and marks, is part of it.
    """
    if text.isascii():
        return
    for found in _foreign(script_of(tag)).finditer(text):
        yield Run(found.start(), found.group(), _ROWS[str(found.lastgroup)])


@cache
def _foreign(script: str) -> re.Pattern[str]:
    """All runs in other scripts than one; each is a group named by its script."""
    own = {LATIN, script, *(_EAST_ASIAN_SCRIPTS if script in _EAST_ASIAN_SCRIPTS else ())}
    runs = []
    for row in WRITING_SYSTEMS:
        if row.letters and row.code not in own:
            letters = letters_of((row.code,))
            word = f"[{letters}]" + (f"{{{row.least},}}" if row.least > 1 else "")
            between = "[^\\w\\n]|[\u0300-\u036f]"
            runs.append(f"(?P<{row.code}>{word}(?:(?:{between})*[{letters}]+)*)")
    return re.compile("|".join(runs))


def script_name(code: str, language: str) -> str:
    """The name of a script in a language, as the CLDR has it; the English one if it has none."""
    from pipeline.languages.dates import locale_of

    return str(locale_of(language).scripts.get(code, _ROWS[code].name))


def own_script_name(language: str) -> str:
    """The name of the script of a language in it: its own where that is the name of another one.

    Persian calls its letters Arabic.
    """
    from pipeline.languages.dates import locale_of

    locale, name = locale_of(language), script_name(script_of(language), language)
    others = {one for tag, one in locale.languages.items() if tag != locale.language}
    return str(locale.get_language_name(locale)) if name in others else name


def languages_of(code: str) -> Iterator[str]:
    """Yield the tags by which a style sheet knows the languages of a script."""
    row = _ROWS[code]
    for tag in row.primary:
        yield tag
        if "-" in tag:
            yield f"{tag.partition('-')[0]}-{code}"

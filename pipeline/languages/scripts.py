"""Languages that may have no file: their scripts, and likely misspellings of tags."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

from pipeline.languages.files import find_language, languages

if TYPE_CHECKING:
    from collections.abc import Mapping

HAN_TAG: Final = "zh-Hans"
"""The tag for text in Chinese characters whose language is not given."""


Direction = Literal["ltr", "rtl"]


@cache
def _table() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "scripts.toml").read_text("utf-8"))


def is_han(tag: str) -> bool:
    """Whether a language is written with Chinese characters, alone or among others."""
    return tag.partition("-")[0].lower() in _table()["han"]


def undetermined(direction: Direction) -> str:
    """The tag of a text that is written in a direction, in a language that nobody told."""
    return "und-Hebr" if direction == "rtl" else "und-Latn"


@cache
def direction_of(tag: str) -> Direction:
    """The direction in which a language is written, as its tag, its file or our list has it.

    A script in the tag decides, such as that of `az-Arab`; a language that nothing is known of is
    taken to be written from left to right.
    """
    primary, *others = tag.split("-")
    script = next((one.title() for one in others if len(one) == 4 and one.isalpha()), "")
    if script:
        return "rtl" if script in _table()["right_to_left"]["scripts"] else "ltr"
    if (found := find_language(tag)) is not None:
        return found.direction
    return "rtl" if primary.lower() in _table()["right_to_left"]["languages"] else "ltr"


def is_right_to_left(tag: str) -> bool:
    """Whether a language is written from right to left."""
    return direction_of(tag) == "rtl"


def word_tag(tag: str) -> str:
    """The name by which Word knows a language written with Chinese characters."""
    return str(_table()["word"].get(tag, tag))


def has_straight_citations(tag: str) -> bool:
    """Whether citations in a language have straight quotation marks, unless they are given."""
    return tag.partition("-")[0].lower() in _table()["citations"]["straight"]


def meant_tag(name: str) -> str | None:
    """The tag that is meant by something else, such as a country or a name; or None."""
    known: dict[str, str] = dict(_table()["meant"])
    for language in languages():
        known |= language.meant
    return known.get(name)


def own_scripts() -> Mapping[str, str]:
    """The languages that have a script for themselves, by tag: the ranges of its characters."""
    return dict(_table()["scripts"])


def han_forms() -> Mapping[str, frozenset[str]]:
    """Characters that only one form of Chinese has, by the tag of the form."""
    return {tag: frozenset(characters) for tag, characters in _table()["han_forms"].items()}


def beside_han() -> Mapping[str, float]:
    """Languages that have a script of their own beside Chinese characters, and its least share."""
    return dict(_table()["beside_han"])


def windows_tag(number: str) -> str:
    """The tag of the number by which Windows knows a language (MS-LCID); empty if not known."""
    return str(_table()["windows"].get(number, ""))


def other_small_words() -> dict[str, frozenset[str]]:
    """Common words of languages that have no file, by tag."""
    known: dict[str, str] = _table()["small_words"]
    filed = {language.tag.partition("-")[0] for language in languages()}
    return {tag: frozenset(words.split()) for tag, words in known.items() if tag not in filed}


def shared_words() -> dict[str, frozenset[str]]:
    """Common words that are common in other languages as well, by tag."""
    known: dict[str, str] = _table()["shared_words"]
    return {tag: frozenset(words.split()) for tag, words in known.items()}


def other_letters() -> dict[str, frozenset[str]]:
    """Letters by which languages that have no file are known, by tag."""
    known: dict[str, str] = _table()["letters"]
    return {tag: frozenset(letters) for tag, letters in known.items() if tag in other_small_words()}


def face_of_script(language: str, script: str, face: str) -> str:
    """Words of a language for the face in which a script is set, such as "Arabic in Amiri"."""
    words = _table()["face_of_script"].get(language.partition("-")[0], "{script}: {face}")
    return str(words.format(script=script, face=face))


def letters_by_tag() -> Mapping[str, str]:
    """Letters by which languages that share a script are told, by tag, with a file or without."""
    letters: dict[str, str] = _table()["script_letters"]
    return letters


def language_name(tag: str) -> str:
    """The English name of a language; its tag if that is not known."""
    primary = tag.partition("-")[0]
    named = next((one.name for one in languages() if one.tag.partition("-")[0] == primary), "")
    return named or str(_table()["names"].get(primary, tag))

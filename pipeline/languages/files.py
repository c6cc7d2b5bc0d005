"""Read the files of languages, each once and only on use."""

from __future__ import annotations

import tomllib
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pipeline.languages.counted import flat_words
from pipeline.languages.digits import DIGITS, WORD
from pipeline.languages.language import (
    Case,
    Codes,
    Dates,
    FirstNote,
    Formulas,
    Importing,
    Language,
    Spaces,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

DEFAULT: Final = "en"
"""The language of notepress itself, and of whatever no other is known for."""
NEW_NOTE: Final = "en-GB"
"""The language of a new note, unless another is given."""

_FOLDER: Final = Path(__file__).parent
_NO_LANGUAGE: Final = "scripts.toml"
_TABLES: Final = {
    "codes": Codes,
    "spaces": Spaces,
    "dates": Dates,
    "formulas": Formulas,
    "importing": Importing,
    "first_note": FirstNote,
}
_Table = TypeVar("_Table")


@cache
def tags() -> tuple[str, ...]:
    """List the primary subtags of the languages that have a file, in order."""
    names = (entry.name for entry in _FOLDER.iterdir())
    return tuple(
        sorted(n.removesuffix(".toml") for n in names if n.endswith(".toml") and n != _NO_LANGUAGE)
    )


def languages() -> tuple[Language, ...]:
    """Read every language that has a file, in the order of their tags."""
    return tuple(language_of(tag) for tag in tags())


@cache
def find_language(tag: str) -> Language | None:
    """Find the language of a tag of BCP 47, as its region has it; None if it has no file."""
    primary = tag.partition("-")[0].lower()
    return _read(primary, tag.lower()) if primary in tags() else None


def language_of(tag: str) -> Language:
    """Find the language of a tag that has a file. Raises KeyError for any other."""
    found = find_language(tag)
    if found is None:
        raise KeyError(tag)
    return found


def decimal_sign(tag: str) -> str:
    """The sign before the fraction of a number; a full stop for a language that has no file."""
    found = find_language(tag)
    return "." if found is None else found.decimal


@cache
def file_of(primary: str) -> Mapping[str, Any]:
    """Read the file of a language, for all that it says."""
    return tomllib.loads(_FOLDER.joinpath(f"{primary}.toml").read_text("utf-8"))


def _read(primary: str, tag: str) -> Language:
    data = dict(file_of(primary))
    for variant in data.pop("variants", ()):
        if tag in {one.lower() for one in variant["tags"]}:
            data = _overlaid(data, variant)
    data.update(data.pop("quotation_marks"))
    data["words"] = {**flat_words(data["words"]), WORD: DIGITS[data["digits"]]}
    tables: dict[str, Any] = {name: _made(kind, data.pop(name)) for name, kind in _TABLES.items()}
    cases = tuple(_made(Case, one) for one in data.pop("cases"))
    return _made(Language, {**data, **tables, "cases": cases})


def _overlaid(data: dict[str, Any], variant: Mapping[str, Any]) -> dict[str, Any]:
    """The tables of a language with what is different in a region."""
    own = {name: value for name, value in variant.items() if name != "tags"}
    return {
        **data,
        **{
            name: {**data[name], **value} if isinstance(value, dict) else value
            for name, value in own.items()
        },
    }


def _made(kind: type[_Table], table: Mapping[str, Any]) -> _Table:
    """A table as what it is. Raises KeyError for a key that is missing or not known."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]
    if different := known ^ table.keys():
        raise KeyError(f"{kind.__name__}: {', '.join(sorted(different))}")
    return kind(**{name: _frozen(value) for name, value in table.items()})


def _frozen(value: Any) -> Any:
    match value:
        case list():
            return tuple(value)
        case dict():
            return {key: _frozen(part) for key, part in value.items()}
        case _:
            return value

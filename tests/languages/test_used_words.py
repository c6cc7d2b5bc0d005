"""Every interface word is one that something writes, and whatever is written is there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

from pipeline.languages import DEFAULT, language_of
from pipeline.languages.counted import word_of
from pipeline.note.authors import AuthorRole
from pipeline.note.identifiers import BookFormat, Issns
from pipeline.numbering.series import SERIES
from pipeline.part_kinds import PART_KINDS

PACKAGE = Path(__file__).parents[2] / "pipeline"
WORDS = {word_of(name) for name in language_of(DEFAULT).words}
BUILT = {
    *(f"author_{role}" for role in get_args(AuthorRole)),
    *(f"access_{part}" for part in ("cover", "figures", "languages", "pages", "text")),
    *(f"{name}_line" for name in ("source", "note")),
    *(f"isbn_{edition}" for edition in get_args(BookFormat)),
    *(f"issn_{medium}" for medium in Issns.model_fields),
    *("question_reference", "question_references"),
}
"""Words whose names are put together where they are used."""


def numbered() -> Iterator[str]:
    """The words of what has a number."""
    for series in SERIES:
        forms = ("alone", "label", "reference", "references")
        yield from (f"{series.word}_{form}" for form in forms)
    for kind in PART_KINDS:
        if not kind.is_single:
            forms = ("reference", "references")
            yield from (f"{kind.role}_{form}" for form in forms)
            yield from (f"question_of_{kind.role}_{form}" for form in forms)
        if kind.label:
            yield kind.label


def named() -> Iterator[str]:
    """The words that code or a template names: in quotation marks, or behind ``words.``."""
    for path in PACKAGE.rglob("*.py"):
        yield from re.findall(r'"(\w+)"', path.read_text("utf-8"))
    for path in (PACKAGE / "templates").rglob("*.*"):
        text = path.read_text("utf-8")
        yield from re.findall(r"\bwords\.(\w+)", text)
        yield from re.findall(r"\bwords\[['\"](\w+)['\"]\]", text)


def test_every_word_is_used() -> None:
    unused = WORDS - {*BUILT, *numbered(), *named()}
    assert unused == set(), "no code, template, kind of part or row of numbering/series.py has them"


def test_every_word_that_is_built_is_there() -> None:
    missing = {*BUILT, *numbered()} - WORDS
    assert missing == set(), f"pipeline/languages/{DEFAULT}.toml has no such words"

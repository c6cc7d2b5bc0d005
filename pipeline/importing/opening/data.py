"""What is read of a manuscript, whatever kind of file it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.importing.citations.references import References
from pipeline.importing.facts.given import Given

if TYPE_CHECKING:
    from pipeline.importing.reading.looks import Look
    from pipeline.importing.reading.word_charts import WordChart


WORD_FILES: Final = frozenset({".docm", ".docx", ".dotx"})
"""Endings of the names of Word files."""
PAGES: Final = frozenset({".htm", ".html", ".xhtml"})
"""Endings of the names of web pages."""


@dataclass(frozen=True, slots=True)
class ManuscriptFile:
    """A file that is read: the ending of its name in small letters, and its bytes."""

    ending: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript that was read.

    ``document`` is pandoc's syntax tree. ``outside`` are words outside the text, and where.
    ``pictures`` are by the path that the tree names. ``looks`` are those of the paragraphs of a
    Word file, by the numbers in the tree. ``marks_lost`` are words with a mark that no note has,
    and what becomes of the mark. ``references`` are the works cited, ``given`` the facts in the
    metadata and properties. ``language`` is what the manuscript says of its language, empty if
    nothing; ``files`` are those it was read from. ``charts`` are those that Word draws, by the
    path that the tree names.
    """

    name: str
    document: dict[str, Any]
    outside: tuple[tuple[str, str], ...]
    pictures: Mapping[str, bytes]
    looks: tuple[Look, ...] = ()
    marks_lost: tuple[tuple[str, str], ...] = ()
    references: References = field(default_factory=References)
    given: Given = field(default_factory=Given)
    language: str = ""
    files: tuple[ManuscriptFile, ...] = ()
    charts: Mapping[str, WordChart] = field(default_factory=dict)

"""A manuscript file, read through pandoc: its syntax tree and its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError
from pipeline.importing.citations.references import References
from pipeline.importing.dialects import read_dialects
from pipeline.importing.dialects.callouts import settle_callouts
from pipeline.importing.facts.given import Given
from pipeline.importing.markup.markdown_readers import PLAIN, reader_of
from pipeline.importing.markup.raw_html import read_raw_html
from pipeline.importing.markup.raw_tex import take_out_tex
from pipeline.importing.markup.yaml_head import as_typed, split_head
from pipeline.importing.reading.cited.in_markdown import mark_citations, take_references
from pipeline.importing.reading.formulas import escape_dollars
from pipeline.importing.reading.given_metadata import take_given
from pipeline.importing.reading.looks import take_marks
from pipeline.importing.reading.parsing import check_footnotes, parse, refusal
from pipeline.importing.reading.picture_files import find_pictures
from pipeline.importing.reading.plain_text import decode, keep_definitions, prepare
from pipeline.importing.reading.word_file import read_word_file

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.importing.ledger import Ledger
    from pipeline.importing.reading.looks import Look

_WORD: Final = "docx+styles-auto_identifiers"
_PAGE: Final = "html-auto_identifiers"
_PAGES: Final = frozenset({".htm", ".html", ".xhtml"})
_TEXTS: Final = frozenset({".markdown", ".md", ".qmd", ".rmd", ".txt"})
_LONGEST: Final = 50_000_000


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript that was read.

    ``document`` is pandoc's syntax tree. ``outside`` are words outside the text, and where.
    ``pictures`` are by the path that the tree names. ``looks`` are those of the paragraphs of a
    Word file, by the numbers in the tree. ``marks_lost`` are words with a mark that no note has,
    and what becomes of the mark. ``references`` are the works cited, ``given`` the facts in the
    metadata and properties.
    """

    name: str
    document: dict[str, Any]
    outside: tuple[tuple[str, str], ...]
    pictures: Mapping[str, bytes]
    looks: tuple[Look, ...] = ()
    marks_lost: tuple[tuple[str, str], ...] = ()
    references: References = field(default_factory=References)
    given: Given = field(default_factory=Given)


def read_manuscript(path: Path, ledger: Ledger) -> Manuscript:
    """A manuscript: .docx, Markdown, .html or plain text.

    What is left out or guessed here is entered in the ledger. Raises `CannotRunError` if there is
    no such file or pandoc is missing, and `SourceError` for a file that is not what its name says.
    """
    ending = path.suffix.lower() or ".txt"
    if ending == ".docx":
        return _read_word(path, ledger)
    if ending in _PAGES:
        return _read_page(path, ledger)
    if ending in _TEXTS:
        return _read_text(path, ending, ledger)
    raise CannotRunError(
        f"{path.name}: files of this type cannot be imported",
        hint="save it as .docx, .md, .html or .txt",
    )


def _read_word(path: Path, ledger: Ledger) -> Manuscript:
    word = read_word_file(_read(path), path.name)
    document = parse(path.name, _WORD, word.content)
    take_marks(document)
    for text, why in word.properties.left:
        ledger.leave_out(0, text, why)
    return Manuscript(
        path.name,
        document,
        word.outside,
        word.pictures,
        word.looks,
        word.marks_lost,
        word.references,
        word.properties.given,
    )


def _read_page(path: Path, ledger: Ledger) -> Manuscript:
    text = decode(_read(path))
    document = parse(path.name, _PAGE, text.encode())
    references = take_references(path, document["meta"])
    given = take_given(document, ledger)
    pictures = find_pictures(path, document)
    return Manuscript(path.name, document, (), pictures, references=references, given=given)


def _read_text(path: Path, ending: str, ledger: Ledger) -> Manuscript:
    text = decode(_read(path))
    reader, text = _as_markdown(path.name, ending, text, ledger)
    text = keep_definitions(text)
    check_footnotes(path.name, text)
    document = parse(path.name, reader, text.encode())
    references = take_references(path, document["meta"])
    given = take_given(document, ledger)
    for left, why in (*take_out_tex(document), *read_raw_html(document)):
        ledger.leave_out(0, left, why)
    settle_callouts(document, ledger)
    pictures = find_pictures(path, document)
    return Manuscript(path.name, document, (), pictures, references=references, given=given)


def _as_markdown(name: str, ending: str, text: str, ledger: Ledger) -> tuple[str, str]:
    """Pandoc's reader for a text, and the text made ready for it."""
    if ending == ".txt":
        return PLAIN, prepare(text)
    head, body = split_head(text)
    body = read_dialects(body, ledger)
    return reader_of(ending, body), escape_dollars(mark_citations(as_typed(name, head) + body))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise refusal(path.name, "it is larger than 50 MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error

"""A manuscript file, read through pandoc: its syntax tree, all its words, its pictures."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError, SourceError
from pipeline.findings import Finding, Place
from pipeline.importing.citations.marks import settle_code, shown_in
from pipeline.importing.citations.references import References
from pipeline.importing.reading.file_words import words_of_page, words_of_tree
from pipeline.importing.reading.formulas import escape_dollars, settle_formulas
from pipeline.importing.reading.looks import take_marks
from pipeline.importing.reading.markdown_citations import mark_citations, take_references
from pipeline.importing.reading.picture_files import find_pictures
from pipeline.importing.reading.plain_text import decode, keep_definitions, prepare
from pipeline.importing.reading.word_file import read_word_file
from pipeline.load.report import SourceText
from pipeline.load.text.footnotes import circles_in
from pipeline.pandoc import PandocRefusedError, run_pandoc

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.importing.reading.looks import Look

_MARKDOWN: Final = (
    "commonmark+footnotes+bracketed_spans+attributes+pipe_tables+superscript+subscript"
    "+strikeout+yaml_metadata_block+fenced_divs+definition_lists+tex_math_dollars"
)
_PAGE: Final = "html-auto_identifiers"
_READERS: Final = {
    ".docx": "docx+styles-auto_identifiers",
    ".htm": _PAGE,
    ".html": _PAGE,
    ".markdown": _MARKDOWN,
    ".md": _MARKDOWN,
    ".txt": "commonmark+footnotes",
    ".xhtml": _PAGE,
}
_LONGEST: Final = 50_000_000
_DEEPEST: Final = 120


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript that was read.

    ``document`` is pandoc's syntax tree. ``text`` has every word of the file; in Word files and
    web pages it is found without pandoc's help. ``outside`` are words outside the
    text, and where. ``pictures`` are by the path that the tree names. ``looks`` are those of the
    paragraphs of a Word file, by the numbers in the tree. ``marks_lost`` are words with a mark that
    no note has, and what becomes of the mark. ``references`` are the works cited.
    """

    name: str
    document: dict[str, Any]
    text: str
    outside: tuple[tuple[str, str], ...]
    pictures: Mapping[str, bytes]
    looks: tuple[Look, ...] = ()
    marks_lost: tuple[tuple[str, str], ...] = ()
    references: References = field(default_factory=References)


def read_manuscript(path: Path) -> Manuscript:
    """A manuscript: .docx, .md, .html or plain text.

    Raises `CannotRunError` if there is no such file or pandoc is missing, and `SourceError` for
    a file that is not what its name says.
    """
    ending = path.suffix.lower() or ".txt"
    if ending not in _READERS:
        raise CannotRunError(
            f"{path.name}: files of this type cannot be imported",
            hint="save it as .docx, .md, .html or .txt",
        )
    content = _read(path)
    if ending == ".docx":
        word = read_word_file(content, path.name)
        document = _parse(path.name, _READERS[ending], word.content)
        take_marks(document)
        return Manuscript(
            path.name, document, word.text, word.outside, word.pictures, word.looks, word.marks_lost
        )
    text = decode(content)
    if _READERS[ending] == _MARKDOWN:
        text = mark_citations(text)
    if _READERS[ending] != _PAGE:
        text = keep_definitions(prepare(text) if ending == ".txt" else escape_dollars(text))
        _check_footnotes(path.name, text)
    document = _parse(path.name, _READERS[ending], text.encode())
    words = words_of_page(text) if _READERS[ending] == _PAGE else words_of_tree(document)
    references = take_references(path, document["meta"])
    pictures = find_pictures(path, document)
    return Manuscript(path.name, document, shown_in(words), (), pictures, references=references)


def _check_footnotes(name: str, text: str) -> None:
    """Refuse footnotes that call themselves, on which pandoc never comes to an end."""
    source = SourceText(name, text)
    message, hint = "this footnote refers to itself", "remove the reference from the footnote"
    circles = [Finding("N123", message, source.place(spot), hint) for spot in circles_in(source)]
    if circles:
        raise SourceError(circles)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise _refusal(path.name, "it is larger than 50 MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error


def _refusal(name: str, why: str) -> SourceError:
    return SourceError([Finding("N160", f"the manuscript cannot be read: {why}", Place(name))])


def _parse(name: str, reader: str, content: bytes) -> dict[str, Any]:
    arguments = [f"--from={reader}", "--to=json", "--track-changes=all"]
    try:
        document = settle_code(settle_formulas(json.loads(run_pandoc(arguments, content))))
    except PandocRefusedError as error:
        raise _refusal(name, str(error)) from error
    except RecursionError as error:
        raise _refusal(name, "its parts are nested too deeply") from error
    if _depth(document["blocks"]) > _DEEPEST:
        raise _refusal(name, "its parts are nested too deeply")
    return document


def _depth(blocks: list[Any]) -> int:
    """The maximum nesting depth of elements."""
    deepest = 0
    open_parts: list[tuple[Any, int]] = [(blocks, 0)]
    while open_parts:
        part, depth = open_parts.pop()
        deepest = max(deepest, depth)
        if isinstance(part, dict):
            open_parts += [(inner, depth + 1) for inner in part.values()]
        elif isinstance(part, list):
            open_parts += [(inner, depth) for inner in part]
    return deepest

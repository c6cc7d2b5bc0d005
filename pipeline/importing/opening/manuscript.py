"""A manuscript file or folder, read through pandoc: its syntax tree and its pictures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import CannotRunError
from pipeline.importing.markup.trees import nodes_of
from pipeline.importing.markup.web_page import prepare_page
from pipeline.importing.opening.archives import read_packed
from pipeline.importing.opening.collections import read_collection
from pipeline.importing.opening.data import PAGES, WORD_FILES, Manuscript, ManuscriptFile
from pipeline.importing.opening.meta_language import language_of_meta
from pipeline.importing.opening.open_document import read_open_document
from pipeline.importing.opening.rich_text import read_rich_text
from pipeline.importing.opening.rich_text_apart import read_apart
from pipeline.importing.opening.rich_text_notes import put_notes_back
from pipeline.importing.opening.text_document import (
    MARKDOWN,
    PLAIN_TEXTS,
    read_text,
    read_text_document,
)
from pipeline.importing.reading.cited.in_markdown import take_references
from pipeline.importing.reading.given_metadata import take_given
from pipeline.importing.reading.looks import take_marks
from pipeline.importing.reading.parsing import parse, refusal
from pipeline.importing.reading.picture_files import find_pictures
from pipeline.importing.reading.word_file import read_word_file
from pipeline.load.characters import HAN

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from pipeline.importing.ledger import Ledger

_WORD: Final = "docx+styles-auto_identifiers"
_PAGE: Final = "html+epub_html_exts-auto_identifiers"
# Paragraphs of a Word file, whose raised marks say something.
_BYLINE: Final = frozenset({"author"})
_LONGEST: Final = 50_000_000
_READ: Final = ".docx, .odt, .rtf, .md, .qmd, .Rmd, .html, .txt, or a folder or .zip of Markdown"
_HINTS: Final = {
    ".doc": "open it in a word processor and save it as .docx",
    ".dot": "open it in a word processor and save it as .docx",
    ".pages": "export it from Pages as Word (File, Export To): .docx",
    ".pdf": "import the file that it was made from; a PDF has no headings, notes or tables to take",
    ".tex": "convert it first: pandoc {name} --standalone --output {stem}.docx",
    ".latex": "convert it first: pandoc {name} --standalone --output {stem}.docx",
    ".epub": "convert it first: pandoc {name} --output {stem}.docx",
    ".adoc": "convert it first: asciidoctor {name} makes {stem}.html",
    ".rst": "convert it first: pandoc {name} --output {stem}.docx",
    ".typ": "convert it first: pandoc {name} --output {stem}.docx",
    ".org": "convert it first: pandoc {name} --output {stem}.docx",
    ".ipynb": "convert it first: jupyter nbconvert --to markdown {name}",
    ".wpd": "open it in LibreOffice and save it as .docx",
    ".wps": "open it in LibreOffice and save it as .docx",
    ".gdoc": "in Google Docs choose File, Download, Microsoft Word: .docx",
    ".fodt": "open it in LibreOffice and save it as .odt",
    ".pptx": "save its text as .docx (in PowerPoint: File, Export, Create Handouts)",
    ".xlsx": "put its tables into a .docx or .md file",
    ".mht": "open it in a browser and save it as HTML only: .html",
    ".mhtml": "open it in a browser and save it as HTML only: .html",
}


def read_manuscript(path: Path, ledger: Ledger) -> Manuscript:
    """A manuscript: a file of any kind that can be imported, or a folder of Markdown files.

    What is left out or guessed here is entered in the ledger. Raises `CannotRunError` if there is
    no such file or pandoc is missing, and `SourceError` for a file that is not what its name says.
    """
    if path.is_dir():
        return read_collection(path, path.resolve().name, ledger)
    ending = path.suffix.lower() or ".txt"
    if ending == ".zip":
        return read_packed(path.name, _read(path), lambda inside: read_manuscript(inside, ledger))
    if ending in WORD_FILES:
        return _read_word(path, ledger)
    if ending in PAGES:
        return _read_page(path, ledger)
    if ending == ".odt":
        return _read_open_document(path, ledger)
    if ending == ".rtf":
        return _read_rich_text(path, ledger)
    if ending in MARKDOWN | PLAIN_TEXTS:
        return _read_text(path, ending, ledger)
    hint = _HINTS.get(ending, f"save it as {_READ}")
    raise CannotRunError(
        f"{path.name}: files of this type cannot be imported",
        hint=hint.format(name=path.name, stem=path.stem),
    )


def _read_word(path: Path, ledger: Ledger) -> Manuscript:
    content = _read(path)
    word = read_word_file(content, path.name)
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
        take_given(document, ledger, _BYLINE).over(word.properties.given),
        word.language,
        (ManuscriptFile(".docx", content),),
        word.charts,
    )


def _read_open_document(path: Path, ledger: Ledger) -> Manuscript:
    content = _read(path)
    found = read_open_document(content, path.name)
    document = parse(path.name, "odt", found.content)
    _describe_pictures(document, found.described)
    for text, why in found.properties.left:
        ledger.leave_out(0, text, why)
    return Manuscript(
        path.name,
        document,
        found.outside,
        found.pictures,
        references=found.references,
        given=take_given(document, ledger).over(found.properties.given),
        language=found.language,
        files=(ManuscriptFile(".odt", content),),
    )


def _read_rich_text(path: Path, ledger: Ledger) -> Manuscript:
    content = _read(path)
    found = read_rich_text(content)
    document = parse(path.name, "rtf", found.content)
    put_notes_back(document)
    _describe_pictures(document, found.described)
    return Manuscript(
        path.name,
        document,
        read_apart(content),
        found.pictures,
        given=take_given(document, ledger),
        language=found.language,
        files=(ManuscriptFile(".rtf", content),),
    )


def _describe_pictures(document: dict[str, Any], described: Mapping[str, str]) -> None:
    """Put alternative texts in the place of what pandoc says: "image", or nothing at all."""
    for picture in nodes_of(document["blocks"], frozenset({"Image"})):
        words = described.get(picture["c"][2][0], "")
        picture["c"][1] = [{"t": "Str", "c": words}] if words else []


_ASIDE: Final = re.compile(r"<(?P<end>/?)aside\b", re.IGNORECASE)


def _as_division(match: re.Match[str]) -> str:
    """The tag of an aside as one that pandoc keeps."""
    return "</div" if match["end"] else '<div data-frame="aside"'


def _read_page(path: Path, ledger: Ledger) -> Manuscript:
    content = _read(path)
    page = prepare_page(read_text(content, ledger), ledger)
    document = parse(path.name, _PAGE, _ASIDE.sub(_as_division, page).encode())
    if not re.search(f"[{HAN}]", page):
        # On a page a line end is a space; between Chinese characters it is none.
        for end in nodes_of(document["blocks"], frozenset({"SoftBreak"})):
            end["t"] = "Space"
    return _beside(path, document, ManuscriptFile(".html", content), ledger)


def _read_text(path: Path, ending: str, ledger: Ledger) -> Manuscript:
    content = _read(path)
    document = read_text_document(path.name, ending, content, ledger)
    return _beside(path, document, ManuscriptFile(ending, content), ledger)


def _beside(
    path: Path, document: dict[str, Any], file: ManuscriptFile, ledger: Ledger
) -> Manuscript:
    """A manuscript whose pictures and bibliography are in files beside it."""
    references = take_references(path, document["meta"])
    language = language_of_meta(document["meta"], ledger)
    given = take_given(document, ledger)
    pictures = find_pictures(path, document)
    return Manuscript(
        path.name,
        document,
        (),
        pictures,
        references=references,
        given=given,
        language=language,
        files=(file,),
    )


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LONGEST:
            raise refusal(path.name, "it is larger than 50 MB")
        return path.read_bytes()
    except OSError as error:
        raise CannotRunError(f"{path} cannot be read: {error.strerror}") from error

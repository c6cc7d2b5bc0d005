"""All cases of the corpus: what is imported, which program wrote it, and what it meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus import (
    drafts,
    google_docs,
    libre_office,
    markdown_files,
    open_xml,
    pandoc_files,
    plain_files,
    python_docx_files,
    saved_pages,
)
from corpus.manuscript import Manuscript
from corpus.tongues import TONGUES


@dataclass(frozen=True)
class Case:
    """A manuscript as a program wrote it: its files by path, the path to import and what it lacks.

    ``lacks`` are kinds (`recognition.KINDS`) that its program cannot write as what they are, so
    that their words are text; ``omits`` are what it does not write at all (`words_in`).
    """

    name: str
    program: str
    manuscript: Manuscript
    files: Mapping[str, bytes]
    path: str
    lacks: frozenset[str] = frozenset()
    omits: frozenset[str] = frozenset()

    def write(self, folder: Path) -> Path:
        """The path of the manuscript below a folder, when its files have been written there."""
        for path, content in self.files.items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
        return folder / self.path


_BY_HAND = (drafts.PLAIN_BRIEF, drafts.NUMBERED, drafts.ONE_HEADING, drafts.CONTENTS)


_NO_PLACE = frozenset({"affiliation"})


def all_cases() -> Iterator[Case]:
    """Yield every case."""
    yield from _open_xml()
    yield from _python_docx()
    yield from _pandoc()
    yield from _libre_office()
    yield from _web()
    yield from _markdown()
    yield from _plain()
    yield from _folders()


def _one(
    program: str,
    form: str,
    manuscript: Manuscript,
    content: bytes,
    lacks: frozenset[str] = frozenset(),
    omits: frozenset[str] = frozenset(),
) -> Case:
    path = f"{manuscript.name}.{form.rpartition('.')[2]}"
    name = f"{program}/{form.rpartition('.')[0] or form}/{manuscript.name}"
    return Case(name, program, manuscript, {path: content}, path, lacks, omits)


def _open_xml() -> Iterator[Case]:
    chosen = {
        "word": drafts.ENGLISH,
        "word-controls": (drafts.BRIEF, drafts.BOXES, drafts.CONTENTS, drafts.CITATIONS),
        "word-online": (drafts.BRIEF, drafts.BOXES, drafts.MARKS, drafts.CITATIONS),
        "strict": (drafts.BRIEF, drafts.NOTES, drafts.FORMULAS, drafts.MARKS, drafts.CITATIONS),
        "google-docs": (drafts.BRIEF, drafts.PARTS, drafts.BOXES, drafts.TABLES),
        "pages": (drafts.BRIEF, drafts.BOXES, drafts.FROM_TWO),
    }
    for name, flavour in open_xml.FLAVOURS.items():
        for manuscript in chosen.get(name, _BY_HAND):
            content = open_xml.word_file(manuscript, flavour)
            yield _one("Open XML by hand", f"{name}.docx", manuscript, content)
    for language in ("de", "fr", "ru", "zh-Hans", "ar", "ja"):
        content = open_xml.word_file(TONGUES[language], open_xml.FLAVOURS["word"])
        yield _one("Open XML by hand", "word.docx", TONGUES[language], content)


def _python_docx() -> Iterator[Case]:
    styled = (drafts.BRIEF, drafts.ONE_HEADING, drafts.FROM_TWO, drafts.TABLE_FIRST, drafts.BOXES,
              drafts.PARTS, drafts.LETTER, drafts.TITLE_PAGE, drafts.TABLES, TONGUES["es"],
              TONGUES["pl"], TONGUES["fa"])  # fmt: skip
    for form in python_docx_files.FORMS:
        for manuscript in styled if form == "styled" else _BY_HAND[:3]:
            content = python_docx_files.word_file(manuscript, form)
            lacks = python_docx_files.LACKS
            omits = frozenset({"Note", "Formula"})
            yield _one("python-docx", f"{form}.docx", manuscript, content, lacks, omits)


def _pandoc() -> Iterator[Case]:
    for form in pandoc_files.FORMS:
        for manuscript in (drafts.BRIEF, drafts.ONE_HEADING, drafts.NOTES, drafts.FORMULAS,
                           drafts.TABLES, drafts.TABLE_FIRST, TONGUES["pt"]):  # fmt: skip
            content = pandoc_files.pandoc_file(manuscript, form)
            lacks = pandoc_files.LACKS | (frozenset({"formulas"}) if form == "rtf" else frozenset())
            omits = frozenset({"affiliation", "keywords"})
            if form == "rtf":
                omits |= {"subtitle", "abstract"}
            yield _one("pandoc", f"{form}.{form}", manuscript, content, lacks, omits)


LIBRE_OFFICE = (drafts.BRIEF, drafts.NUMBERED, drafts.BOXES, drafts.PARTS, drafts.NOTES,
                drafts.FORMULAS, drafts.CONTENTS, drafts.MARKS, drafts.POINTERS,
                TONGUES["it"], TONGUES["ar"])  # fmt: skip
"""What LibreOffice has written in each of its forms."""


def _libre_office() -> Iterator[Case]:
    for form in libre_office.FORMS:
        for manuscript in LIBRE_OFFICE:
            # Formulas are written by LibreOffice Math, and Writer is all that wrote these files.
            lacks = frozenset({"formulas", *(("pointers",) if form in {"rtf", "html"} else ())})
            # On web pages of LibreOffice, frames of text are pictures.
            omits = frozenset({"Box", "Aside"} if form == "html" else ())
            lacks |= {"boxes"} if form == "html" else frozenset()
            content = libre_office.kept_file(manuscript, form)
            yield _one("LibreOffice", f"{form}.{form}", manuscript, content, lacks, omits)


def _web() -> Iterator[Case]:
    lacks = google_docs.LACKS
    for manuscript in (drafts.BRIEF, drafts.BOXES, drafts.NOTES, drafts.CONTENTS, drafts.TITLE_PAGE,
                       drafts.TABLES, TONGUES["nl"]):  # fmt: skip
        content = google_docs.google_docs_page(manuscript)
        yield _one("Google Docs", "page.html", manuscript, content, lacks)
    for manuscript in (drafts.BRIEF, drafts.TABLE_FIRST):
        content = google_docs.google_docs_zip(manuscript)
        yield _one("Google Docs", "export.zip", manuscript, content, lacks)
    for manuscript in (drafts.PLAIN_BRIEF, drafts.BOXES, drafts.FORMULAS, drafts.CONTENTS,
                       TONGUES["vi"]):  # fmt: skip
        content = saved_pages.saved_page(manuscript)
        yield _one("browser", "saved.html", manuscript, content, frozenset({"pointers"}),
                   frozenset({"keywords"}))  # fmt: skip


def _markdown() -> Iterator[Case]:
    many = (drafts.BRIEF, drafts.BOXES, drafts.PARTS, drafts.NOTES, drafts.FORMULAS,
            drafts.CONTENTS, drafts.POINTERS, drafts.CITATIONS)  # fmt: skip
    for name, dialect in markdown_files.DIALECTS.items():
        for manuscript in many:
            files = markdown_files.markdown_files(manuscript, dialect)
            path = next(iter(files))
            yield Case(
                f"Markdown/{name}/{manuscript.name}", "Markdown", manuscript, files, path,
                dialect.lacks, frozenset() if name == "quarto" else _NO_PLACE,
            )  # fmt: skip


def _plain() -> Iterator[Case]:
    for name, (encoding, language) in plain_files.ENCODINGS.items():
        manuscript = drafts.PLAIN_BRIEF if language == "en" else TONGUES[language]
        content = plain_files.text_file(manuscript, encoding)
        yield _one("plain text", f"{name}.txt", manuscript, content, plain_files.LACKS,
                   plain_files.OMITS)  # fmt: skip
    for manuscript in (drafts.NUMBERED, drafts.LETTER, drafts.CONTENTS):
        content = plain_files.text_file(manuscript, "utf-8", "\r\n")
        yield _one("plain text", "crlf.txt", manuscript, content, plain_files.LACKS,
                   plain_files.OMITS)  # fmt: skip


def _folders() -> Iterator[Case]:
    lacks = frozenset({"pointers"})
    for manuscript in (drafts.BRIEF, drafts.NUMBERED, drafts.NOTES):
        files = plain_files.folder_files(manuscript, is_nested=False)
        inside = {f"{manuscript.name}/{path}": content for path, content in files.items()}
        yield Case(
            f"folder/plain/{manuscript.name}",
            "folder",
            manuscript,
            inside,
            manuscript.name,
            lacks,
            _NO_PLACE,
        )
        nested = plain_files.folder_files(manuscript, is_nested=True)
        content = plain_files.zipped(nested, manuscript.name)
        yield _one("folder", "zip.zip", manuscript, content, lacks, _NO_PLACE)

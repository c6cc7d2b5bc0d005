"""The table of editions, in the order of listing: each row describes an edition completely.

It is plain data, and does not import the code that makes the editions.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from pipeline.editions.edition import Edition

_PDF = "application/pdf"

EDITIONS = (
    Edition(
        name="pdf",
        title="PDF",
        summary="the note for the screen (PDF/UA-1 and PDF/A-3a)",
        label="edition_pdf",
        make="pipeline.editions.pdf:make",
        needs=("pages", "source archive"),
        checks={_PDF: "screen"},
        shown="pages",
    ),
    Edition(
        name="print",
        title="Print",
        summary="the note and its one-pagers for the press (PDF/X-4)",
        label="edition_print",
        make="pipeline.editions.print:make",
        needs=("pages", "print join", "one-pager pages"),
        needs_profile=True,
        checks={_PDF: "print", "application/json": "ticket"},
        shown="sheets",
    ),
    Edition(
        name="one-pagers",
        title="One-pagers",
        summary="each theme on one A4 page (PDF)",
        label="one_pagers",
        make="pipeline.editions.one_pager:make",
        needs=("one-pager pages",),
        names_sisters=False,
        checks={_PDF: "screen"},
        shown="pages",
    ),
    Edition(
        name="epub",
        title="EPUB",
        summary="EPUB 3.3 for reading apps, with the page numbers of the PDF",
        label="edition_epub",
        make="pipeline.editions.epub:make",
        needs=("pages",),
        checks={"application/epub+zip": "epub"},
        templates="epub",
        shown="book",
    ),
    Edition(
        name="web",
        title="Web",
        summary="the web edition: one page, and the same in one file",
        label="edition_web",
        make="pipeline.editions.web.web_edition:make",
        needs=("pages", "earlier revisions"),
        offers_others=True,
        checks={
            "application/pdf": "asset",
            "text/html": "web",
            "text/csv": "asset",
            "application/json": "asset",
            "application/vnd.citationstyles.csl+json": "asset",
            "application/x-bibtex": "asset",
            "application/x-endnote-refer": "asset",
            "application/x-research-info-systems": "asset",
            "font/woff2": "asset",
            "image/jpeg": "asset",
            "image/png": "asset",
            "image/svg+xml": "asset",
        },
        templates="web",
        shown="frame",
    ),
    Edition(
        name="markdown",
        title="Markdown",
        summary="the note as plain text with marks (CommonMark), for readers and machines",
        label="edition_markdown",
        make="pipeline.editions.markdown:make",
        checks={"text/markdown": "markdown"},
        shown="text",
    ),
    Edition(
        name="metadata",
        title="Metadata",
        summary="files for registries, libraries, shops and archives, such as JATS",
        make="pipeline.editions.metadata:make",
        omits="pipeline.editions.metadata:omitted",
        checks={"application/xml": "metadata", "application/json": "metadata"},
        for_readers=False,
    ),
    Edition(
        name="docx",
        title="Word",
        summary="a Word file for review, to be imported back",
        make="pipeline.editions.word:make",
        checks={"application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word"},
        names_sisters=False,
        for_readers=False,
        by_default=False,
    ),
)

ALL_NAMES = tuple(edition.name for edition in EDITIONS)
NAMES = tuple(edition.name for edition in EDITIONS if edition.by_default)
"""The editions that a build makes by default."""
FOR_READERS = tuple(edition.name for edition in EDITIONS if edition.for_readers)
"""The editions for readers, which are offered for download."""

LABELS = {edition.name: edition.label for edition in EDITIONS if edition.for_readers}
"""The key of the interface word that names an edition to readers, by edition."""

(OFFERING,) = (edition.name for edition in EDITIONS if edition.offers_others)
"""The edition that offers the others for download, and is made again when those change."""

PRINT = "print"
"""The edition for which pages are painted once more."""

PRELOADED_STYLES = 2
"""How many styles the layout engine preloads for a note: that of its pages, and of one-pagers."""


def names_sisters(edition: str) -> bool:
    """Whether an edition names the other languages of its note."""
    return _ROWS[edition].names_sisters


_ROWS = {edition.name: edition for edition in EDITIONS}


def edition_named(name: str) -> Edition:
    """The row of an edition, by its name on the command line."""
    return _ROWS[name]


def function_named(name: str) -> Any:
    """Import and return the function that a row gives as ``module:function``."""
    module, _, function = name.partition(":")
    return getattr(import_module(module), function)

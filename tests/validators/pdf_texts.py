"""The text of a PDF as four readers take it out: PDFium, pdf.js, MuPDF and Poppler.

Chromium shows PDF files with PDFium, Firefox with pdf.js, and most programs of Linux with Poppler.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, get_args

import pypdfium2

from validators.tools import HERE, find_package_file, find_program, no_report, run

if TYPE_CHECKING:
    from pathlib import Path

Reader = Literal["PDFium", "Poppler", "MuPDF", "pdf.js"]

READERS: Final[tuple[Reader, ...]] = get_args(Reader)
_PACKAGES: Final = {
    "MuPDF": "mupdf/package.json",
    "pdf.js": "pdfjs-dist/legacy/build/pdf.mjs",
}


def text_of(pdf: Path, reader: Reader) -> str:
    """The text of a PDF, page by page, as a reader gives it to be copied or searched."""
    if reader == "PDFium":
        with pypdfium2.PdfDocument(pdf) as document:  # type: ignore[no-untyped-call]
            return "\n".join(page.get_textpage().get_text_range() for page in document)
    command: list[str | Path]
    if reader == "Poppler":
        command = [find_program("pdftotext", reader), "-enc", "UTF-8", pdf, "-"]
    else:
        find_package_file(_PACKAGES[reader], reader)
        node = find_program("node", reader)
        command = [node, HERE / "read_pdf.mjs", reader.lower().replace(".", ""), pdf]
    done = run(command)
    if done.returncode or not done.stdout:
        raise no_report(reader, done)
    return done.stdout

"""WeasyPrint alone on the HTML of a note's parts: ``bare_weasyprint.py FOLDER OUTPUT``.

Nothing is done but what WeasyPrint's documentation shows: parse the stylesheet once, lay out
each part, and write all pages as one tagged PDF.
"""

from __future__ import annotations

import sys
from pathlib import Path

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration


def main(folder: Path, output: Path) -> None:
    """Set the parts in a folder as one PDF."""
    fonts = FontConfiguration()
    style = CSS(folder / "style.css", font_config=fonts)
    documents = [
        HTML(part).render(stylesheets=[style], font_config=fonts, pdf_variant="pdf/ua-1")
        for part in sorted(folder.glob("*.html"))
    ]
    pages = [page for document in documents for page in document.pages]
    documents[0].copy(pages).write_pdf(output, pdf_variant="pdf/ua-1")


main(Path(sys.argv[1]), Path(sys.argv[2]))

"""Small sound files, each with a broken copy, to show that a validator tells them apart."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="A page that every checker accepts.">
<meta http-equiv="Content-Security-Policy"
  content="default-src 'none'; img-src data:; connect-src 'self'">
<link rel="icon" href="data:,">
<title>A sound page</title>
</head>
<body><main><h1>A sound page</h1><p>It has a few words.</p></main></body>
</html>
"""

BROKEN_PAGE = """\
<!doctype html>
<html>
<head><meta charset="utf-8"><title>A broken page</title></head>
<body>
<h1>A broken page</h1>
<img src="gone.png">
<img src="https://elsewhere.invalid/picture.png" alt="A picture">
<p style="width: 2000px; colour: red">It is too wide.</p>
<script>console.warn("A warning"); throw new Error("An exception");</script>
<noscript><p>Without scripts there is <b>another text</b>.</p></noscript>
</body>
</html>
"""

CONTAINER = """\
<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles></container>
"""

PACKAGE = """\
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:6f2b0a30-5a52-4c0b-9d52-0a4c5b0f7a11</dc:identifier>
<dc:title>A sound book</dc:title>
<dc:language>en</dc:language>
<meta property="dcterms:modified">2021-03-01T00:00:00Z</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">pageBreakMarkers</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">Text with headings.</meta>
<meta property="pageBreakSource">A sound book on paper</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="text" href="text.xhtml" media-type="application/xhtml+xml"/>
</manifest>
<spine><itemref idref="text"/></spine>
</package>
"""

NAVIGATION = """\
<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="en" xml:lang="en">
<head><title>Contents</title></head>
<body>
<nav epub:type="toc" role="doc-toc" aria-labelledby="contents"><h1 id="contents">Contents</h1><ol>
<li><a href="text.xhtml#one">One</a><ol><li><a href="text.xhtml#two">Two</a></li></ol></li>
</ol></nav>
<nav epub:type="page-list" role="doc-pagelist" aria-label="Pages" hidden="hidden"><ol>
<li><a href="text.xhtml#page-1">1</a></li><li><a href="text.xhtml#page-2">2</a></li>
</ol></nav>
</body>
</html>
"""

TEXT = """\
<?xml version="1.0" encoding="utf-8"?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"
  lang="en" xml:lang="en">
<head><title>One</title></head>
<body>
<section epub:type="chapter" role="doc-chapter" aria-labelledby="one">
<span id="page-1" epub:type="pagebreak" role="doc-pagebreak" aria-label="1"></span>
<h1 id="one">One</h1><p>A few words.</p>
<span id="page-2" epub:type="pagebreak" role="doc-pagebreak" aria-label="2"></span>
<h2 id="two">Two</h2><p>A few more words.</p>
</section>
</body>
</html>
"""


def write_page(folder: Path, *, broken: bool = False) -> Path:
    """Write an HTML page; the broken one fails every kind of check."""
    page = folder / "index.html"
    page.write_text(BROKEN_PAGE if broken else PAGE, encoding="utf-8")
    return page


def write_epub(folder: Path, *, broken: bool = False) -> Path:
    """Write an EPUB; the broken one has an id twice, a picture without text, no hazard stated."""
    package, text = PACKAGE, TEXT
    if broken:
        package = package.replace('<meta property="schema:accessibilityHazard">none</meta>', "")
        text = text.replace("<p>A few words.</p>", '<p id="one">Twice.</p><img src="gone.png"/>')
    files = {
        "META-INF/container.xml": CONTAINER,
        "EPUB/package.opf": package,
        "EPUB/nav.xhtml": NAVIGATION,
        "EPUB/text.xhtml": text,
    }
    epub = folder / "book.epub"
    with zipfile.ZipFile(epub, "w") as archive:
        archive.writestr("mimetype", "application/epub+zip")
        for name, content in files.items():
            archive.writestr(name, content, zipfile.ZIP_DEFLATED)
    return epub


def write_pdf(folder: Path, variant: str | None) -> Path:
    """Write a page in black CMYK ink as a PDF of a WeasyPrint variant, or as a plain one."""
    from weasyprint import HTML

    page = """
    <html lang="en"><head><title>A sound page</title><style>
    :root { color: device-cmyk(0 0 0 1) }
    </style></head><body><h1>A sound page</h1><p>It has a few words.</p></body></html>
    """
    pdf = folder / f"{(variant or 'plain').replace('/', '-')}.pdf"
    HTML(string=page).write_pdf(pdf, pdf_variant=variant)
    return pdf

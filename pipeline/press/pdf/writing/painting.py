"""Painting laid-out pages to a PDF in memory, from which the screen and print PDFs are written.

WeasyPrint's stream class and its function that adds tags are replaced by ours meanwhile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint import pdf as weasyprint_pdf
from weasyprint.pdf import stream as weasyprint_stream

from pipeline.bidi import plain_line
from pipeline.press.pdf.writing.part_stream import Record, stream_class

if TYPE_CHECKING:
    from pipeline.press.boxes.artifacts import Kind
    from pipeline.press.boxes.line_ends import LineEnd


def paint(
    document: Any,
    artifacts: Mapping[Any, Kind],
    line_ends: Mapping[Any, LineEnd],
    paths: Mapping[str, str],
) -> tuple[Any, Record]:
    """Paint a document; return it as a pydyf PDF, and a record of the colours, fonts and so on.

    The PDF has named destinations and bookmarks, but no structure tree. Font programs are
    replaced by streams that only identify them, and so are photos, whose ``paths`` are given by
    WeasyPrint's ids of them.
    """
    record = Record()
    for page in document.pages:
        page.bookmarks = [
            (level, plain_line(label, document.metadata.lang or ""), *others)
            for level, label, *others in page.bookmarks
        ]
    options = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": "1.7"}

    def add_tags(_: object, __: object, ___: object, streams: list[Any]) -> None:
        for stream in streams:
            tags = stream._tags  # noqa: SLF001
            record.tagged.append({box: tag["mcid"] for box, tag in tags.items()})

    stream = stream_class(artifacts, line_ends, paths, record)
    with ExitStack() as stack:
        stack.enter_context(_replaced(weasyprint_pdf, "Stream", stream))
        stack.enter_context(_replaced(weasyprint_stream, "Stream", stream))
        stack.enter_context(_replaced(weasyprint_pdf, "add_tags", add_tags))
        pdf = weasyprint_pdf.generate_pdf(document, None, 1, **options)
    record.glyphs = _remove_fonts(pdf, document.fonts.values())
    return pdf, record


@contextmanager
def _replaced(owner: Any, name: str, replacement: Any) -> Iterator[None]:
    original = getattr(owner, name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)


def _remove_fonts(pdf: Any, fonts: Any) -> Mapping[str, tuple[int, ...]]:
    """Replace font programs by their digests, and return the glyphs used of each."""
    digests = {font.name: font.digest for font in fonts}
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Type") == "/FontDescriptor":
            key = "FontFile3" if "FontFile3" in entry else "FontFile2"
            program = pdf.objects[int(entry[key].split()[0])]
            program.stream = []
            program.extra = {"Digest": pydyf.String(digests[entry["FontName"]])}
    glyphs: dict[str, set[int]] = {}
    for font in fonts:
        glyphs.setdefault(font.digest, set()).update(font.to_unicode)
    return {digest: tuple(sorted(used)) for digest, used in sorted(glyphs.items())}

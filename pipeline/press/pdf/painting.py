"""Laid-out pages painted once, into a PDF in memory from which both writings are made.

WeasyPrint paints with a stream class and tags with a function that it finds by their names; while
a document is painted, ours stand in their places.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint import pdf as weasyprint_pdf
from weasyprint.pdf import stream as weasyprint_stream

from pipeline.press.pdf.part_stream import Record, stream_class

if TYPE_CHECKING:
    from pipeline.press.boxes.artifacts import Kind
    from pipeline.press.boxes.line_ends import LineEnd


def paint(
    document: Any, artifacts: Mapping[Any, Kind], line_ends: Mapping[Any, LineEnd]
) -> tuple[Any, Record]:
    """Return a painted document as a PDF of pydyf, and what it was painted with.

    The PDF has its named destinations and its bookmarks, but no structure tree. Font programs
    are left out: a stream in the place of each says which one it is.
    """
    record = Record()
    options = {**weasyprint.DEFAULT_OPTIONS, "pdf_tags": True, "pdf_version": "1.7"}

    def add_tags(_: object, __: object, ___: object, streams: list[Any]) -> None:
        for stream in streams:
            tags = stream._tags  # noqa: SLF001
            record.tagged.append({box: tag["mcid"] for box, tag in tags.items()})

    ours = stream_class(artifacts, line_ends, record)
    with ExitStack() as stack:
        stack.enter_context(_in_place_of(weasyprint_pdf, "Stream", ours))
        stack.enter_context(_in_place_of(weasyprint_stream, "Stream", ours))
        stack.enter_context(_in_place_of(weasyprint_pdf, "add_tags", add_tags))
        pdf = weasyprint_pdf.generate_pdf(document, None, 1, **options)
    record.glyphs = _leave_out_fonts(pdf, document.fonts.values())
    return pdf, record


@contextmanager
def _in_place_of(owner: Any, name: str, ours: Any) -> Iterator[None]:
    theirs = getattr(owner, name)
    setattr(owner, name, ours)
    try:
        yield
    finally:
        setattr(owner, name, theirs)


def _leave_out_fonts(pdf: Any, fonts: Any) -> Mapping[str, tuple[int, ...]]:
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

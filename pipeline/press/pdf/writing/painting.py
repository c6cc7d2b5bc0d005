"""Painting laid-out pages to a PDF in memory, from which the screen and print PDFs are written.

WeasyPrint's stream class and its function that adds tags are replaced by ours meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

import pydyf
import weasyprint
from weasyprint import pdf as weasyprint_pdf
from weasyprint.draw import text as weasyprint_text
from weasyprint.pdf import stream as weasyprint_stream
from weasyprint.svg import SVG

from pipeline.bidi import plain_line
from pipeline.press.boxes.line_directions import line_directions
from pipeline.press.parts.glyph_forms import GlyphForm, packed_codes
from pipeline.press.pdf.writing.formula_painting import draw_node
from pipeline.press.pdf.writing.part_stream import Record, stream_class
from pipeline.press.pdf.writing.plain_letters import FontObjects
from pipeline.press.pdf.writing.sign_painting import sign_painter

if TYPE_CHECKING:
    from pipeline.press.boxes.artifacts import Kind
    from pipeline.press.boxes.line_ends import LineEnd
    from pipeline.press.pdf.writing.typed_letters import TypedLetters
    from pipeline.press.pdf.writing.whole_font import WholeFont


def paint(
    document: Any,
    artifacts: Mapping[Any, Kind],
    line_ends: Mapping[Any, LineEnd],
    paths: Mapping[str, str],
    *,
    has_rtl: bool = False,
    typed: TypedLetters | None = None,
) -> tuple[Any, Record]:
    """Paint a document; return it as a pydyf PDF, and a record of the colours, fonts and so on.

    The PDF has named destinations and bookmarks, but no structure tree. Font programs are
    replaced by streams that only identify them, and so are photos, whose ``paths`` are given by
    WeasyPrint's ids of them. ``has_rtl`` says that something in it is from right to left;
    capitals of the stylesheet mean what was ``typed``, if that is given.
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
            numbers: dict[Any, list[int]] = {}
            for key, tag in stream._tags.items():  # noqa: SLF001
                box = key[0] if isinstance(key, tuple) else key
                numbers.setdefault(box, []).append(tag["mcid"])
            record.tagged.append(numbers)

    stream = stream_class(artifacts, line_ends, paths, record)
    paint_signs = sign_painter(line_directions(document.pages if has_rtl else ()), typed)
    with ExitStack() as stack:
        stack.enter_context(_replaced(weasyprint_pdf, "Stream", stream))
        stack.enter_context(_replaced(weasyprint_stream, "Stream", stream))
        stack.enter_context(_replaced(weasyprint_pdf, "add_tags", add_tags))
        stack.enter_context(_replaced(weasyprint_text, "draw_first_line", paint_signs))
        stack.enter_context(_replaced(SVG, "draw_node", draw_node))
        extents: list[tuple[int, int]] = []
        build = partial(_build_fonts, weasyprint_pdf.build_fonts_dictionary, extents)
        stack.enter_context(_replaced(weasyprint_pdf, "build_fonts_dictionary", build))
        pdf = weasyprint_pdf.generate_pdf(document, None, 1, **options)
    fonts = list(document.fonts.values())
    first, end = extents[0]
    record.fonts = FontObjects(dict(document.fonts), first, end, len(pdf.objects), _add_fonts)
    _note_forms(pdf, fonts)
    record.glyphs = _remove_fonts(pdf, fonts)
    record.forms = _forms_of(fonts)
    record.has_aliases = any(font.aliases for font in fonts)
    return pdf, record


@contextmanager
def _replaced(owner: Any, name: str, replacement: Any) -> Iterator[None]:
    original = getattr(owner, name)
    setattr(owner, name, replacement)
    try:
        yield
    finally:
        setattr(owner, name, original)


def _build_fonts(
    original: Callable[..., Any], extents: list[tuple[int, int]], pdf: Any, *given: Any
) -> Any:
    """Build the objects for fonts as the engine does, and note where they are."""
    first = len(pdf.objects)
    built = original(pdf, *given)
    extents.append((first, len(pdf.objects)))
    return built


def _add_fonts(pdf: Any, fonts: Mapping[str, Any]) -> None:
    """Add the objects for fonts to a PDF, without their programs."""
    weasyprint_pdf.build_fonts_dictionary(pdf, fonts, True, True, weasyprint.DEFAULT_OPTIONS)  # noqa: FBT003 - as the engine calls it
    _remove_fonts(pdf, list(fonts.values()))


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
        used = glyphs.setdefault(font.digest, set())
        made = {*font.forms, *font.aliases}
        used.update(code for code in font.to_unicode if code not in made)
        used.update(glyph for form in font.forms.values() for glyph in form.glyphs)
    return {digest: tuple(sorted(used)) for digest, used in sorted(glyphs.items())}


def _note_forms(pdf: Any, fonts: Iterable[WholeFont]) -> None:
    """Write down, where the map from codes to glyphs will be, which form each code stands for."""
    by_name = {font.name: font for font in fonts if font.forms or font.aliases}
    for entry in pdf.objects:
        if isinstance(entry, dict) and entry.get("Subtype") == "/CIDFontType2":
            font = by_name.get(entry["BaseFont"])
            if font is not None:
                stream = pydyf.Stream([packed_codes(font.to_unicode, font.forms, font.aliases)])
                pdf.add_object(stream)
                entry["CIDToGIDMap"] = stream.reference


def _forms_of(fonts: Iterable[WholeFont]) -> Mapping[str, tuple[GlyphForm, ...]]:
    forms: dict[str, set[GlyphForm]] = {}
    for font in fonts:
        if font.forms:
            forms.setdefault(font.digest, set()).update(font.forms.values())
    return {digest: tuple(sorted(used)) for digest, used in sorted(forms.items())}

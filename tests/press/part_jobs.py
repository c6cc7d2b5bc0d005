"""Small parts for layout, and helpers that lay them out and join them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import cache
from hashlib import sha256

from pipeline.cache import NoCache
from pipeline.press.engine.engine import Engine
from pipeline.press.fonts.faces import LATIN_BASE
from pipeline.press.fonts.font_sets import FontSet, font_face_css, make_fonts
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, Numbering, PartJob, PartPages, StyleBundle
from pipeline.press.parts.photo_copies import PdfPicture
from pipeline.press.parts.press import Press
from pipeline.press.pdf.attaching.attachment import pack_source
from pipeline.press.pdf.joining.font_programs import Program, subset_fonts
from pipeline.press.pdf.joining.join import PressDocument, join_for_press, join_for_screen
from pipeline.press.pdf.joining.pdf_metadata import PdfMetadata
from pipeline.press.pdf.joining.standards import UA1_AND_A3A, ScreenStandard
from pipeline.press.pdf.printing.settings import CONDITIONS, Job

Photos = Mapping[str, PdfPicture]

HAN = "美人之各其"
INK, SEA = (20, 32, 43), (13, 59, 92)
INKS = {INK: (0.0, 0.0, 0.0, 1.0), SEA: (1.0, 0.65, 0.2, 0.45)}
STYLE = """
@page { size: 120mm 160mm; margin: 20mm; bleed: 3mm; @bottom-center { content: counter(page) } }
html { font: 11pt/15pt "Note Serif", "Note Han"; color: #14202b; image-rendering: crisp-edges }
p { margin: 0; hyphens: auto; hyphenate-character: "\\2010"; text-align: justify }
a { color: inherit; text-decoration: none }
section { break-before: page }
.footnote { float: footnote }
.pull-quote { float: left; width: 25mm }
h1 { bookmark-level: 1 } h2 { bookmark-level: 1 } h3 { bookmark-level: 2 }
"""
SENTENCE = (
    "Institutional arrangements for international communication are notwithstanding complex. "
)


@cache
def fonts() -> FontSet:
    """The faces of the small parts."""
    text = LATIN_BASE + HAN
    return make_fonts(
        {
            "note-serif-400": text,
            "note-sans-400": text,
            "note-mono-400": text,
            "note-han-400": text,
        },
        NoCache(),
    )


def part_job(
    body: str,
    css: str = "",
    name: str = "part",
    folio: int = 1,
    pictures: Mapping[str, bytes] | None = None,
) -> PartJob:
    """A part with a body."""
    faces = font_face_css(fonts(), f"{ADDRESS}fonts/{{}}".format)
    head = "<!DOCTYPE html><html lang=en><head><title>T</title></head>"
    return PartJob(
        name=name,
        html=f"{head}<body>{body}</body></html>",
        style=StyleBundle(
            faces + STYLE + css,
            {f"fonts/{font.file_name}": font.content for font in fonts().fonts},
        ),
        pictures=pictures or {},
        press=Press(INKS),
        numbering=Numbering(folio),
    )


def lay_out(engine: Engine, body: str, css: str = "", **more: object) -> PartPages:
    """A part laid out."""
    job = part_job(body, css, **more)  # type: ignore[arg-type]
    return lay_out_alone(job, engine, PartStore(NoCache()))


def programs(*parts: PartPages) -> Mapping[str, Program]:
    """The fonts of parts."""
    files = {sha256(font.content).hexdigest(): font.content for font in fonts().fonts}
    return subset_fonts(parts, files, NoCache())


def metadata() -> PdfMetadata:
    """The metadata of the small documents."""
    return PdfMetadata(
        name="urn:example:rivers/rivers.pdf",
        title="Rivers & “bridges”",
        creators=("River Board", "Mill Trust"),
        description="What was said about rivers.",
        language="en-GB",
        subjects=("rivers", "mills"),
        publisher="River Board",
        rights="Free to use.",
        date=dt.date(2021, 3, 1),
        modified=dt.date(2021, 3, 1),
    )


def screen(
    *parts: PartPages,
    source: Mapping[str, bytes] | None = None,
    photos: Photos | None = None,
    standard: ScreenStandard = UA1_AND_A3A,
) -> bytes:
    """Parts joined for the screen."""
    data = metadata()
    archive = None if source is None else pack_source(source, data.date, "rivers")
    return join_for_screen(parts, data, programs(*parts), standard, archive, photos or {})


def printed(*parts: PartPages, profile: bytes = b"", photos: Photos | None = None) -> bytes:
    """Parts joined for the press."""
    import zlib

    job = Job(CONDITIONS["fogra39"], zlib.compress(profile))
    return join_for_press(PressDocument(parts, metadata(), programs(*parts), job, photos or {}))

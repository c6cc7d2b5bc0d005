"""The redline: changes between two notes, as a web page and as a PDF with change bars."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from pipeline.comparing.redline import Redline, view_redline
from pipeline.editions.fonts import (
    characters_of,
    code_of,
    scripts_of,
    slants_sans,
    text_of_faces,
)
from pipeline.editions.pdf_description import describe
from pipeline.house_style import with_scripts
from pipeline.languages import direction_of, is_right_to_left
from pipeline.press.fonts.font_sets import font_face_css, make_fonts
from pipeline.press.fonts.typefaces import typefaces_of
from pipeline.press.fonts.web_fonts import fonts_of_page
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.markup.counters import with_counters
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.templates import Templates
from pipeline.press.markup.web_page import Inlined, data_url, inline, policy, small_stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, PartJob, StyleBundle
from pipeline.press.pdf.joining.font_programs import subset_fonts
from pipeline.press.pdf.joining.join import join_for_screen
from pipeline.press.pdf.joining.standards import screen_standard
from pipeline.press.pdf.printing.settings import press_of
from pipeline.press.pdf.printing.style_inks import complete_inks
from pipeline.views.description import description_of

if TYPE_CHECKING:
    from pipeline.cache import Cache
    from pipeline.comparing.changes import Comparison
    from pipeline.house_style import Style
    from pipeline.note import Note
    from pipeline.press.engine.engine import Engine

_FONTS = "fonts/"


def make_redline_page(comparison: Comparison, new: Note, style: Style, cache: Cache) -> bytes:
    """Make the redline of a comparison as a web page in one file.

    ``new`` is the new note. Raises SourceError for faults of the project's style.
    """
    redline = view_redline(comparison, new)
    style = with_scripts(style, redline.language, scripts_of(new))
    writer = Writer(Dialect("web", redline.language))
    templates = Templates(style)
    draft = _page(redline, templates, writer, inline("", "", "", {}))
    fonts = fonts_of_page(draft, style.words(redline.language), cache, typefaces_of(style, cache))
    files = {font.file_name: font.content for font in fonts.fonts}
    faces = font_face_css(fonts, lambda name: data_url("font/woff2", files[name]))
    early = templates.render("web/early.js", writer)
    sheets = ("redline", *["right_to_left"] * is_right_to_left(redline.language))
    own = "".join(small_stylesheet(style, one, cache) for one in sheets)
    own = with_counters(own, style.words(redline.language)["digits"])
    inlined = inline(faces + own, early, "", {})
    return _page(redline, templates, writer, inlined).encode()


def make_redline_pdf(
    comparison: Comparison, notes: tuple[Note, Note], style: Style, cache: Cache, engine: Engine
) -> bytes:
    """Make the redline of a comparison as a PDF with change bars in its margin.

    ``notes`` are the old note and the new one. Raises SourceError as any layout does.
    """
    old, new = notes
    redline = view_redline(comparison, new)
    language = redline.language
    scripts = frozenset().union(*map(scripts_of, notes))
    style = with_scripts(complete_inks(style), language, scripts)
    words = style.words(language)
    texts = [characters_of(note, words) for note in notes]
    code = "".join(map(code_of, notes))
    text = "".join(texts) + _OWN_TEXT
    slanted = text if any(map(slants_sans, notes)) else ""
    faces = typefaces_of(style, cache)
    wanted = text_of_faces(text, code, slanted, scripts)
    fonts = make_fonts(wanted, cache, typefaces=faces)
    job = PartJob(
        name="redline",
        html=Templates(style).render(
            "redline/pages.html", Writer(Dialect("paged", language)), redline=redline
        ),
        style=StyleBundle(
            font_face_css(fonts, f"{ADDRESS}{_FONTS}{{}}".format)
            + stylesheet(style, "redline_pages", direction_of(language)),
            {f"{_FONTS}{font.file_name}": font.content for font in fonts.fonts},
            words["digits"],
        ),
        pictures={},
        press=press_of(style),
    )
    pages = lay_out_alone(job, engine, PartStore(cache))
    files = {sha256(font.content).hexdigest(): font.content for font in fonts.fonts}
    title = f"Changes: {redline.new_title}"
    output = f"changes-from-{old.metadata.revision}.pdf"
    data = describe(new, output, title, description_of(new), words)
    programs = subset_fonts((pages,), files, cache)
    return join_for_screen((pages,), data, programs, screen_standard(style))


_OWN_TEXT = "".join(map(chr, range(32, 127))) + "–"
"""The characters of the redline's own text."""


def _page(redline: Redline, templates: Templates, writer: Writer, inlined: Inlined) -> str:
    return templates.render(
        "redline/page.html",
        writer,
        redline=redline,
        inlined=inlined,
        policy=policy(inlined, alone=True),
    )

"""The Word edition: a file for colleagues who review in Word, to be imported back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.editions.drawings import DRAWING, lay_out_drawing
from pipeline.editions.edition import Artefact
from pipeline.editions.pdf_description import programs_for
from pipeline.editions.photos import (
    WIDEST,
    develop_photos,
    develop_without_pages,
    screen_pictures,
)
from pipeline.errors import SourceError
from pipeline.findings import Finding, Place
from pipeline.languages.word_faces import WORD_FACES
from pipeline.languages.writing import scripts_in
from pipeline.note.text import Figure
from pipeline.note.walk import charts_of, headings_in, nodes_below
from pipeline.pandoc import PandocRefusedError
from pipeline.press.fonts.font_sets import font_face_css
from pipeline.press.fonts.measuring import label_baseline_in
from pipeline.press.layout.pagination import lay_out_alone
from pipeline.press.markup.charts.size import BUILT_IN
from pipeline.press.markup.drawings import height_over_width
from pipeline.press.markup.drawn.markup import drawn_for, drawn_markup
from pipeline.press.markup.stylesheets import stylesheet
from pipeline.press.markup.writer import Dialect, Writer
from pipeline.press.parts.part_store import PartStore
from pipeline.press.parts.parts import ADDRESS, PartJob, StyleBundle
from pipeline.press.pdf.printing.settings import colours_of, press_of
from pipeline.press.pdf.rendering.part_picture import draw_first_page
from pipeline.press.word.word_document import About, write_word_file
from pipeline.press.word.word_tree import WordPicture
from pipeline.views.authors import creators_of
from pipeline.views.description import description_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.editions.bench import Bench
    from pipeline.note import Note
    from pipeline.press.markup.drawn.lifted import Drawn
    from pipeline.press.parts.photo_copies import PhotoCopies

TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TEXT_WIDTH = 160
"""Width of the text on a page of Word, in mm."""
_CHART_MARGIN = 2
"""White around it, in mm."""
_DRAWN_WIDTH = 1600
"""Width of the picture of a drawing, in px: 250 ppi at the width of the text."""


def make(bench: Bench) -> tuple[Artefact, ...]:
    """The note as a Word file. Raises SourceError where that needs too much."""
    drawings = [path for path in bench.note.pictures if path.endswith(DRAWING)]
    photos = develop_without_pages(bench, bench.note.pictures)
    pictures = {
        **{path: _draw(bench, path) for path in drawings},
        **{path: WordPicture(copies.file) for path, copies in photos.items()},
    }
    pictures |= {figure.source: _draw_chart(bench, figure) for figure in charts_of(bench.note)}
    try:
        content = write_word_file(bench.note, bench.style, pictures, _about(bench.note))
    except PandocRefusedError as error:
        message = f"the Word file cannot be made: {error}"
        raise SourceError([Finding("N394", message, Place(bench.note.slug))]) from error
    return (Artefact(f"{bench.note.slug}.docx", content, TYPE),)


def _about(note: Note) -> About:
    return About(creators_of(note), description_of(note))


def _draw(bench: Bench, path: str) -> WordPicture:
    """A drawing as a picture: not every program that opens Word files shows SVG."""
    drawing = bench.note.pictures[path]
    figure = next((one for one in _figures_of(bench.note) if one.source == path), None)
    drawn = drawn_for((figure,), bench.note.pictures) if figure else {}
    if figure and figure.id in drawn and _needs_shaping(drawn[figure.id]):
        return _draw_with_words(bench, figure, drawn[figure.id])
    laid_out = lay_out_drawing(path, drawing)
    photos = develop_photos(bench, laid_out.photos, dict.fromkeys(laid_out.photos, WIDEST))
    if path in photos:
        return WordPicture(photos[path].file, _TEXT_WIDTH)
    html = bench.templates.render(
        "word/drawing.html",
        Writer(Dialect("paged", bench.view.language)),
        language=bench.view.language,
        drawn="",
        address=f"{ADDRESS}{path}",
        width=_TEXT_WIDTH,
        height=round(_TEXT_WIDTH * height_over_width(drawing), 2),
    )
    return _picture(bench, _job(bench, path, html, laid_out.files), photos)


def _figures_of(note: Note) -> Iterator[Figure]:
    for heading in headings_in(note):
        yield from (one for one in nodes_below(heading.blocks) if isinstance(one, Figure))


def _needs_shaping(drawn: Drawn) -> bool:
    """Whether words of a drawing are in a script that the engine sets in pages, not in drawings."""
    words = "".join(one.text for one in drawn.lifted.words)
    return not WORD_FACES.keys().isdisjoint(scripts_in(words))


def _draw_with_words(bench: Bench, figure: Figure, drawn: Drawn) -> WordPicture:
    """A drawing whose words are set by the page that it is on."""
    dialect = Dialect(
        "paged",
        bench.view.language,
        picture=f"{ADDRESS}{{}}".format,
        label_width=bench.label_width,
        label_baseline=label_baseline_in(bench.typefaces),
        drawn={figure.id: drawn},
    )
    width = dialect.chart_page.width(figure.width)
    html = bench.templates.render(
        "word/drawing.html",
        Writer(dialect),
        language=bench.view.language,
        address=figure.source,
        drawn=drawn_markup(figure, drawn, dialect),
        width=width,
        height=round(width * drawn.lifted.height / drawn.lifted.width, 2),
    )
    css = stylesheet(bench.style, "charts_word") + stylesheet(bench.style, "drawn")
    job = _job(bench, figure.source, html, {drawn.path: drawn.lifted.shapes}, css)
    return _picture(bench, job, {})


def _draw_chart(bench: Bench, figure: Figure) -> WordPicture:
    """A chart as a picture; its data stands as a table below it."""
    from pipeline.press.markup.charts.chart import height_of

    dialect = Dialect(
        "paged",
        bench.view.language,
        words=bench.view.words,
        colours=colours_of(bench.style),
        chart_page=replace(BUILT_IN, line=bench.style.length("line")),
        label_width=bench.label_width,
    )
    html = bench.templates.render(
        "word/chart.html",
        Writer(dialect),
        language=bench.view.language,
        title=figure.source,
        figure=figure,
        width=dialect.chart_page.width(figure.width) + 2 * _CHART_MARGIN,
        height=round(height_of(figure, dialect) + 2 * _CHART_MARGIN, 2),
        margin=_CHART_MARGIN,
    )
    css = stylesheet(bench.style, "charts_word")
    return _picture(bench, _job(bench, figure.source, html, {}, css), {})


def _job(
    bench: Bench, path: str, html: str, pictures: Mapping[str, bytes], css: str = ""
) -> PartJob:
    return PartJob(
        name=path,
        html=html,
        style=StyleBundle(
            font_face_css(bench.fonts, f"{ADDRESS}{{}}".format) + css,
            {font.file_name: font.content for font in bench.fonts.fonts},
        ),
        pictures=pictures,
        press=press_of(bench.style),
    )


def _picture(bench: Bench, job: PartJob, photos: Mapping[str, PhotoCopies]) -> WordPicture:
    pages = lay_out_alone(job, bench.engine, PartStore(bench.cache))
    fonts, shown = programs_for(bench, (pages,)), screen_pictures(photos)
    picture = draw_first_page(pages, fonts, _DRAWN_WIDTH, bench.cache, shown)
    return WordPicture(picture, _TEXT_WIDTH)

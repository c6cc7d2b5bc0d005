"""Figures as markup: the picture, its title and number, and the lines below it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.note.walk import lines_below
from pipeline.press.markup.boxes import letter_notes
from pipeline.press.markup.drawings import inline_drawing
from pipeline.press.markup.drawn.markup import drawn_markup
from pipeline.press.markup.lines_below import line_markup

if TYPE_CHECKING:
    from pipeline.note.text import Figure
    from pipeline.press.markup.writer import Writer


def figure_markup(figure: Figure, writer: Writer) -> str:
    """A figure; its title stands above the picture if it has a number, lines below or a width."""
    label, lines = writer.label(figure.id), lines_below(figure)
    start, image = writer.page_start(figure.id), _shown(figure, writer)
    notes = "".join(letter_notes(figure, writer))
    if not (label or lines or figure.width != "text" or figure.chart):
        caption = writer.inlines(figure.caption)
        below = f"<figcaption>{caption}</figcaption>" if caption else ""
        return _element(figure, (), f"{start}{image}{below}{notes}")
    below = "".join(line_markup(name, line, writer) for name, line in lines.items())
    width = figure.width if figure.width != "text" else ""
    return _element(
        figure,
        ("titled", "numbered" if label else "", width),
        f"{_title(figure, start, writer)}{image}{notes}{below}{_data(figure, writer)}",
    )


def _element(figure: Figure, classes: tuple[str, ...], inside: str) -> str:
    names = " ".join(filter(None, (*classes, *figure.layout_hints)))
    marked = f' class="{names}"' if names else ""
    return f'<figure id="{figure.id}"{marked}>{inside}</figure>'


def _title(figure: Figure, start: str, writer: Writer) -> str:
    """The title with the start of a page in it: nothing may stand before it in a figure."""
    if not figure.caption:
        return start
    label = writer.label(figure.id)
    title = f'<span class="title">{writer.inlines(figure.caption)}</span>'
    return (
        f"<figcaption>{start}{label} {title}</figcaption>"
        if label
        else f"<figcaption>{start}{title}</figcaption>"
    )


def _shown(figure: Figure, writer: Writer) -> str:
    """The picture of a figure, or its chart."""
    return str(writer.chart(figure)) if figure.chart else _image(figure, writer)


def _data(figure: Figure, writer: Writer) -> str:
    """The data of a chart as a table, on screens; readers of a page have the file in the PDF."""
    if figure.chart is None or writer.dialect.name == "paged":
        return ""
    from pipeline.charts.data_table import data_table, narrow_tables

    signs = writer.dialect.number_signs
    if writer.dialect.name == "epub":
        return str(writer.blocks(narrow_tables(figure.chart, signs)))
    table = writer.blocks((data_table(figure.chart, signs),))
    words = writer.text(writer.dialect.words["figure_data"])
    return f'<details class="figure-data"><summary>{words}</summary>{table}</details>'


def _image(figure: Figure, writer: Writer) -> str:
    drawing = writer.dialect.drawings.get(figure.source)
    if drawing is not None:
        return inline_drawing(drawing, figure.alternative, figure.id)
    drawn = writer.dialect.drawn.get(figure.id)
    if drawn is not None:
        return drawn_markup(figure, drawn, writer.dialect)
    source = escape(writer.dialect.picture(figure.source))
    # An empty alternative text suffices in HTML; for the PDF the role must be explicit.
    is_hidden = writer.dialect.name == "paged" and not figure.alternative
    hidden = ' role="presentation"' if is_hidden else ""
    alternative = escape(figure.alternative)
    return f'<img src="{source}" alt="{alternative}"{hidden}{writer.dialect.void}'

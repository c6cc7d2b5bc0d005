"""Tables as markup: a frame around the table and the lines that belong to it."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from pipeline.languages import decimal_sign
from pipeline.note.formula_words import spoken
from pipeline.note.repeating import unlinked
from pipeline.note.table_shape import shape_of
from pipeline.note.text import Text
from pipeline.note.walk import line_of, lines_below, plain
from pipeline.press.markup.boxes import letter_notes
from pipeline.press.markup.lines_below import line_markup
from pipeline.press.markup.table_rows import FEW_ROWS, RowWriter

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.note.text import Table
    from pipeline.press.markup.writer import Writer


def table_markup(table: Table, writer: Writer) -> str:
    """A table in its frame, with its source and note below it."""
    names = (
        "table-frame",
        "wide" if table.wide else "",
        "collected" if table.collects else "",
        "numbered" if table.id in writer.dialect.labels else "",
        "short" if _is_short(table, writer) else "",
        *table.layout_hints,
    )
    inside = _table(table, writer)
    if writer.dialect.name == "web":
        inside = _scrolling(inside, table, writer.dialect.language)
    return (
        f'<div id="{table.id}" class="{" ".join(filter(None, names))}">'
        f"{writer.page_start(table.id)}{inside}{''.join(_lines(table, writer))}</div>"
    )


def _is_short(table: Table, writer: Writer) -> bool:
    return writer.dialect.name == "paged" and len(table.body) <= FEW_ROWS


def _scrolling(inside: str, table: Table, language: str) -> str:
    """A frame that scrolls by itself in a narrow window, also by keyboard."""
    name = f'aria-labelledby="{table.id}-title"'
    if not table.caption:
        name = f'aria-label="{escape(", ".join(_heads(table, language)))}"'
    return f'<div class="table-scroll" tabindex="0" role="region" {name}>{inside}</div>'


def _heads(table: Table, language: str) -> Iterator[str]:
    """The words at the head of each column, which name a table that has no caption."""
    for row in table.head:
        yield from filter(None, (spoken(line_of(cell.blocks), language) for cell in row))


def _table(table: Table, writer: Writer) -> str:
    caption = ""
    if table.caption:
        title = f'<span class="table-title">{writer.inlines(table.caption)}</span>'
        label = "".join(f"{one} " for one in (writer.label(table.id),) if one)
        caption = f'<caption id="{table.id}-title">{label}{title}</caption>'
    shape = shape_of(table, decimal_sign(writer.dialect.language))
    rows = RowWriter(table, shape, writer.item)
    head = f"<thead>{_continued(table, writer)}{rows.head()}</thead>"
    return f"<table>{caption}{rows.column_groups()}{head}{rows.bodies()}</table>"


def _continued(table: Table, writer: Writer) -> str:
    """The title as it stands above the heads on further pages; the engine drops it on the first."""
    if writer.dialect.name != "paged" or not table.caption:
        return ""
    words, title = writer.dialect.words["continued"], unlinked(table.caption)
    written = str(writer.text(words.format(title=plain(title))))
    if any(not isinstance(one, Text) for one in title):
        before, after = words.split("{title}")
        written = f"{writer.text(before)}{writer.inlines(title)}{writer.text(after)}"
    return (
        f'<tr class="continued"><th scope="col" colspan="{len(table.alignments)}">'
        f"{written}</th></tr>"
    )


def _lines(table: Table, writer: Writer) -> Iterator[str]:
    """Yield the lines below a table: its notes by their letters, its source, its note, its data."""
    yield from letter_notes(table, writer)
    for name, inlines in lines_below(table).items():
        yield line_markup(name, inlines, writer)
    if address := writer.dialect.data.get(table.id):
        yield _data(table, address, writer)


def _data(table: Table, address: str, writer: Writer) -> str:
    """The link to the data of a table, which is described by the title of the table."""
    words = writer.text(writer.dialect.words["table_data"].format(format="CSV"))
    title = f' aria-describedby="{table.id}-title"' if table.caption else ""
    return (
        f'<p class="source table-data"><a download="{table.id}.csv" href="{escape(address)}"'
        f"{title}>{words}</a></p>"
    )

"""The view of the one-pager of a whole note, made from its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.note.recommendations import recommendations_of
from pipeline.note.repeating import repeated
from pipeline.note.text import Text
from pipeline.views.authors import short_byline
from pipeline.views.one_pager import (
    KeyPoint,
    OnePagerView,
    ThemeLine,
    lead_of,
    legal_line,
    quote_of,
    source_line,
    written_out,
)
from pipeline.views.recommendations import first_recommendations, on_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.note.text import Lifted
    from pipeline.numbering import Labels
    from pipeline.views.full_note import NoteView, PartView, ThemeView
    from pipeline.views.recommendations import Pages


def view_note_one_pager(
    note: Note, view: NoteView, summary: PartView, labels: Labels, pages: Mapping[str, Pages]
) -> OnePagerView:
    """The one-pager of a note.

    ``pages`` are the first and last page of each part, and of each recommendation, by id.
    """
    data, words = note.metadata, view.words
    every = recommendations_of(note)
    recommended = first_recommendations(every, every, view, labels, pages)
    page = OnePagerView(
        number=0,
        count=len(view.themes),
        name=summary.name,
        source=summary.source,
        language=view.language,
        words=words,
        series=view.cover.series,
        counter=words["note_on_one_page"],
        numeral="",
        colour=1,
        title=view.cover.title,
        subtitle=view.cover.subtitle,
        lead=lead_of(summary),
        opening=(),
        key_points=() if recommended.first else tuple(map(_key_point, summary.all_key_messages)),
        quote=quote_of(summary),
        discussed=(),
        discussed_label="",
        authors=short_byline(tuple(author.written for author in view.authors), words),
        source_line=source_line(data, view, on_pages(pages[summary.id], words)),
        address=data.web_address or "",
        address_shown=(data.web_address or "").partition("://")[2].rstrip("/"),
        disclaimer=data.disclaimer_short,
        legal=legal_line(note, words),
        recommendations=recommended.first,
        more_recommendations=recommended.more,
        themes=tuple(_theme(theme, pages[theme.id], words) for theme in view.themes),
    )
    return written_out(page, note)


def _key_point(message: Lifted) -> KeyPoint:
    return KeyPoint("", repeated(message.inlines))


def _theme(theme: ThemeView, pages: Pages, words: Mapping[str, str]) -> ThemeLine:
    keys = theme.all_key_messages
    lead = (Text(text=theme.lead),) if theme.lead else ()
    says = repeated(keys[0].inlines) if keys else lead
    return ThemeLine(theme.numeral, theme.colour, theme.short, says, on_pages(pages, words))

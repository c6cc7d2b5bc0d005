"""The view of the one-pager of a whole note, made from its summary."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.note.recommendations import recommendations_of
from pipeline.note.repeating import repeated
from pipeline.note.text import Text
from pipeline.note.walk import line_of
from pipeline.phrases import facts_of
from pipeline.views.authors import short_byline
from pipeline.views.numerals import page_range
from pipeline.views.one_pager import (
    KeyPoint,
    OnePagerView,
    Recommended,
    ThemeLine,
    lead_of,
    legal_line,
    quote_of,
    source_line,
    written_out,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note import Note
    from pipeline.note.text import Lifted
    from pipeline.numbering import Labels
    from pipeline.views.full_note import NoteView, PartView, ThemeView

Pages = tuple[int, int]

_MOST: Final = 3
"""Recommendations on a one-pager; the note has the others."""
_BETWEEN: Final = " · "


def view_note_one_pager(
    note: Note, view: NoteView, summary: PartView, labels: Labels, pages: Mapping[str, Pages]
) -> OnePagerView:
    """The one-pager of a note.

    ``pages`` are the first and last page of each part, and of each recommendation, by id.
    """
    data, words = note.metadata, view.words
    recommended = tuple(_recommended(note, view, labels, pages))
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
        key_points=() if recommended else tuple(map(_key_point, summary.all_key_messages)),
        quote=quote_of(summary),
        discussed=(),
        authors=short_byline(tuple(author.written for author in view.authors), words),
        source_line=source_line(data, view, _on(pages[summary.id], words)),
        address=data.web_address or "",
        address_shown=(data.web_address or "").partition("://")[2].rstrip("/"),
        disclaimer=data.disclaimer_short,
        legal=legal_line(data),
        recommendations=recommended,
        more_recommendations=_where_all_are(note, view, pages),
        themes=tuple(_theme(theme, pages[theme.id], words) for theme in view.themes),
    )
    return written_out(page, note)


def _key_point(message: Lifted) -> KeyPoint:
    return KeyPoint(None, repeated(message.inlines))


def _recommended(
    note: Note, view: NoteView, labels: Labels, pages: Mapping[str, Pages]
) -> Iterator[Recommended]:
    for one in recommendations_of(note)[:_MOST]:
        label = labels[one.id].text if one.id in labels else ""
        facts = [value for _, value in facts_of(one, view.words, view.language)]
        facts += [_on(pages[one.id], view.words)] if one.id in pages else []
        yield Recommended(label, repeated(line_of(one.blocks)), _BETWEEN.join(facts))


def _where_all_are(note: Note, view: NoteView, pages: Mapping[str, Pages]) -> str:
    """The line that leads to all recommendations, if the one-pager has not room for all."""
    every = recommendations_of(note)
    if len(every) <= _MOST:
        return ""
    found = [pages[one.id] for one in every if one.id in pages]
    where = [_on((found[0][0], found[-1][1]), view.words)] if found else []
    return _BETWEEN.join([view.words["all_recommendations"], *where])


def _theme(theme: ThemeView, pages: Pages, words: Mapping[str, str]) -> ThemeLine:
    keys = theme.all_key_messages
    lead = (Text(text=theme.lead),) if theme.lead else ()
    says = repeated(keys[0].inlines) if keys else lead
    return ThemeLine(theme.numeral, theme.colour, theme.short, says, _on(pages, words))


def _on(pages: Pages, words: Mapping[str, str]) -> str:
    return words["on_page" if pages[0] == pages[1] else "on_pages"].format(pages=page_range(*pages))

"""The view of a one-pager: one theme on one page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from pipeline.languages import find_language
from pipeline.note.repeating import repeated
from pipeline.note.text import Figure, Paragraph, Text
from pipeline.note.walk import headings_of, nodes_below, plain
from pipeline.phrases import numeral
from pipeline.views.abbreviations import FirstUses
from pipeline.views.authors import short_byline
from pipeline.views.description import beginning
from pipeline.views.imprint.terms import terms_of
from pipeline.views.recommendations import (
    NO_RECOMMENDATIONS,
    RecommendationLines,
    Recommended,
    on_pages,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.note import Metadata, Note, Part
    from pipeline.note.text import Inlines
    from pipeline.numbering import Labels
    from pipeline.views.full_note import NoteView, PartView, ThemeView
    from pipeline.views.recommendations import Pages

_CROWDED: Final = 7
"""Key messages, questions and topics that leave no room for the beginning of the text."""
_OPENING: Final = 1200
"""Characters of a theme's text on its one-pager, where there is nothing else to show."""


@dataclass(frozen=True, slots=True)
class Discussed:
    """A question in short with its topics in short; ``number`` is empty for topics without one."""

    number: str
    title: str
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """A key message; ``number`` is that of its question, empty where it has none of its own."""

    number: str
    inlines: Inlines


@dataclass(frozen=True, slots=True)
class ThemeLine:
    """What a theme says in a sentence, and on which pages."""

    numeral: str
    colour: int
    title: str
    says: Inlines
    pages: str


@dataclass(frozen=True, slots=True)
class OnePagerFigure:
    """A chart with its words; ``label`` is its name and number in the note, if it has one.

    ``lines`` are those below it, by name. Its texts have neither footnotes nor anchors.
    """

    figure: Figure
    label: str
    title: Inlines
    unit: str
    lines: tuple[tuple[str, Inlines], ...]


@dataclass(frozen=True, slots=True)
class OnePagerView:
    """A one-pager, numbered ``number`` of ``count``; ``source`` is the file of its text.

    ``pages`` are the pages of the note it comes from as printed, such as ``5–13``; ``address``
    is the address of the theme in the web edition, for the QR code, empty if there is none.
    ``quote`` is the first pull quote of the theme, for a page that has room left; ``quote_alone``
    is how it reads without the recommendations, if that may differ. ``opening`` is how the text of
    a theme begins that has neither key messages nor headings, after its lead. ``discussed_label``
    stands above what is ``discussed``, which is talks only in a note that tells of some.
    ``recommendations`` are the first of the theme, for a page that has room for them, or of the
    whole note; ``more_recommendations`` says where all are, if there are others. ``themes`` are on
    that of the whole note alone, which is number 0. ``figure`` is for a page that has room for it.
    Its texts have neither footnotes nor anchors, but links, and formulas as they are.
    """

    number: int
    count: int
    name: str
    source: str
    language: str
    words: Mapping[str, str]
    series: str
    counter: str
    numeral: str
    colour: int
    title: str
    subtitle: str | None
    lead: Inlines
    opening: tuple[Inlines, ...]
    key_points: tuple[KeyPoint, ...]
    quote: Inlines
    discussed: tuple[Discussed, ...]
    discussed_label: str
    authors: str
    source_line: str
    address: str
    address_shown: str
    disclaimer: str | None
    legal: str
    recommendations: tuple[Recommended, ...] = ()
    more_recommendations: str = ""
    themes: tuple[ThemeLine, ...] = ()
    quote_alone: Inlines = ()
    figure: OnePagerFigure | None = None

    @property
    def labels_are_words(self) -> bool:
        """Whether recommendations are numbered by more than a letter, as 建议1 and KN1 are."""
        return any(sum(not c.isdigit() for c in one.label) > 1 for one in self.recommendations)

    @property
    def can_be_shorter(self) -> bool:
        """Whether it has recommendations that it can do without.

        That of the whole note is made for its recommendations; a theme's is full without.
        """
        return bool(self.number and self.recommendations)


def view_one_pager(
    note: Note,
    view: NoteView,
    theme: ThemeView,
    pages: Pages,
    recommended: RecommendationLines = NO_RECOMMENDATIONS,
) -> OnePagerView:
    """The one-pager of a theme that is on pages ``first`` to ``last`` of the note."""
    data = note.metadata
    words = view.words
    key_points, discussed = _key_points(theme), _discussed(theme)
    said = len(key_points) + sum(1 + len(one.topics) for one in discussed)
    opening = () if said else _opening(theme)
    address = f"{data.web_address}#{theme.id}" if data.web_address else ""
    page = OnePagerView(
        number=theme.number,
        count=len(view.themes),
        name=theme.name,
        source=theme.source,
        language=view.language,
        words=words,
        series=view.cover.series,
        counter=counter_of(theme.number, len(view.themes), words),
        numeral=theme.numeral,
        colour=theme.colour,
        title=theme.plain_title,
        subtitle=theme.subtitle,
        lead=lead_of(theme) if theme.lead or said < _CROWDED else (),
        opening=tuple(repeated(one.inlines) for one in opening[0 if theme.lead else 1 :]),
        key_points=key_points,
        quote=quote_of(theme),
        discussed=discussed,
        discussed_label=words[
            "what_was_discussed" if _tells_of_talks(note) else "what_it_is_about"
        ],
        authors=short_byline(tuple(author.written for author in view.authors), words),
        source_line=source_line(data, view, on_pages(pages, words)),
        address=address,
        address_shown=(data.web_address or "").partition("://")[2].rstrip("/"),
        disclaimer=data.disclaimer_short,
        legal=legal_line(note, words),
        recommendations=recommended.first,
        more_recommendations=recommended.more,
    )
    return written_out(page, note)


def written_out(page: OnePagerView, note: Note) -> OnePagerView:
    """A one-pager that writes out its own first uses of abbreviations: it is read by itself."""
    if not note.abbreviations:
        return page
    # The arguments are read in the order in which the page is.
    uses = FirstUses(note.abbreviations, page.words)
    line = uses.line
    return replace(
        page,
        lead=line(page.lead),
        opening=tuple(map(line, page.opening)),
        key_points=tuple(replace(one, inlines=line(one.inlines)) for one in page.key_points),
        quote_alone=uses.fork().line(page.quote) if page.can_be_shorter else (),
        recommendations=tuple(
            replace(one, inlines=line(one.inlines)) for one in page.recommendations
        ),
        themes=tuple(replace(one, says=line(one.says)) for one in page.themes),
        quote=line(page.quote),
    )


def counter_of(number: int, count: int, words: Mapping[str, str]) -> str:
    """Which of all one-pagers of a note one is."""
    return words["one_pager_of"].format(number=numeral(words, number), count=numeral(words, count))


def lead_of(part: PartView) -> Inlines:
    """The lead of a part, else how its text begins."""
    return (Text(text=part.lead),) if part.lead else beginning(part.blocks)


def quote_of(part: PartView) -> Inlines:
    """The first pull quote of a part, if any."""
    return repeated(part.pulls[0].inlines) if part.pulls else ()


def first_chart(parts: Iterable[Part], labels: Labels) -> OnePagerFigure | None:
    """The first chart of some parts of a note; None if they have none."""
    figure = next(_charts(parts), None)
    if figure is None or figure.chart is None:
        return None
    label = labels.get(figure.id)
    lines = (("source", figure.credit), ("note", figure.note))
    return OnePagerFigure(
        figure,
        label.text if label else "",
        repeated(figure.caption),
        figure.chart.unit,
        tuple((name, repeated(line)) for name, line in lines if line),
    )


def _opening(theme: ThemeView) -> tuple[Paragraph, ...]:
    """The first paragraphs of a theme, as many as one page certainly holds beside its lead."""
    found: list[Paragraph] = []
    room = _OPENING
    for block in theme.blocks:
        if not isinstance(block, Paragraph):
            break
        room -= len(plain(block.inlines))
        if found and room < 0:
            break
        found.append(block)
    return tuple(found)


def source_line(data: Metadata, view: NoteView, pages: str) -> str:
    """Which note a one-pager comes from, and from which of its pages."""
    title, date = view.cover.full_title, view.cover.date
    if data.kind is None:
        return view.words["from_the_title"].format(title=title, date=date, pages=pages)
    kind = _in_a_sentence(data.kind, data.language)
    return view.words["from_the_note"].format(kind=kind, title=title, date=date, pages=pages)


def legal_line(note: Note, words: Mapping[str, str]) -> str:
    """Whose the text is, or how it may be used; empty if the note says neither."""
    if note.metadata.original:
        return note.metadata.original.copyright
    terms = terms_of(note, words)
    return terms.statement if terms else ""


def _key_points(theme: ThemeView) -> tuple[KeyPoint, ...]:
    found = [KeyPoint("", repeated(one.inlines)) for one in theme.key_messages]
    for question in theme.questions:
        for place, message in enumerate(question.key_messages):
            number = "" if place else question.numeral
            found.append(KeyPoint(number, repeated(message.inlines)))
    return tuple(found)


def _tells_of_talks(note: Note) -> bool:
    """Whether a note tells what was said, at a meeting or by people."""
    return note.metadata.event is not None or bool(note.people.participants)


def _discussed(theme: ThemeView) -> tuple[Discussed, ...]:
    found = []
    if theme.topics:
        found.append(Discussed("", "", tuple(topic.short for topic in theme.topics)))
    for question in theme.questions:
        topics = tuple(topic.short for topic in question.topics)
        found.append(Discussed(question.numeral, question.short, topics))
    return tuple(found)


def _in_a_sentence(kind: str, language: str) -> str:
    """The kind of document as written within a sentence."""
    known = find_language(language)
    return kind if known and known.capital_nouns else kind[:1].lower() + kind[1:]


def _charts(parts: Iterable[Part]) -> Iterator[Figure]:
    for part in parts:
        for heading in headings_of(part):
            for node in nodes_below(heading.blocks):
                if isinstance(node, Figure) and node.chart:
                    yield node

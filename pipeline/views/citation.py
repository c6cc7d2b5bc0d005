"""Citations of a note: in three common styles and as files, all from its metadata.

A note that names no authors is by groups (`pipeline.views.authors`). Where the author is also the
publisher, the publisher is not repeated (APA 7, section 10.4).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.languages import DEFAULT, find_language, language_of
from pipeline.languages.dates import locale_of, set_date
from pipeline.languages.digits import in_digits
from pipeline.phrases import numeral
from pipeline.views.authors import authors_of, publisher_of
from pipeline.views.cited_authors import in_apa, in_chicago, in_harvard
from pipeline.views.imprint.phrase import Phrase
from pipeline.views.matter import full_title
from pipeline.views.note_item import item_of_note, restates
from pipeline.views.reference_files.files import CitationFile, reference_files

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pipeline.note import Note
    from pipeline.views.authors import AuthorView


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference in one style: the name of the style and its words."""

    id: str
    style: str
    phrases: tuple[Phrase, ...]

    @property
    def text(self) -> str:
        """The reference as plain text."""
        return "".join(phrase.text for phrase in self.phrases)


@dataclass(frozen=True, slots=True)
class Citation:
    """Every way to cite a note."""

    references: tuple[Reference, ...]
    files: tuple[CitationFile, ...]


def cite(note: Note, words: Mapping[str, str]) -> Citation:
    """Every way to cite a note, from nothing but its metadata."""
    facts = _gather(note, words)
    return Citation(
        references=(
            Reference("cite-apa", "APA", tuple(_apa(facts))),
            suggested(note, words),
            Reference("cite-harvard", "Harvard", tuple(_harvard(facts))),
        ),
        files=reference_files(note.slug, [item_of_note(note, words)]),
    )


def suggested(note: Note, words: Mapping[str, str]) -> Reference:
    """The reference that the imprint suggests."""
    return Reference("cite-chicago", "Chicago", tuple(_chicago(_gather(note, words))))


@dataclass(frozen=True, slots=True)
class _Facts:
    """The elements of a reference."""

    note: Note
    words: Mapping[str, str]
    authors: tuple[AuthorView, ...]
    publisher: str
    title: str
    series: str
    number: str
    year: str
    date: str
    year_first: str
    revision: str
    address: str
    restates: str


def _gather(note: Note, words: Mapping[str, str]) -> _Facts:
    data = note.metadata
    revision = _revision(data.revision, words)
    return _Facts(
        note=note,
        words=words,
        authors=authors_of(note),
        publisher=publisher_of(note),
        title=full_title(note, words),
        series=_series(note, words),
        number=str(data.series.number or "") if data.series else "",
        year=numeral(words, data.published.year),
        date=set_date(data.published, data.language, words["digits"], data.date_precision),
        year_first=_year_first(note, words),
        revision=revision,
        address=_address(note),
        restates=restates(note, words),
    )


def _revision(number: int, words: Mapping[str, str]) -> str:
    """A revision in words; the first is not named."""
    return words["revision"].format(number=numeral(words, number)) if number > 1 else ""


def _year_first(note: Note, words: Mapping[str, str]) -> str:
    """A date as APA has it: ``2021``, ``2021, March``, ``2021, March 5``."""
    from babel.dates import format_date

    data = note.metadata
    day = (find_language(data.language) or language_of(DEFAULT)).dates.after_year
    pattern = {"day": f"y, {day}", "month": "y, LLLL", "year": "y"}[data.date_precision]
    written = format_date(data.published, pattern, locale=locale_of(data.language))
    return in_digits(written, words["digits"])


def _series(note: Note, words: Mapping[str, str]) -> str:
    series = note.metadata.series
    if series is None:
        return ""
    if series.number is None:
        return series.title
    return words["series_number"].format(series=series.title, number=numeral(words, series.number))


def _address(note: Note) -> str:
    doi = note.metadata.identifiers.doi
    return f"https://doi.org/{doi}" if doi else note.metadata.web_address or ""


def _apa(facts: _Facts) -> Iterator[Phrase]:
    data = facts.note.metadata
    numbered = facts.series if facts.number else ""
    details = "; ".join(part for part in (numbered, facts.revision) if part)
    kind = f"[{data.kind}]" if data.kind else ""
    named = in_apa(facts.authors)
    if named:
        yield Phrase(f"{_stopped(named)} ({facts.year_first}). ")
    yield Phrase(facts.title, is_title=True)
    yield Phrase(f" ({details})" if details else "")
    if not named:  # The title stands in place of the author (APA 7, section 9.12).
        yield Phrase(f"{f' {kind}' if kind else ''}. ({facts.year_first})")
        kind = ""
    rest = " ".join(filter(None, (_sentences(kind, _other_publisher(facts)), facts.address)))
    yield Phrase(f" {rest}" if kind else f". {rest}".rstrip())
    yield from _remark(facts)


def _chicago(facts: _Facts) -> Iterator[Phrase]:
    imprint = ", ".join(part for part in (_other_publisher(facts), facts.date) if part)
    if named := in_chicago(facts.authors, facts.words):
        yield Phrase(f"{_stopped(named)} ")
    yield Phrase(facts.title, is_title=True)
    details = _sentences(facts.note.metadata.kind or "", facts.series, facts.revision, imprint)
    yield Phrase(f". {details} {facts.address}." if facts.address else f". {details}")
    yield from _remark(facts)


def _harvard(facts: _Facts) -> Iterator[Phrase]:
    available = facts.words["available_at"].format(address=facts.address) if facts.address else ""
    named = in_harvard(facts.authors, facts.words)
    if named:
        yield Phrase(f"{named} ({facts.year}) ")
    yield Phrase(facts.title, is_title=True)
    kind, publisher = facts.note.metadata.kind or "", _other_publisher(facts)
    details = _sentences(kind, facts.series, facts.revision, publisher)
    rest = " ".join(filter(None, (details, available)))
    yield Phrase(f"{'' if named else f' ({facts.year})'}. {rest}".rstrip())
    yield from _remark(facts)


def _other_publisher(facts: _Facts) -> str:
    names = tuple(author.written for author in facts.authors)
    return "" if names == (facts.publisher,) else facts.publisher


def _sentences(*parts: str) -> str:
    return " ".join(_stopped(part) for part in parts if part)


def _remark(facts: _Facts) -> Iterator[Phrase]:
    if facts.restates:
        yield Phrase(f" ({facts.restates})")


def _stopped(text: str) -> str:
    return text if text.endswith(".") else f"{text}."

"""The page of the index of all notes, as data: what is on it, and in what order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from uuid import NAMESPACE_URL, uuid5

from pipeline.languages.own_names import own_names
from pipeline.views.series.paging import Whole
from pipeline.views.series.works import newest_first, works_of

if TYPE_CHECKING:
    from pipeline.views.series.entries import IndexEntry


@dataclass(frozen=True, slots=True)
class OtherLanguage:
    """A note of a work beside the one that stands for it; ``name`` is its language in itself."""

    name: str
    entry: IndexEntry


@dataclass(frozen=True, slots=True)
class IndexWork:
    """What stands in one place of the index: a note, or the original and its translations.

    If the original was not made, the first of the translations stands for it.
    """

    entry: IndexEntry
    others: tuple[OtherLanguage, ...] = ()

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """The notes in all languages, first the one that stands for all."""
        return (self.entry, *(one.entry for one in self.others))


@dataclass(frozen=True, slots=True)
class SeriesShelf:
    """The notes of a series, the newest first."""

    title: str
    works: tuple[IndexWork, ...]

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """The notes in all languages."""
        return tuple(entry for work in self.works for entry in work.entries)


@dataclass(frozen=True, slots=True)
class SeriesIndex:
    """The index: all series, the one with the newest note first.

    ``address`` is that of its folder, empty if its notes have none; ``name`` is that of the
    publisher, or what else it is called; ``urn`` is its lasting name; ``updated`` is the moment of
    the newest revision. ``sisters`` are those in other languages of each note that has some, by its
    ``slug``.
    """

    language: str
    words: Mapping[str, str]
    publisher: str
    name: str
    description: str
    address: str
    urn: str
    updated: str
    shelves: tuple[SeriesShelf, ...]
    linked_data: Mapping[str, Any]
    sisters: Mapping[str, tuple[IndexEntry, ...]]

    @property
    def entries(self) -> tuple[IndexEntry, ...]:
        """Every note, the newest first."""
        found = (entry for shelf in self.shelves for entry in shelf.entries)
        return tuple(sorted(found, key=newest_first))

    def sisters_of(self, entry: IndexEntry) -> tuple[IndexEntry, ...]:
        """The notes with the same content as one in other languages, the original first."""
        return self.sisters.get(entry.slug, ())


def newest(entries: Sequence[IndexEntry]) -> IndexEntry:
    """The newest of at least one note, first of its languages; the index speaks that."""
    return min((work.entry for work in _works(entries)), key=newest_first)


def home_of(entry: IndexEntry) -> str:
    """The address of the folder of the index, as that of a note tells it; empty without one."""
    # From the folder web, out of that of the note, and out of that of its work.
    return urljoin(entry.address, "../" * (entry.slug.count("/") + 2)) if entry.address else ""


def view_index(
    entries: Sequence[IndexEntry], words: Mapping[str, str], whole: Whole | None = None
) -> SeriesIndex:
    """The index of at least one note, with interface words in its language.

    ``whole`` says what it shares with other pages of the same index; without it, this is told by
    the newest note.
    """
    ordered = sorted(_works(entries), key=lambda work: newest_first(work.entry))
    first = ordered[0].entry
    if whole is None:
        publisher = next((work.entry.publisher for work in ordered if work.entry.publisher), "")
        whole = Whole(first.language, publisher, home_of(first))
    publisher, address = whole.publisher, whole.address
    description = words["index_description"].format(publisher=publisher) if publisher else ""
    places = {work.entry.shelf: at for at, work in reversed(list(enumerate(ordered)))}
    shelved = sorted(ordered, key=lambda work: places[work.entry.shelf])
    shelves = groupby(shelved, key=lambda work: work.entry.shelf)
    return SeriesIndex(
        language=whole.language,
        words=words,
        publisher=publisher,
        name=publisher or words["all_notes"],
        description=description,
        address=address,
        urn=address or uuid5(NAMESPACE_URL, f"urn:notepress:index:{publisher}").urn,
        updated=max(entry.updated for entry in entries),
        shelves=tuple(SeriesShelf(title, tuple(notes)) for title, notes in shelves),
        linked_data=_describe(ordered, publisher, address),
        sisters={
            entry.slug: tuple(one for one in work.entries if one is not entry)
            for work in ordered
            if work.others
            for entry in work.entries
        },
    )


def _works(entries: Sequence[IndexEntry]) -> list[IndexWork]:
    """The notes by their works."""
    return [_work(group) for group in works_of(entries)]


def _work(entries: Sequence[IndexEntry]) -> IndexWork:
    first, *others = entries
    if not others:
        return IndexWork(first)
    names = own_names([entry.language for entry in entries])
    return IndexWork(first, tuple(OtherLanguage(names[one.language], one) for one in others))


def _describe(works: Sequence[IndexWork], publisher: str, address: str) -> dict[str, Any]:
    parts = [
        {"@type": "Report", "name": work.entry.full_title, **_url(work.entry), **_translated(work)}
        for work in works
    ]
    by = {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        **({"@id": address} if address else {}),
        **by,
        "hasPart": parts,
    }


def _translated(work: IndexWork) -> dict[str, Any]:
    """The translations of a work whose original is known."""
    if not work.others or not work.entry.is_original:
        return {}
    found = [
        {"@type": "Report", "name": one.full_title, "inLanguage": one.language, **_url(one)}
        for one in work.entries[1:]
    ]
    return {"inLanguage": work.entry.language, "workTranslation": found}


def _url(entry: IndexEntry) -> dict[str, str]:
    return {"url": entry.page_address} if entry.has_page else {}

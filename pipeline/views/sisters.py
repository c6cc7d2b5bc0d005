"""The sisters of a note as its editions name them: the same note in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from pipeline.languages.own_names import own_names
from pipeline.views.imprint.numbers import DOI
from pipeline.views.imprint.sections import ContactLine, ImprintSection

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note, Sister


@dataclass(frozen=True, slots=True)
class SisterView:
    """A sister of a note.

    ``name`` is that of its language in itself. ``address`` is where its web edition is published,
    with a slash at its end, ``doi`` the address of its DOI; both may be empty. ``folder`` is the
    path from the outputs of the note to its own, with a slash at its end. ``is_translation`` is
    true if it was translated from the note itself.
    """

    slug: str
    language: str
    name: str
    title: str
    address: str
    doi: str
    folder: str
    is_original: bool
    is_translation: bool

    @property
    def lasting(self) -> str:
        """The address that lasts longest: its DOI, or else its web address; may be empty."""
        return self.doi or self.address


@dataclass(frozen=True, slots=True)
class Alternate:
    """A page with the note in a language, and its address; ``x-default`` for all other readers."""

    language: str
    address: str


def sisters_of(note: Note) -> tuple[SisterView, ...]:
    """The sisters of a note, the original first."""
    if not note.sisters:
        return ()
    names = own_names([note.metadata.language, *(one.language for one in note.sisters)])
    return tuple(_view(one, note, names) for one in note.sisters)


def _view(sister: Sister, note: Note, names: Mapping[str, str]) -> SisterView:
    address = sister.web_address
    return SisterView(
        slug=sister.slug,
        language=sister.language,
        name=names[sister.language],
        title=sister.title,
        address=address.rstrip("/") + "/" if address else "",
        doi=f"{DOI}{sister.doi}" if sister.doi else "",
        folder=f"../{sister.folder}/",
        is_original=sister.is_original,
        is_translation=note.original is None,
    )


def imprint_of_sisters(note: Note, words: Mapping[str, str]) -> ImprintSection | None:
    """In which other languages a note is, each by its own name and title, and where."""
    lines = tuple(_line(one) for one in sisters_of(note))
    if not lines:
        return None
    return ImprintSection("imprint-languages", words["other_languages"], (), lines)


def _line(sister: SisterView) -> ContactLine:
    """A line in the language of the sister, with its address as it is typed from paper."""
    shown = (ContactLine(sister.lasting, sister.lasting),) if sister.lasting else ()
    return ContactLine(
        sister.title,
        sister.lasting or None,
        sister.name,
        more=shown,
        language=sister.language,
    )


def page_of(sister: SisterView, canonical: str, *, alone: bool) -> str:
    """The address of the web edition of a sister as seen from that of the note.

    It is relative, so that it leads there in ``build/`` as well as where both are published, unless
    they are published in other places to one another. ``canonical`` is the address of the page, or
    empty. A page ``alone`` in one file can be anywhere: it leads to where the sister is published,
    or else to the file of the sister.
    """
    if alone:
        return sister.address or f"{sister.folder}{sister.slug}.html"
    path = f"../{sister.folder}web/"
    is_elsewhere = canonical and sister.address and urljoin(canonical, path) != sister.address
    return sister.address if is_elsewhere else f"{path}index.html"


def alternates_of(note: Note, canonical: str, *, alone: bool) -> tuple[Alternate, ...]:
    """The page itself and those of its sisters, each by its language.

    The original is once more that for readers of any other language. None without sisters.
    """
    sisters = sisters_of(note)
    if not sisters:
        return ()
    own = canonical or (f"{note.slug}.html" if alone else "index.html")
    pages = [Alternate(note.metadata.language, own)]
    pages += [
        Alternate(one.language, one.address or page_of(one, canonical, alone=alone))
        for one in sisters
    ]
    original = next((place for place, one in enumerate(sisters, 1) if one.is_original), 0)
    return (*pages, Alternate("x-default", pages[original].address))

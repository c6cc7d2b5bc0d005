"""The authors of a note as each style of references has them; empty if there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.views.authors import byline

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.views.authors import AuthorView

    Authors = Sequence[AuthorView]
    Words = Mapping[str, str]


def in_apa(authors: Authors) -> str:
    """The authors as APA 7, section 9.8 has them, with initials and an ampersand."""
    if not _has_people(authors):
        return _groups(authors, "&")
    *first, last = (author.name.short for author in authors)
    return f"{', '.join(first)}, & {last}" if first else last


def in_chicago(authors: Authors, words: Words) -> str:
    """The authors as the Chicago Manual (17th edition, 14.76) has them, only the first turned."""
    if not _has_people(authors):
        return _groups(authors, words["and"])
    one, *more = authors
    *first, last = (one.name.turned_in_text, *(author.written for author in more))
    others = words["comma_names"].join(first)
    return words["last_author"].format(others=others, last=last) if first else last


def in_harvard(authors: Authors, words: Words) -> str:
    """The authors with initials, joined by the language's "and"."""
    if not _has_people(authors):
        return _groups(authors, words["and"])
    return byline(tuple(author.name.short for author in authors), words)


def _has_people(authors: Authors) -> bool:
    return any(author.is_person for author in authors)


def _groups(authors: Authors, word: str) -> str:
    *first, last = (author.written for author in authors) if authors else ("",)
    return f"{', '.join(first)} {word} {last}" if first else last

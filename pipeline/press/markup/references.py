"""References as markup."""

from __future__ import annotations

from dataclasses import replace
from html import escape
from typing import TYPE_CHECKING

from pipeline.bidi import first_direction
from pipeline.languages.scripts import undetermined
from pipeline.note.walk import plain
from pipeline.press.markup.attributes import direction_within
from pipeline.press.parts.parts import BEFORE, IN_TEXT, ON_PAGES, ONCE, SHOWN

if TYPE_CHECKING:
    from pipeline.note.text import Citation, Reference, Work, WorkList
    from pipeline.press.markup.dialect import Dialect
    from pipeline.press.markup.writer import Writer

_NUMBER = "{pages}"
_BETWEEN = ", "
_FIELD = "00"
"""What is laid out in place of a page number."""


def reference_markup(reference: Reference, inside: str, dialect: Dialect) -> str:
    """A reference around its words, with the page if the edition fills in page numbers."""
    pages = _pages(reference, dialect) if dialect.shows_pages and reference.on_page else ""
    return f'<span class="reference">{inside}</span>{pages}'


def _pages(reference: Reference, dialect: Dialect) -> str:
    before, _, after = reference.on_page.partition(_NUMBER)
    field = dialect.in_digits(_FIELD)
    numbers = (f'<span class="{IN_TEXT}" {SHOWN}="{name}">{field}</span>' for name in reference.ids)
    return (
        f'<span class="{ON_PAGES}">{escape(before)}{_BETWEEN.join(numbers)}{escape(after)}</span>'
    )


def citation_markup(citation: Citation, inside: str) -> str:
    """A citation around its words, or around the call of its note."""
    name = f' id="{citation.id}"' if citation.id else ""
    return f'<span class="citation"{name}>{inside}</span>'


def works_markup(listed: WorkList, writer: Writer) -> str:
    """A list of works, each with the way back to the citations that lead to it.

    Titles and names are set as their authors wrote them: no abbreviation is explained in them.
    """
    plain = type(writer)(replace(writer.dialect, abbreviations={}))
    items = "\n".join(_work(work, plain) for work in listed.works)
    numbered = " numbered" if any(work.number for work in listed.works) else ""
    return f'<ul class="works{numbered}">\n{items}\n</ul>{_files(listed, writer)}'


def _files(listed: WorkList, writer: Writer) -> str:
    """The links to the files of a list of works, under a label of their own."""
    files = writer.dialect.works.get(listed.name, ())
    if not files:
        return ""
    name = f"ui-{listed.name}-files"
    links = "\n".join(
        f'<li><a class="button small" download="{escape(one.name)}"'
        f' href="{escape(one.address)}">{one.format}</a></li>'
        for one in files
    )
    label = writer.text(writer.dialect.words["references_files"])
    return (
        f'\n<div class="works-files">\n<p class="label" id="{name}">{label}</p>\n'
        f'<ul class="downloads" aria-labelledby="{name}">\n{links}\n</ul>\n</div>'
    )


def _work(work: Work, writer: Writer) -> str:
    kind = ' epub:type="biblioentry"' if writer.dialect.name == "epub" else ""
    number = f'<span class="work-number">{escape(work.number)}</span> ' if work.number else ""
    # A work in another script is read, and begins, on its own side: what is of the language of the
    # note in it, such as "and others", is what goes against its direction.
    if turned := direction_within(plain(work.inlines), writer.dialect.language):
        kind += turned
        language = undetermined(first_direction(plain(work.inlines)))
        words = type(writer)(replace(writer.dialect, language=language)).inlines(
            work.inlines, work.id
        )
    else:
        words = writer.inlines(work.inlines, work.id)
    return f'<li id="{work.id}"{kind}>{number}{words}{_ways_back(work, writer)}</li>'


def _ways_back(work: Work, writer: Writer) -> str:
    """Links to the citations of a work: to the pages where they stand, or by their numbers."""
    if writer.dialect.name == "paged":
        return _pages_back(work, writer)
    word = writer.dialect.words["citation_back"]
    several = len(work.citations) > 1
    numbered = (
        (writer.dialect.in_digits(number), name) for number, name in enumerate(work.citations, 1)
    )
    links = (
        f'<a role="doc-backlink" href="{escape(writer.dialect.href(name))}"'
        f' aria-label="{escape(f"{word} {number}" if several else word)}">'
        f"{number if several else '↑'}</a>"
        for number, name in numbered
    )
    return f' <span class="work-back">{"↑ " if several else ""}{" ".join(links)}</span>'


def _pages_back(work: Work, writer: Writer) -> str:
    """The pages on which a work is cited, each once, as links."""
    links: list[str] = []
    field = writer.dialect.in_digits(_FIELD)
    for name in work.citations:
        if links:
            links.append(f'<span {ONCE}="{work.id}" {BEFORE}="{name}">{_BETWEEN}</span>')
        links.append(
            f'<a class="{IN_TEXT}" href="{escape(writer.dialect.href(name))}"'
            f' aria-label="{escape(writer.dialect.words["citation_back"])}"'
            f' {ONCE}="{work.id}" {SHOWN}="{name}">{field}</a>'
        )
    back = f'<span class="{ON_PAGES}">↑\u00a0{"".join(links)}</span>'
    return f' <span class="work-back">{back}</span>' if links else ""

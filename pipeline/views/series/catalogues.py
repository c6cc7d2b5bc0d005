"""The lists of the index for programs: an OPDS catalogue, `llms.txt`, and a site map."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urljoin

from pipeline.languages import is_right_to_left

if TYPE_CHECKING:
    from pipeline.views.authors import AuthorView
    from pipeline.views.series.entries import IndexEntry
    from pipeline.views.series.index import SeriesIndex

EPUB = "application/epub+zip"
MARKDOWN = "text/markdown"
_MARKS = re.compile(r"([\\`*_\[\]<>&#|~])")
_OPEN_ACCESS = "http://opds-spec.org/acquisition/open-access"


def catalogue(index: SeriesIndex, path: str = "opds.json", following: str = "") -> dict[str, Any]:
    """The EPUBs of the index as an OPDS 2.0 feed, ready for JSON.

    ``path`` is that of the feed, and ``following`` that of the page behind it, if there is one.
    """
    address = urljoin(index.address, path)
    page = index.address or "index.html"
    return {
        "metadata": {"title": index.name, "modified": index.updated},
        "links": [
            {"rel": "self", "href": address, "type": "application/opds+json"},
            {"rel": "alternate", "href": page, "type": "text/html"},
            *([_next(urljoin(index.address, following))] if following else []),
        ],
        "publications": [
            _publication(entry, download.path, index.sisters_of(entry))
            for entry in index.entries
            for download in entry.downloads.editions
            if download.media_type == EPUB
        ],
    }


def _next(address: str) -> dict[str, str]:
    return {"rel": "next", "href": address, "type": "application/opds+json"}


def list_for_machines(index: SeriesIndex, others: Sequence[str] = ()) -> str:
    """The notes of the index, each with its Markdown, in the form of llmstxt.org.

    A note that has no Markdown is listed with its web page, and not at all if it has neither.
    ``others`` are the names of the pages whose notes have lists of their own.
    """
    lines = [f"# {_escaped(index.name)}"]
    lines += ["", f"> {_escaped(index.description)}"] if index.description else []
    for shelf in index.shelves:
        listed = [line for entry in shelf.entries for line in _listed(entry)]
        head = ["", f"## {_escaped(shelf.title)}"] if shelf.title else []
        lines += [*head, "", *listed] if listed else []
    if others:
        links = [f"- [{one}]({urljoin(index.address, f'llms-{one}.txt')})" for one in others]
        lines += ["", f"## {_escaped(index.words['older_notes'])}", "", *links]
    return "\n".join(lines) + "\n"


def _listed(entry: IndexEntry) -> Iterator[str]:
    """Yield the line of a note, if there is anything to read."""
    texts = [one.path for one in entry.downloads.editions if one.media_type == MARKDOWN]
    addresses = [entry.address_of(quote(path)) for path in texts]
    addresses += [entry.page_address] if entry.has_page else []
    by = f" ({_escaped(entry.byline)})" if entry.byline else ""
    for address in addresses[:1]:
        yield f"- [{_escaped(entry.full_title)}]({address}){by}: {_escaped(entry.description)}"


def _escaped(text: str) -> str:
    """Escape plain text for one line of Markdown."""
    return _MARKS.sub(r"\\\1", " ".join(text.split()))


def _contributor(author: AuthorView) -> str | dict[str, str]:
    if not author.is_person:
        return author.written
    identifier = {"identifier": author.orcid} if author.orcid else {}
    return {"name": author.written, "sortAs": author.name.inverted, **identifier}


def _publication(entry: IndexEntry, path: str, sisters: Sequence[IndexEntry]) -> dict[str, Any]:
    position = {} if entry.series_number is None else {"position": entry.series_number}
    metadata = {
        "@type": "http://schema.org/Report",
        "title": entry.title,
        "subtitle": entry.subtitle,
        "identifier": entry.urn,
        "language": entry.language,
        # Which way its pages are turned (Readium Web Publication Manifest, 4.6).
        "readingProgression": "rtl" if is_right_to_left(entry.language) else None,
        "author": [_contributor(author) for author in entry.authors] or None,
        "publisher": entry.publisher or None,
        "published": entry.published,
        "modified": entry.updated,
        "description": entry.description,
        "subject": list(entry.subjects),
        "belongsTo": {"series": {"name": entry.series, **position}} if entry.series else None,
    }
    page = {"rel": "alternate", "href": entry.page_address, "type": "text/html"}
    media_type = "image/jpeg" if entry.cover.endswith(".jpg") else "image/png"
    cover = {"href": entry.address_of(entry.cover), "type": media_type}
    return {
        "metadata": {name: value for name, value in metadata.items() if value is not None},
        "links": [
            {"rel": _OPEN_ACCESS, "href": entry.address_of(path), "type": EPUB},
            *([page] if entry.has_page else []),
            *(_related(one) for one in sisters if one.has_page),
        ],
        **({"images": [cover]} if entry.has_page else {}),
    }


def _related(sister: IndexEntry) -> dict[str, Any]:
    """A link to the note in another language."""
    return {
        "rel": "related",
        "href": sister.page_address,
        "type": "text/html",
        "title": sister.full_title,
        "language": sister.language,
    }

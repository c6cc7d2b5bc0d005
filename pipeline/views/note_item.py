"""A note as an item of CSL, by which others cite it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pipeline.phrases import numeral
from pipeline.views.authors import authors_of, publisher_of
from pipeline.views.description import description_of
from pipeline.views.matter import full_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.note import Note
    from pipeline.phrases import numeral
from pipeline.views.authors import AuthorView


def item_of_note(note: Note, words: Mapping[str, str]) -> dict[str, Any]:
    """The CSL item of a note, without what its metadata lacks.

    It is a report by its authors, or by the groups that stand for them.
    """
    data = note.metadata
    published = data.published
    length = {"day": 3, "month": 2, "year": 1}[data.date_precision]
    item = {
        "id": f"{note.slug}-{published.year}",
        "type": "report",
        "title": full_title(note, words),
        "author": [_name(author) for author in authors_of(note)],
        "issued": {"date-parts": [[published.year, published.month, published.day][:length]]},
        "publisher": publisher_of(note),
        "genre": data.kind,
        "collection-title": data.series.title if data.series else "",
        "number": str(data.series.number or "") if data.series else "",
        "version": str(data.revision) if data.revision > 1 else "",
        "language": data.language,
        "keyword": "; ".join(data.subjects),
        "abstract": description_of(note),
        "DOI": data.identifiers.doi,
        "ISBN": data.identifiers.isbns.for_all,
        "URL": data.web_address,
        "note": restates(note, words),
    }
    return {name: value for name, value in item.items() if value}


def restates(note: Note, words: Mapping[str, str]) -> str:
    """What a note says of the publication that it restates; empty if it restates none."""
    original = note.metadata.original
    if original is None:
        return ""
    # No-break spaces count like any other.
    same = original.title.split() == full_title(note, words).split()
    return words["restates_same_title" if same else "restates"].format(
        title=original.title,
        publisher=original.publisher.name,
        year=numeral(words, original.date.year),
    )


def _name(author: AuthorView) -> dict[str, str]:
    name = author.name
    if not name.given:
        return {"literal": name.written}
    return {"family": name.family, "given": name.given}

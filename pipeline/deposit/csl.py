"""The note as an item of CSL-JSON, for programs that cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.deposit.people import csl_names, given
from pipeline.deposit.writing import as_json

if TYPE_CHECKING:
    from pipeline.deposit.facts import Facts


def write_csl(facts: Facts) -> bytes:
    """The item of a note, in a list of its own."""
    data, publisher = facts.data, facts.note.publisher
    item = {
        "id": f"{facts.note.slug}-{facts.date[:4]}",
        "type": "report",
        "title": facts.title,
        "author": csl_names(facts.authors),
        "issued": {"date-parts": [[int(part) for part in facts.date.split("-")]]},
        "publisher": facts.publisher,
        "publisher-place": publisher.address[-1] if publisher and publisher.address else "",
        "collection-title": data.series.title if data.series else "",
        "number": data.identifiers.symbol or facts.series_number,
        "genre": data.kind,
        "version": str(data.revision) if data.revision > 1 else "",
        "language": data.language,
        "abstract": facts.description,
        "keyword": ", ".join(data.subjects),
        "DOI": facts.doi,
        "ISBN": data.identifiers.isbns.for_all,
        "ISSN": facts.issns[-1][1] if facts.issns else "",
        "URL": facts.address,
    }
    return as_json([given(item)])

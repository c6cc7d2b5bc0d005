"""The note as an item of CSL-JSON, for programs that cite."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.deposit.writing import as_json, given
from pipeline.views.note_item import item_of_note

if TYPE_CHECKING:
    from pipeline.deposit.facts import Facts


def write_csl(facts: Facts) -> bytes:
    """The item of a note, in a list of its own: what its page offers, and more of its numbers."""
    publisher = facts.note.publisher
    more = {
        "publisher-place": publisher.address[-1] if publisher and publisher.address else "",
        "number": facts.data.identifiers.symbol or facts.series_number,
        "ISSN": facts.issns[-1][1] if facts.issns else "",
        "URL": facts.address,
    }
    return as_json([{**item_of_note(facts.note, facts.view.words), **given(more)}])

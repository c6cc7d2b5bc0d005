"""The note in the vocabulary of schema.org, as JSON-LD."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.deposit.writing import as_json, given
from pipeline.views.linked_data import describe
from pipeline.views.recommendations import view_recommendations
from pipeline.views.web_page import minutes_to_read

if TYPE_CHECKING:
    from pipeline.deposit.facts import Facts

_PAGE: Final = "../web/"


def write_schema_org(facts: Facts) -> bytes:
    """What the web edition says of the note.

    Which files there are is said without their sizes: they depend on what was built. Addresses are
    relative to this file if the note has none.
    """
    minutes = minutes_to_read(facts.view)
    advice = view_recommendations(facts.note, facts.labels, facts.view.words)
    found = describe(facts.note, facts.view, (), facts.address or _PAGE, minutes, advice)
    files = [
        {"@type": "MediaObject", "encodingFormat": one.media_type, "contentUrl": one.address}
        for one in facts.formats
    ]
    return as_json(given({**found, "encoding": files}))

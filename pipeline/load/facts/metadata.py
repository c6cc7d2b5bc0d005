"""Checks of `note.yaml` beyond its schema: numbers that add up, a meeting before its note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.load.facts.authors import check_authors
from pipeline.load.facts.identifiers import check_funders, check_identifiers
from pipeline.load.facts.licence import check_licence
from pipeline.load.facts.revisions import check_revisions

if TYPE_CHECKING:
    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.load.report import Report
    from pipeline.note.metadata import Metadata


def check_metadata(metadata: Metadata, found: YamlSource, report: Report) -> None:
    """Report values that are well formed but cannot be right."""
    check_identifiers(metadata, found, report)
    check_funders(metadata.funders, found, report)
    check_authors(metadata.authors, found, report)
    check_revisions(metadata, found, report)
    if metadata.licence is not None:
        check_licence(metadata.licence, found, report)
    if metadata.event is not None and metadata.event.date > metadata.published:
        place = found.source.place(found.spot(("event", "date")))
        hint = f"the note was published on {metadata.published}"
        report.add("N208", "the event is later than the note", place, hint)


def check_alone(metadata: Metadata, found: YamlSource, report: Report) -> None:
    """Warn of a note that says from what it was translated, and has no sisters."""
    if metadata.translated_from is not None:
        place = found.source.place(found.spot(("translated_from",)))
        hint = (
            "put the two in folders of one note: source/notes/my-note/en, source/notes/my-note/fr"
        )
        message = "the note is not beside the one that it was translated from"
        report.add("N388", message, place, hint)

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

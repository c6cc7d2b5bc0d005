"""Checks of `people.yaml` beyond its schema: every id is unique."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.findings import Place
    from pipeline.load.facts.yaml_source import Path, YamlSource
    from pipeline.load.report import Report
    from pipeline.note.people import People


def check_people(people: People, found: YamlSource, report: Report) -> dict[str, Place]:
    """The place of each id of a person or delegation; one given twice is a finding."""
    places: dict[str, Place] = {}
    for name, path in _ids(people):
        place = found.source.place(found.spot(path))
        if name in places:
            hint = f"it was used first in line {places[name].line}; an id must be unique"
            report.add("N213", f"id {name} is used twice", place, hint)
        places.setdefault(name, place)
    return places


def _ids(people: People) -> Iterator[tuple[str, Path]]:
    for place, person in enumerate(people.participants):
        yield person.id, ("participants", place, "id")
    for place, delegation in enumerate(people.observers):
        yield delegation.id, ("observers", place, "id")
        for inner, person in enumerate(delegation.people):
            yield person.id, ("observers", place, "people", inner, "id")

"""The YAML files of a note -> metadata, people and publisher."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from pipeline.languages import DEFAULT
from pipeline.load.facts.abbreviations import read_abbreviations
from pipeline.load.facts.metadata import check_metadata
from pipeline.load.facts.people import check_people
from pipeline.load.facts.profile import check_profile
from pipeline.load.facts.revisions import check_kept, number_by_list
from pipeline.load.facts.validation import build
from pipeline.load.facts.yaml_source import YamlSource, read_yaml
from pipeline.load.reading.folder import ABBREVIATIONS
from pipeline.load.reading.text_file import decode
from pipeline.load.report import Report
from pipeline.note.metadata import Metadata, Publisher
from pipeline.note.people import People
from pipeline.note.types import Model

if TYPE_CHECKING:
    from pipeline.findings import Place
    from pipeline.load.reading.folder import Files

_Model = TypeVar("_Model", bound=Model)


@dataclass(frozen=True, slots=True)
class YamlFiles:
    """The contents of the YAML files of a note; None for a file with findings.

    ``language`` is that of the note, English where it is not known; ``ids`` are those of people
    and delegations.
    """

    metadata: Metadata | None
    people: People | None
    publisher: Publisher | None
    language: str
    ids: dict[str, Place] = field(default_factory=dict)
    note_file: YamlSource | None = None
    imprint_file: YamlSource | None = None
    abbreviations: dict[str, str] = field(default_factory=dict)
    abbreviations_file: YamlSource | None = None


def read_yaml_files(files: Files, report: Report) -> YamlFiles:
    """Read `note.yaml`, `people.yaml` and `imprint.yaml`; findings are reported."""
    found = {
        name: _source(name, files, report) for name in ("note.yaml", "people.yaml", "imprint.yaml")
    }
    language = _language(found["note.yaml"])
    metadata = _build(Metadata, found["note.yaml"], report, language)
    people: People | None = People()
    if "people.yaml" in files.content:
        people = _build(People, found["people.yaml"], report, language)
    publisher = _build(Publisher, found["imprint.yaml"], report, language)
    if metadata is not None and (source := found["note.yaml"]):
        check_metadata(metadata, source, report)
        check_profile(metadata, publisher, source, report)
        metadata = number_by_list(metadata)
        check_kept(metadata, files.content, report)
    ids = {}
    if people is not None and (source := found["people.yaml"]):
        ids = check_people(people, source, report)
    listed = _source(ABBREVIATIONS, files, report)
    longs = read_abbreviations(listed, language, report) if listed else None
    listed = None if longs is None else listed
    return YamlFiles(
        metadata,
        people,
        publisher,
        language,
        ids,
        note_file=found["note.yaml"],
        imprint_file=found["imprint.yaml"],
        abbreviations=longs or {},
        abbreviations_file=listed,
    )


def read_metadata(files: Files) -> Metadata | None:
    """What the `note.yaml` of another note says of it; None if anything is wrong with that."""
    report = Report()
    found = _source("note.yaml", files, report)
    metadata = _build(Metadata, found, report, _language(found))
    return None if metadata is None or report.has_errors else number_by_list(metadata)


def _source(name: str, files: Files, report: Report) -> YamlSource | None:
    data = files.content.get(name)
    source = None if data is None else decode(name, data, report)
    return None if source is None else read_yaml(source, report)


def _language(found: YamlSource | None) -> str:
    language = found.value(("language",)) if found else None
    return language if isinstance(language, str) and language else DEFAULT


def _build(
    model: type[_Model], found: YamlSource | None, report: Report, language: str
) -> _Model | None:
    return None if found is None else build(model, found, report, language)

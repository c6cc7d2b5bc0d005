"""The steps of loading a note, from its files to the `Note` or all findings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from pipeline.cache import Cache, NoCache
from pipeline.errors import SourceError
from pipeline.load.cover_pictures import take_cover_pictures
from pipeline.load.facts.abbreviations import check_listed, check_missing
from pipeline.load.facts.metadata import check_alone
from pipeline.load.facts.profile import check_maps
from pipeline.load.facts.yaml_files import read_yaml_files
from pipeline.load.gathering import gather_files
from pipeline.load.manuscript import read_manuscript
from pipeline.load.pictures.pictures import take_picture
from pipeline.load.reading.folder import ABBREVIATIONS, read_folder
from pipeline.load.report import Report
from pipeline.load.text.references import check_citations
from pipeline.load.text.text import read_text, read_with_places
from pipeline.note import Note
from pipeline.note.recommendations import COLLECTED
from pipeline.workspace import BIBLIOGRAPHIES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path

    from pipeline.findings import Finding, Place
    from pipeline.load.bibliography.entries import Bibliography
    from pipeline.load.context import Gathered
    from pipeline.load.facts.yaml_files import YamlFiles
    from pipeline.load.reading.folder import Files
    from pipeline.load.text.text import Manuscript
    from pipeline.note import Sister
    from pipeline.note.citations import Cited

_NO_CACHE: Final = NoCache()


@dataclass(frozen=True, slots=True)
class Loaded:
    """A note and the warnings about its source, in the order of file and line."""

    note: Note
    warnings: tuple[Finding, ...]


def load_with_warnings(folder: Path, cache: Cache = _NO_CACHE) -> Loaded:
    """Load the note in a folder, and keep what its source is warned of.

    Raises `SourceError` with every finding of the source, in the order of file and line, if any
    is an error, and `CannotRunError` when there is no such folder, a file cannot be read or
    pandoc is missing.
    """
    report = Report()
    return _load(read_folder(folder, report), report, cache)


def load_note(folder: Path, cache: Cache = _NO_CACHE) -> Note:
    """Load the note in a folder. Raises what `load_with_warnings` raises."""
    return load_with_warnings(folder, cache).note


def load_files(slug: str, content: Mapping[str, bytes], cache: Cache = _NO_CACHE) -> Note:
    """Load a note from files in memory, by their paths in its folder.

    Raises `SourceError` and `CannotRunError` as `load_note` does.
    """
    report = Report()
    return _load(gather_files(slug, content, report), report, cache).note


def _load(files: Files, report: Report, cache: Cache) -> Loaded:
    yaml = read_yaml_files(files, report)
    sisters = _read_sisters(files, yaml, report)
    bibliography = _read_bibliography(files, report)
    manuscript = read_manuscript(files, yaml, report)
    if yaml.abbreviations_file is not None:
        facts = " ".join(
            content.decode("utf-8", "replace")
            for path, content in files.content.items()
            if path.endswith(".yaml") and path != ABBREVIATIONS
        )
        check_missing(yaml.abbreviations_file, manuscript.sources.values(), facts, report)
    reading = read_text(manuscript, cache)
    report.extend(reading.report)
    if bibliography is not None:
        keys = {key for key, _ in reading.gathered.citations}
        check_citations(reading.gathered, bibliography.by_key, report)
        _check_bibliography(bibliography, keys, report)
    is_listed_alone = ABBREVIATIONS not in files.shared
    # What one language does not use, another may.
    if yaml.abbreviations_file is not None and is_listed_alone and not reading.report.has_errors:
        check_listed(yaml.abbreviations, yaml.abbreviations_file, reading.parts, report)
    _check_maps(yaml, manuscript, reading.gathered, report, cache)
    on_cover = take_cover_pictures(yaml, files, report, cache)
    shown = [path for path in sorted(reading.gathered.figures) if path in files.content]
    pictures = {
        path: take_picture(path, files.content[path], report, cache, yaml.language)
        for path in shown
    }
    if report.has_errors or yaml.metadata is None or yaml.people is None:
        raise SourceError(report.first_of_each_file())
    note = Note(
        slug=files.slug,
        work=files.work.folder.name if files.work is not None else None,
        sisters=sisters,
        metadata=yaml.metadata,
        publisher=yaml.publisher,
        people=yaml.people,
        parts=tuple(reading.parts),
        referred=_referred(reading.gathered),
        abbreviations=yaml.abbreviations,
        cited=reading.cited,
        works=_works(reading.cited, bibliography),
        pictures=pictures,
        cover_pictures=on_cover,
        data={path: files.content[path] for path in sorted(reading.gathered.data)},
        files=files.content,
    )
    return Loaded(note, tuple(report.first_of_each_file()))


def _read_sisters(files: Files, yaml: YamlFiles, report: Report) -> tuple[Sister, ...]:
    """The sisters of a note in a work; what is wrong with it as one of several is reported."""
    if files.work is None:
        if files.is_alone and yaml.metadata is not None and yaml.note_file is not None:
            check_alone(yaml.metadata, yaml.note_file, report)
        return ()
    from pipeline.load.sisters import check_in_work, read_sisters

    name = files.slug[len(files.work.folder.name) + 1 :]
    sisters = read_sisters(name, files.work)
    if yaml.metadata is not None and yaml.note_file is not None:
        check_in_work(name, yaml.metadata, yaml.note_file, files.work, sisters, report)
    return sisters


def _check_maps(
    yaml: YamlFiles, manuscript: Manuscript, gathered: Gathered, report: Report, cache: Cache
) -> None:
    """Report maps that lack something; only if any does is the text read again for its places."""
    trial = Report()
    check_maps(yaml.publisher, gathered.maps, yaml.language, trial)
    if trial.findings:
        placed = read_with_places(manuscript, cache).gathered.maps
        check_maps(yaml.publisher, placed, yaml.language, report)


def _read_bibliography(files: Files, report: Report) -> Bibliography | None:
    """The entries of the bibliography files; None where there is no such file."""
    if not any(name in files.content for name in BIBLIOGRAPHIES):
        return None
    from pipeline.load.bibliography.reading import read_bibliography

    return read_bibliography(files, report)


def _check_bibliography(bibliography: Bibliography, cited: Collection[str], report: Report) -> None:
    """Report what is wrong with the entries of a note that cites those with some keys."""
    from pipeline.load.bibliography.checking import check_bibliography

    check_bibliography(bibliography, cited, report)


def _works(cited: Sequence[Cited], bibliography: Bibliography | None) -> dict[str, str]:
    """The works that are cited, as bibliographies."""
    if bibliography is None or not cited:
        return {}
    from pipeline.load.bibliography.cited import works_of

    return works_of(bibliography, {key for one in cited for key in one.keys})


def _referred(gathered: Gathered) -> tuple[str, ...]:
    """What references name, each once; a table of all recommendations names them together."""
    names = [name for name, _ in gathered.references]
    return tuple(dict.fromkeys([*names, *([COLLECTED] if gathered.collections else [])]))


def locate(note: Note, ids: Collection[str], cache: Cache = _NO_CACHE) -> dict[str, Place]:
    """The places in the source of a note of elements, or people, with these ids.

    An id that is nowhere in the note is left out. Meant for findings about a finished layout:
    it parses the text again, with positions, and says nothing about what is wrong with it.
    """
    report = Report()
    files = gather_files(note.slug, note.files, report)
    manuscript = read_manuscript(files, read_yaml_files(files, report), report)
    places = {**manuscript.people, **read_with_places(manuscript, cache).ids.places}
    return {name: places[name] for name in ids if name in places}

"""The sisters of a note, read from their own `note.yaml`, and whether its work is in order."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pipeline.findings import Place
from pipeline.load.facts.yaml_files import read_metadata
from pipeline.load.reading.folder import read_facts
from pipeline.load.report import Report
from pipeline.note import Sister
from pipeline.note.identifiers import digits_of
from pipeline.works import NOTE, Work, translated_from

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from pipeline.load.facts.yaml_source import YamlSource
    from pipeline.note.metadata import Metadata

_FROM: Final = "translated_from"
_RENAME: Final = (
    "name it for its language in small letters, such as fr or pt-br; a link is not followed"
)


def read_sisters(name: str, work: Work) -> tuple[Sister, ...]:
    """The other notes of a work than the one in the folder of that name, the original first.

    One whose ``note.yaml`` has findings is left out: they are its own. Raises `CannotRunError` for
    one that cannot be read.
    """
    others = ((one, place) for one, place in work.notes.items() if one != name)
    read = ((one, read_metadata(read_facts(place, Report()))) for one, place in others)
    return tuple(_sister(one, told, work) for one, told in read if told is not None)


def _sister(name: str, told: Metadata, work: Work) -> Sister:
    return Sister(
        folder=name,
        slug=f"{work.folder.name}-{name}",
        language=told.language,
        title=told.title,
        subtitle=told.subtitle,
        revision=told.revision,
        web_address=told.web_address,
        doi=told.identifiers.doi,
        isbns=told.identifiers.isbns,
        urn=told.identifiers.urn,
        is_original=name == work.original,
    )


def check_in_work(
    name: str,
    metadata: Metadata,
    found: YamlSource,
    work: Work,
    sisters: Sequence[Sister],
    report: Report,
) -> None:
    """Report what is wrong with the note in a folder of a work as one of several languages."""
    _check_folder(name, metadata, found, report)
    _check_origin(name, metadata, found, work, report)
    for key, value, sister in _taken(metadata, sisters):
        message = f"{value} is that of {work.folder.name}/{sister.folder} as well"
        hint = "each language is a publication of its own: give it its own, or none"
        _report("N389", message, hint, key, found, report)
    for other in work.others if name == work.original else ():
        message = f"{other} has a {NOTE}, and is no folder of a language"
        report.add("N385", message, Place(f"{other}/{NOTE}"), _RENAME)


def _check_folder(name: str, metadata: Metadata, found: YamlSource, report: Report) -> None:
    told = metadata.language.lower()
    if name != told and not told.startswith(f"{name}-") and not name.startswith(f"{told}-"):
        message = f"the folder is named {name}, and the note is in {metadata.language}"
        hint = f"rename the folder {told}, or correct the language"
        _report("N385", message, hint, ("language",), found, report)


def _check_origin(
    name: str, metadata: Metadata, found: YamlSource, work: Work, report: Report
) -> None:
    given = metadata.translated_from
    if given is None:
        if name != work.original:
            message = f"{name} and {work.original} are both no translations"
            hint = f"say of one of them what it was translated from: {_FROM}: {work.original}"
            _report("N387", message, hint, ("language",), found, report)
    elif given not in work.notes:
        known = " or ".join(one for one in work.notes if one != name)
        message = f"there is no {given} beside this note"
        hint = f"write the name of the folder: {known}" if known else "remove this line"
        _report("N386", message, hint, (_FROM,), found, report)
    elif name in (way := tuple(_way_back(name, work))):
        message = f"{' from '.join((name, *way))}: none of them is the original"
        hint = f"remove {_FROM} from the one that was written first"
        _report("N386", message, hint, (_FROM,), found, report)


def _way_back(name: str, work: Work) -> Iterator[str]:
    """Yield what a note was translated from, what that was, and so on; each once."""
    seen: set[str] = set()
    at = translated_from(work.notes[name])
    while at in work.notes and at not in seen:
        seen.add(at)
        yield at
        at = translated_from(work.notes[at])


def _taken(
    metadata: Metadata, sisters: Sequence[Sister]
) -> Iterator[tuple[tuple[str, ...], str, Sister]]:
    """Yield what the note and a sister both say is theirs alone: its key, its value, the sister."""
    own = (
        (("web_address",), metadata.web_address, "web_address"),
        (("identifiers", "doi"), metadata.identifiers.doi, "doi"),
        (("identifiers", "urn"), metadata.identifiers.urn, "urn"),
    )
    isbns = {digits_of(isbn): isbn for _, isbn in metadata.identifiers.isbns.given}
    for sister in sisters:
        for key, value, field in own:
            if value and getattr(sister, field) == value:
                yield key, str(value), sister
        for _, isbn in sister.isbns.given:
            if digits_of(isbn) in isbns:
                yield ("identifiers", "isbn"), isbns[digits_of(isbn)], sister


def _report(
    code: str, message: str, hint: str, key: tuple[str, ...], found: YamlSource, report: Report
) -> None:
    report.add(code, message, found.source.place(found.spot(key)), hint)

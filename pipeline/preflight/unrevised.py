"""Check that a note whose text changed since a revision was kept says so, and no other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.errors import CannotRunError
from pipeline.findings import Finding, Place
from pipeline.load.facts.yaml_source import YamlSource, read_yaml
from pipeline.load.reading.text_file import decode
from pipeline.load.report import Report
from pipeline.press.pdf.attaching.attached_source import read_attached_source
from pipeline.workspace import IMPRINT, KEPT, kept_revision, pictures_named_in

if TYPE_CHECKING:
    from collections.abc import Iterator

_NOTE = "note.yaml"
_NUMBERS = ("revision", "revisions")
_CHANGED = "add revision {} to revisions in note.yaml, with its date and what it changed"
_UNCHANGED = "take it out of note.yaml, or build the source that has its changes"


def find_unrevised(files: Mapping[str, bytes]) -> Iterator[Finding]:
    """Yield a warning if a changed text has no new revision, or a new revision no changed text.

    ``files`` are those of a sound note by path. They are compared with the newest kept revision,
    without the imprint, which may be that of many notes. Nothing is said of a PDF that cannot be
    read, which is a finding of the build.
    """
    facts = _facts(files)
    revision = _revision_of(facts)
    numbers = [number for path in files if (number := kept_revision(path))]
    newest = max((number for number in numbers if number <= revision), default=0)
    if not newest or facts is None:
        return
    path = f"{KEPT}/{newest}.pdf"
    try:
        kept = read_attached_source(files[path], path).files
    except CannotRunError:
        return
    changed = _changed_paths(_compared(files), _compared(kept))
    key = "revisions" if facts.value(("revisions",)) else "revision"
    place = facts.source.place(facts.key_spot((key,)))
    if changed and newest == revision:
        message = f"{_listed(changed)} changed since revision {newest} was kept"
        yield _warning("N247", message, place, _CHANGED.format(newest + 1))
    elif not changed and newest < revision:
        message = f"revision {revision} does not differ from revision {newest}"
        yield _warning("N248", message, place, _UNCHANGED)


def _warning(code: str, message: str, place: Place, hint: str) -> Finding:
    return Finding(code, message, place, hint, severity="warning")


def _facts(files: Mapping[str, bytes]) -> YamlSource | None:
    report = Report()
    source = decode(_NOTE, files.get(_NOTE, b""), report)
    return None if source is None else read_yaml(source, report)


def _revision_of(facts: YamlSource | None) -> int:
    if facts is None:
        return 1
    listed = facts.value(("revisions",)) or ()
    last = facts.value(("revisions", len(listed) - 1, "number"))
    return int(last or facts.value(("revision",)) or 1)


def _compared(files: Mapping[str, bytes]) -> dict[str, Any]:
    """What two revisions are compared by: every file, and note.yaml without its revisions."""
    facts = _facts(files)
    data = facts.data if facts and isinstance(facts.data, dict) else {}
    imprint = files.get(IMPRINT, b"").decode("utf-8", "replace")
    left_out = {_NOTE, IMPRINT, *pictures_named_in(imprint)}
    others = {
        path: content
        for path, content in files.items()
        if path not in left_out and kept_revision(path) is None
    }
    return {**others, _NOTE: {key: value for key, value in data.items() if key not in _NUMBERS}}


def _changed_paths(now: Mapping[str, Any], then: Mapping[str, Any]) -> list[str]:
    return [path for path in sorted({*now, *then}) if now.get(path) != then.get(path)]


def _listed(paths: list[str]) -> str:
    others = len(paths) - 1
    return paths[0] if not others else f"{paths[0]} and {others} more"

"""What the index of all notes has to know of each note, kept so that no manifest is read twice.

A manifest is read again if it may have changed since, by its mark; what is kept can be lost or
damaged at any time, and is then made anew from the manifests.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from pipeline.cache import key_of
from pipeline.editions.table import FOR_READERS
from pipeline.errors import CannotRunError
from pipeline.production.digests import Mark, look_at
from pipeline.production.manifest import FILE_NAME, read_manifest
from pipeline.views.series.paging import Row

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cache import Cache
    from pipeline.production.manifest import Manifest

_FORM = "1"
_NEVER: Mark = (0, 0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class IndexNotes:
    """The notes in an index, and what was made of them.

    ``rows`` are those of notes with editions for readers, by folder; ``marks`` those of all their
    manifests. ``made_from`` is a digest of all rows, the same whatever their order. ``pages`` gives
    by name what each page was made from, and its files; ``search`` what the search was made with.
    """

    rows: Mapping[str, Row] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)
    pages: Mapping[str, tuple[str, tuple[str, ...]]] = field(default_factory=dict)
    search: str = ""

    @property
    def made_from(self) -> str:
        """The SHA-256 of all that the index is made from, besides the style."""
        parts = sorted((row.slug, row.digest, row.made_with) for row in self.rows.values())
        return hashlib.sha256(json.dumps([_FORM, *parts]).encode()).hexdigest()


def read_notes(folders: Iterable[Path], known: IndexNotes) -> IndexNotes:
    """The notes whose outputs are in these folders. What is ``known`` is not read again.

    Raises CannotRunError if another version of notepress wrote some of them in another form.
    """
    rows, marks, others = {}, {}, []
    for folder in folders:
        name = str(folder)
        try:
            mark, is_settled = look_at(f"{name}/{FILE_NAME}")
        except OSError:
            continue
        if known.marks.get(name) != mark:
            manifest = read_manifest(folder)
            if manifest is None:
                continue
            mark = mark if is_settled else _NEVER
            try:
                row = _row(manifest)
            except (KeyError, TypeError, AttributeError, ValueError):
                others.append(manifest.note)
                continue
        else:
            row = known.rows.get(name)
        marks[name] = mark
        if row is not None:
            rows[name] = row
    refuse_others(others)
    return IndexNotes(rows, marks, known.pages, known.search)


def refuse_others(notes: Sequence[str]) -> None:
    """Raise CannotRunError if there are notes that another version of notepress built."""
    if notes:
        raise CannotRunError(
            f"the index was not updated: {', '.join(notes)} was built by another version",
            hint=f"build it again: notepress build {' '.join(notes)}",
        )


def _row(manifest: Manifest) -> Row | None:
    """The row of a note; None if it has no edition for readers."""
    if not any(output.edition in FOR_READERS for output in manifest.outputs.values()):
        return None
    entry: Mapping[str, Any] = manifest.entry
    text = json.dumps(entry, ensure_ascii=False, sort_keys=True).encode()
    with_what = json.dumps([manifest.program, manifest.style, manifest.tools], sort_keys=True)
    up = "../" * (entry["slug"].count("/") + 2)
    int(entry["day"].replace("-", ""))
    return Row(
        slug=entry["slug"],
        work=entry["work"],
        is_original=entry["is_original"],
        day=entry["day"],
        updated=entry["updated"],
        language=entry["language"],
        publisher=entry["publisher"],
        home=urljoin(entry["address"], up) if entry["address"] else "",
        listed=bool(entry["address"] and entry["has_page"]),
        weight=len(text),
        digest=hashlib.sha256(text).hexdigest()[:32],
        made_with=hashlib.sha256(with_what.encode()).hexdigest()[:32],
    )


def kept_notes(out: Path, cache: Cache) -> IndexNotes:
    """What was kept of the index in a folder; nothing if that is lost or has another form."""
    content = cache.get(_key(out))
    if content is None:
        return IndexNotes()
    data = json.loads(content)
    return IndexNotes(
        rows={name: Row(*row) for name, row in data["rows"].items()},
        marks={name: (mark[0], *mark[1:]) for name, mark in data["marks"].items()},
        pages={name: (key, tuple(paths)) for name, (key, paths) in data["pages"].items()},
        search=data["search"],
    )


def keep_notes(out: Path, notes: IndexNotes, cache: Cache) -> None:
    """Keep what is known of the index in a folder."""
    as_tuple = attrgetter(*(one.name for one in fields(Row)))
    rows = {name: as_tuple(row) for name, row in notes.rows.items()}
    data = {"rows": rows, "marks": notes.marks, "pages": notes.pages, "search": notes.search}
    cache.put(_key(out), json.dumps(data).encode())


def _key(out: Path) -> str:
    # Content that begins with its own hash, so that what is found there has this form.
    return key_of("index-notes", _FORM, os.fsencode(out.resolve()))

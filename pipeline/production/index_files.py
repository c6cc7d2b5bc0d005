"""The files of the index of all notes: which have to be made, from which entries."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.production.freshness import style_and_program
from pipeline.production.index_notes import IndexNotes, refuse_others
from pipeline.production.manifest import read_manifest
from pipeline.views.series.paging import divide, fits_one_page
from pipeline.views.series.searching import shards
from pipeline.workspace import style_folders

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.cache import Cache
    from pipeline.editions.edition import Artefact
    from pipeline.views.series.entries import IndexEntry
    from pipeline.views.series.paging import Row
    from pipeline.workspace import Workspace

_FRONT = "front"
_FONTS = "fonts"


@dataclass(frozen=True, slots=True)
class IndexFiles:
    """The files of an index: the content of new ones by path, the paths of those that stay.

    ``notes`` is what to keep of them.
    """

    new: Mapping[str, bytes]
    kept: frozenset[str]
    notes: IndexNotes


def make_files(
    notes: IndexNotes, old: IndexNotes, intact: frozenset[str], workspace: Workspace, cache: Cache
) -> IndexFiles:
    """Make the files of an index, of many notes only those that are not as they should be.

    ``old`` is what those that are there were made from, ``intact`` the paths of those that are
    unchanged. Raises CannotRunError if another version of notepress wrote some of the notes.
    """
    rows = list(notes.rows.values())
    if fits_one_page(rows):
        return IndexFiles(
            {file.path: file.content for file in _one_page(notes, workspace, cache)},
            frozenset(),
            replace(notes, pages={}, search=""),
        )
    return _ManyFiles(notes, old, intact, workspace, cache).made()


def _one_page(notes: IndexNotes, workspace: Workspace, cache: Cache) -> Sequence[Artefact]:
    from pipeline.editions.series.one_page import make_series_index
    from pipeline.house_style import load_style

    entries = _Entries(notes).of(notes.rows.values())
    return make_series_index(entries, load_style(*style_folders(workspace)), cache)


class _Entries:
    """The entries of notes, from their manifests."""

    def __init__(self, notes: IndexNotes) -> None:
        from pydantic import TypeAdapter

        from pipeline.views.series.entries import IndexEntry

        self._adapter: TypeAdapter[IndexEntry] = TypeAdapter(IndexEntry)
        self._folders = {row.slug: name for name, row in notes.rows.items()}

    def of(self, rows: Iterable[Row]) -> list[IndexEntry]:
        """The entries of these notes.

        Raises CannotRunError if another version of notepress wrote some of them in another form.
        """
        from pathlib import Path

        from pydantic import ValidationError

        found, others = [], []
        for row in rows:
            manifest = read_manifest(Path(self._folders[row.slug]))
            if manifest is None:
                continue  # Removed since the index was begun.
            try:
                found.append(self._adapter.validate_python(manifest.entry))
            except ValidationError:
                others.append(manifest.note)
        refuse_others(others)
        return found


class _ManyFiles:
    """Makes the files of an index that is divided into pages."""

    def __init__(
        self,
        notes: IndexNotes,
        old: IndexNotes,
        intact: frozenset[str],
        workspace: Workspace,
        cache: Cache,
    ) -> None:
        from pipeline.editions.series.many_pages import PageMaker
        from pipeline.editions.series.search_files import Search
        from pipeline.house_style import load_style

        self._notes, self._old, self._intact = notes, old, intact
        self._rows = sorted(notes.rows.values(), key=lambda row: row.slug)
        self._division = divide(self._rows)
        look = style_and_program(workspace)
        count = shards(len(self._rows))
        whole = (self._division.whole, self._division.years, self._division.languages)
        self._shared = _key(look, count, *whole)
        self._search = _key(look, count)
        self._entries = _Entries(notes)
        style = load_style(*style_folders(workspace))
        self._maker = PageMaker(self._division, len(self._rows), style, cache)
        before = {row.slug: row for row in old.rows.values()} if self._goes_on() else {}
        now = {row.slug: row for row in self._rows}
        self._changed = {slug for slug, row in now.items() if _is_other(before.get(slug), row)}
        gone = [row for slug, row in before.items() if slug not in now or slug in self._changed]
        files = _contents(workspace.out, intact) if before else {}
        self._words = Search(self._rows, gone, files)
        self._pages: dict[str, tuple[str, tuple[str, ...]]] = {}

    def made(self) -> IndexFiles:
        """The files of the index."""
        new = dict(self._new())
        kept = {path for _, paths in self._pages.values() for path in paths} - new.keys()
        notes = replace(self._notes, pages=self._pages, search=self._search)
        return IndexFiles(new, frozenset(kept), notes)

    def _goes_on(self) -> bool:
        """Whether the search can be made from the old one."""
        _, paths = self._old.pages.get("search", ("", ()))
        return self._old.search == self._search and self._intact.issuperset(paths) and bool(paths)

    def _new(self) -> Iterator[tuple[str, bytes]]:
        chunks, front = self._division.chunks, self._division.front
        for place, chunk in enumerate(chunks):
            around = [one.name for one in chunks[max(0, place - 1) : place + 2]]
            digests = [row.digest for row in chunk.rows]
            key = _key(self._shared, place == 0, place - front >= 0, place > front, around, digests)
            is_new = not self._is_kept(chunk.name, key)
            if is_new or any(row.slug in self._changed for row in chunk.rows):
                entries = self._entries.of(chunk.rows)
                for entry in entries:
                    if entry.slug in self._changed:
                        self._words.add(entry)
                if is_new:
                    yield from self._remember(chunk.name, key, self._maker.page(place, entries))
        yield from self._front()
        if not self._is_kept(_FONTS, self._shared):
            yield from self._remember(_FONTS, self._shared, self._maker.fonts())
        yield from self._remember("search", self._search, self._words.files())

    def _front(self) -> Iterator[tuple[str, bytes]]:
        chunks = self._division.chunks
        rows = [row for chunk in chunks[: self._division.front] for row in chunk.rows]
        others = [(chunk.name, max(row.updated for row in chunk.rows)) for chunk in chunks]
        key = _key(self._shared, others, [row.digest for row in rows])
        if not self._is_kept(_FRONT, key):
            yield from self._remember(_FRONT, key, self._maker.front(self._entries.of(rows)))

    def _is_kept(self, name: str, key: str) -> bool:
        """Whether files are as they should be; then they stay."""
        old_key, paths = self._old.pages.get(name, ("", ()))
        if old_key != key or not self._intact.issuperset(paths):
            return False
        self._pages[name] = key, paths
        return True

    def _remember(
        self, name: str, key: str, files: Iterable[Artefact]
    ) -> Iterator[tuple[str, bytes]]:
        paths = []
        for file in files:
            paths.append(file.path)
            yield file.path, file.content
        self._pages[name] = key, tuple(paths)


def _is_other(old: Row | None, new: Row) -> bool:
    return old is None or (old.digest, old.day) != (new.digest, new.day)


def _contents(out: Path, paths: Iterable[str]) -> dict[str, bytes]:
    from pipeline.editions.series.search_files import SEARCH

    return {path: (out / path).read_bytes() for path in paths if path.startswith(f"{SEARCH}/")}


def _key(*parts: object) -> str:
    return hashlib.sha256(json.dumps([repr(part) for part in parts]).encode()).hexdigest()

"""The files of the search of an index of many notes."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from pipeline.editions.edition import Artefact
from pipeline.views.series.searching import (
    Postings,
    identifier,
    merged,
    shard_of,
    shards,
    shown,
    words_of,
)

if TYPE_CHECKING:
    from pipeline.views.series.entries import IndexEntry
    from pipeline.views.series.paging import Row

SEARCH: Final = "index-search"
"""The folder of the files of the search."""
_SCRIPT: Final = "text/javascript"


class Search:
    """The files of a search, when some notes are gone and others are new.

    ``old`` are the files as they are, by path; none of them for a search from nothing. A changed
    note is among both.
    """

    def __init__(self, rows: Sequence[Row], gone: Iterable[Row], old: Mapping[str, bytes]) -> None:
        self._rows = rows
        self._old = old
        self._gone = frozenset(identifier(row.slug, row.day) for row in gone)
        self._count = shards(len(rows))
        self._words: defaultdict[int, list[tuple[str, str, bool]]] = defaultdict(list)
        self._shown: defaultdict[int, list[tuple[str, list[str]]]] = defaultdict(list)

    def add(self, entry: IndexEntry) -> None:
        """Add a note that is new, or changed."""
        one, words = identifier(entry.slug, entry.day), words_of(entry)
        for group, is_strong in ((words.strong, True), (words.weak, False)):
            for word in group:
                self._words[shard_of(word, self._count)].append((word, one, is_strong))
        self._shown[shard_of(one[-2:], self._count)].append((one, shown(entry)))

    def files(self) -> Iterator[Artefact]:
        """Yield all files. Raises ValueError if an old one cannot be read."""
        for number in range(self._count):
            yield self._words_file(number)
            yield self._notes_file(number)
        yield _file(f"{SEARCH}/languages.js", _by_language(self._rows))

    def _words_file(self, number: int) -> Artefact:
        path = f"{SEARCH}/words-{number:03}.js"
        if self._is_same(path, self._words[number]):
            return Artefact(path, self._old[path], _SCRIPT)
        data: Postings = {
            word: (str(strong), str(weak))
            for word, (strong, weak) in _read(self._old.get(path)).items()
        }
        return _file(path, merged(data, self._gone, self._words[number]))

    def _notes_file(self, number: int) -> Artefact:
        path = f"{SEARCH}/notes-{number:03}.js"
        if self._is_same(path, self._shown[number]):
            return Artefact(path, self._old[path], _SCRIPT)
        old = _read(self._old.get(path))
        data = {one: found for one, found in old.items() if one not in self._gone}
        for one, found in self._shown[number]:
            data[one] = sorted([*data.get(one, []), found])
        return _file(path, dict(sorted(data.items())))

    def _is_same(self, path: str, new: Sequence[object]) -> bool:
        """Whether an old file stays: it has nothing of the notes that are gone or new."""
        old = self._old.get(path)
        return old is not None and not new and not any(one.encode() in old for one in self._gone)


def _by_language(rows: Iterable[Row]) -> dict[str, str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for row in rows:
        found[row.language].append(identifier(row.slug, row.day))
    return {tag: "".join(sorted(found[tag], reverse=True)) for tag in sorted(found)}


def _file(path: str, data: Mapping[str, object]) -> Artefact:
    name = path.removeprefix(f"{SEARCH}/").removesuffix(".js")
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return Artefact(path, f'notepressIndex("{name}",{text});\n'.encode(), _SCRIPT)


def _read(content: bytes | None) -> dict[str, list[list[str]]]:
    if content is None:
        return {}
    _, _, text = content.decode().partition(",")
    data: dict[str, list[list[str]]] = json.loads(text.rstrip().removesuffix(");"))
    return data

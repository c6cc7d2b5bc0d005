"""The editions of a note that readers can download from the web edition."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.views.numerals import file_size

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.views.full_note import NoteView

_TICKET = "application/json"
_BOOKLET = "-booklet.pdf"


@dataclass(frozen=True, slots=True)
class Output:
    """A finished file: its edition, its path below ``build/<slug>/``, its size in bytes."""

    edition: str
    path: str
    size: int
    media_type: str


@dataclass(frozen=True, slots=True)
class Download:
    """A file to fetch: ``format`` and ``size_shown`` are for readers, ``size`` is in bytes."""

    edition: str
    label: str
    path: str
    format: str
    media_type: str
    size: int
    size_shown: str


@dataclass(frozen=True, slots=True)
class Downloads:
    """The editions of one file each, and the one-pagers by the id of their part."""

    editions: tuple[Download, ...]
    one_pagers: Mapping[str, Download]

    @property
    def all(self) -> tuple[Download, ...]:
        """Every file, the one-pagers last."""
        return (*self.editions, *self.one_pagers.values())


def list_downloads(
    view: NoteView, outputs: Iterable[Output], labels: Mapping[str, str]
) -> Downloads:
    """The files to download, in the order of the outputs.

    ``labels`` gives by edition the key of the interface word that names it.
    A one-pager is known by the name of its file, ``<number>-<id of the part>``. Any other file
    in a folder of its own belongs to an edition and is not one by itself; booklet sheets and
    job tickets are for the printer.
    """
    parts = {part.name: part for part in view.parts}
    editions = []
    one_pagers = {}
    for output in outputs:
        part = parts.get(PurePosixPath(output.path).stem)
        if part is not None:
            one_pagers[part.id] = _download(output, part.short, view)
        elif "/" not in output.path and not _is_for_printer(output):
            label = view.words[labels[output.edition]]
            editions.append(_download(output, label, view))
    return Downloads(tuple(editions), one_pagers)


def _is_for_printer(output: Output) -> bool:
    return output.media_type == _TICKET or output.path.endswith(_BOOKLET)


def _download(output: Output, label: str, view: NoteView) -> Download:
    return Download(
        edition=output.edition,
        label=label,
        path=output.path,
        format=PurePosixPath(output.path).suffix[1:].upper(),
        media_type=output.media_type,
        size=output.size,
        size_shown=file_size(output.size, view.language, view.words),
    )

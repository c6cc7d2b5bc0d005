"""Outputs of many notes as the index sees them: manifests with entries, and nothing built."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from pydantic import TypeAdapter
from series_notes import write_series

from pipeline.editions.table import LABELS
from pipeline.house_style import load_style
from pipeline.load import load_note
from pipeline.numbering import number_note
from pipeline.production.manifest import FILE_NAME, Manifest, Output
from pipeline.views.downloads import Output as Download
from pipeline.views.full_note import view_note
from pipeline.views.series.entries import IndexEntry, index_entry
from pipeline.workspace import built_in_styles

if TYPE_CHECKING:
    from pipeline.note import Note

_KINDS = 40
"""Notes that are really read; the others differ from them in title, day, address and words."""
_FILES = (
    ("pdf", "{}.pdf", "application/pdf"),
    ("print", "{}-print.pdf", "application/pdf"),
    ("epub", "{}.epub", "application/epub+zip"),
    ("markdown", "{}.md", "text/markdown"),
    ("web", "web/index.html", "text/html"),
)


def write_outputs(root: Path, count: int, seed: int = 1, kinds: int = _KINDS) -> list[Path]:
    """Write a project of ``count`` notes with nothing but manifests; return the notes' folders.

    ``kinds`` is the number of those that are really read.
    """
    samples = _samples(seed, kinds)
    for number in range(1, count + 1):
        write_entry(root, _varied(samples[number % len(samples)], number, seed))
    return sorted((root / "source/notes").iterdir())


def write_entry(root: Path, entry: IndexEntry) -> None:
    """Write a note that is an empty folder, and a manifest of its outputs."""
    note, out = root / "source/notes" / entry.slug, root / "build" / entry.slug
    note.mkdir(parents=True, exist_ok=True)
    out.mkdir(parents=True, exist_ok=True)
    (note / "note.yaml").touch()
    outputs = {
        path.format(entry.slug): Output(edition, kind, 100_000, "0" * 64, "1" * 64)
        for edition, path, kind in _FILES
    }
    data = TypeAdapter(IndexEntry).dump_python(entry, mode="json")
    made = Manifest(entry.slug, entry.title, 1, {}, {}, "2" * 64, {}, data, outputs=outputs)
    (out / FILE_NAME).write_text(made.to_json(), "utf-8")


def read_entry(root: Path, slug: str) -> IndexEntry:
    """The entry of a note that was written here."""
    from pipeline.production.manifest import read_manifest

    manifest = read_manifest(root / "build" / slug)
    if manifest is None:
        raise ValueError(f"there is no manifest of {slug}")
    return TypeAdapter(IndexEntry).validate_python(manifest.entry)


def _samples(seed: int, count: int) -> list[IndexEntry]:
    with TemporaryDirectory() as folder:
        notes = [load_note(one) for one in write_series(Path(folder), count, "mixed", seed)]
    return [_entry(note) for note in notes]


def _entry(note: Note) -> IndexEntry:
    style = load_style(built_in_styles())
    words = style.words(note.metadata.language)
    view = view_note(number_note(note, style.numerals(), words).note, words)
    pages = [
        Download("one-pagers", f"one-pagers/{theme.number}-{theme.id}.pdf", 56_000, _FILES[0][2])
        for theme in note.themes
    ]
    files = [Download(name, path.format(note.slug), 100_000, kind) for name, path, kind in _FILES]
    return index_entry(note, view, (*files[:2], *pages, *files[2:]), LABELS)


def _varied(entry: IndexEntry, number: int, seed: int) -> IndexEntry:
    random = Random(f"{seed} entry {number}")
    slug = f"note-{number:05}"
    words = " ".join(
        random.sample(entry.description.split(), k=min(4, len(entry.description.split())))
    )
    year, month = random.randrange(2006, 2027), random.randrange(1, 13)
    day = f"{year}-{month:02}-{random.randrange(1, 29):02}"
    title = f"{entry.title.rpartition(' (')[0]} ({number})"
    return replace(
        entry,
        slug=slug,
        title=title,
        full_title=title,
        description=f"{entry.description} {words}",
        day=day,
        published=day,
        date=entry.date.replace(entry.day[:4], str(year)),
        updated=f"{day}T00:00:01Z",
        urn=uuid5(NAMESPACE_URL, f"entry/{number}").urn,
        address=f"https://series.example/{slug}/web/",
    )

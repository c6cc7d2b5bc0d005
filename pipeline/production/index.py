"""The index of all notes, updated after each build."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pipeline.editions.table import ALL_NAMES, FOR_READERS, LABELS
from pipeline.errors import CannotRunError
from pipeline.production.manifest import (
    FILE_NAME,
    IndexManifest,
    read_index_manifest,
    read_manifest,
)
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.lock import hold_lock, index_lock_of
from pipeline.production.publish.ownership import Owned, refuse_changed, refuse_in_the_way
from pipeline.production.publish.release import remove_file
from pipeline.production.publish.staging import Staging
from pipeline.workspace import style_folders

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pipeline.note import Note
    from pipeline.production.manifest import Manifest, Output
    from pipeline.views.full_note import NoteView
    from pipeline.views.series.entries import IndexEntry
    from pipeline.workspace import Workspace

INDEX = ("index.html", "feed.xml", "opds.json", "llms.txt")
"""The files of every index, besides the folder of its fonts."""
FONTS = "index-fonts"


def entry_of(note: Note, view: NoteView, outputs: Mapping[str, Output]) -> Mapping[str, Any]:
    """The entry for a note in the index, as it is stored in the note's manifest."""
    from pydantic import TypeAdapter

    from pipeline.views.downloads import Output as Download
    from pipeline.views.series.entries import IndexEntry, index_entry

    downloads = [
        Download(output.edition, path, output.bytes, output.media_type)
        for path, output in sorted(outputs.items(), key=_in_order)
        if output.edition in FOR_READERS
    ]
    entry: Mapping[str, Any] = TypeAdapter(IndexEntry).dump_python(
        index_entry(note, view, downloads, LABELS), mode="json"
    )
    return entry


def _in_order(item: tuple[str, Output]) -> tuple[int, str]:
    """A key that sorts outputs in the order of the table of editions."""
    path, output = item
    return (ALL_NAMES.index(output.edition), path)


def refuse_foreign_index(out: Path) -> None:
    """Check that an index can be written to a folder, without writing anything.

    Raises CannotRunError if a file of the index was changed since it was written, or if there is
    a foreign file in the place of one.
    """
    owned = _owned(out)
    _staging(out).refuse_foreign()
    refuse_changed(out, owned)
    # The names of its fonts are only known after they have been made.
    fonts = [f"{FONTS}/{path.name}" for path in (out / FONTS).glob("*.woff2")]
    refuse_in_the_way(out, (*INDEX, f"{FONTS}/*.woff2", *fonts), owned)
    if read_index_manifest(out) is None:
        refuse_in_the_way(out, (FILE_NAME,), {})


def publish_index(
    folders: Sequence[Path], workspace: Workspace, progress: Callable[[str], None]
) -> bool:
    """Write the index of all notes that have been built, from their manifests.

    Nothing is done if it is up to date. Returns whether it was written; each file is replaced
    atomically. Raises CannotRunError if a file cannot be written, or is not ours.
    """
    staging = _staging(workspace.out)
    manifests = _manifests(folders, workspace)
    if not manifests:
        return False
    refuse_foreign_index(workspace.out)
    if _is_up_to_date(manifests, workspace) and not staging.is_there:
        return False
    with hold_lock(index_lock_of(workspace.out), progress):
        staging.clear()
        # Another run may have changed a manifest, or written the index, while we waited.
        manifests = _manifests(folders, workspace)
        if _is_up_to_date(manifests, workspace):
            return False
        _write(manifests, workspace)
    return True


def _staging(out: Path) -> Staging:
    return Staging(out / ".notepress-index", out)


def _owned(out: Path) -> Owned:
    manifest = read_index_manifest(out)
    return manifest.owned() if manifest is not None else {}


def _manifests(folders: Sequence[Path], workspace: Workspace) -> tuple[Manifest, ...]:
    found = (read_manifest(workspace.outputs_of(folder)) for folder in folders)
    return tuple(
        manifest for manifest in found if manifest is not None and _is_for_readers(manifest)
    )


def _is_for_readers(manifest: Manifest) -> bool:
    return any(output.edition in FOR_READERS for output in manifest.outputs.values())


def _write(manifests: Sequence[Manifest], workspace: Workspace) -> None:
    from pipeline.editions.series_index import make_series_index
    from pipeline.house_style import load_style

    entries = _entries(manifests)
    style = load_style(*style_folders(workspace))
    made = make_series_index(entries, style, open_cache(workspace.root))
    try:
        _put_in_place({file.path: file.content for file in made}, _digest(manifests), workspace.out)
    except OSError as error:
        raise CannotRunError(f"cannot write {workspace.out}: {error.strerror or error}") from error


def _entries(manifests: Sequence[Manifest]) -> list[IndexEntry]:
    """The entries of notes in the index.

    Raises CannotRunError if another version of notepress wrote some of them in another form.
    """
    from pydantic import TypeAdapter, ValidationError

    from pipeline.views.series.entries import IndexEntry

    adapter = TypeAdapter(IndexEntry)
    entries, others = [], []
    for manifest in manifests:
        try:
            entries.append(adapter.validate_python(manifest.entry))
        except ValidationError:
            others.append(manifest.note)
    if others:
        raise CannotRunError(
            f"the index was not updated: {', '.join(others)} was built by another version",
            hint=f"build it again: notepress build {' '.join(others)}",
        )
    return entries


def _put_in_place(contents: Mapping[str, bytes], made_from: str, out: Path) -> None:
    """Replace the index. At any moment its manifest lists all of its files that may exist."""
    staging = _staging(out)
    owned = _owned(out)
    refuse_foreign_index(out)
    refuse_in_the_way(out, contents, owned)
    files = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    old = {path: sorted(digests) for path, digests in sorted(owned.items())}
    staging.begin({})
    try:
        staging.write(out / FILE_NAME, IndexManifest("", files, old).to_json().encode())
        for path, content in contents.items():
            staging.write(out / path, content)
        for path in owned.keys() - contents.keys():
            remove_file(out / path)
        staging.write(out / FILE_NAME, IndexManifest(made_from, files).to_json().encode())
    finally:
        staging.clear()


def _digest(manifests: Sequence[Manifest]) -> str:
    parts = [
        [manifest.entry, manifest.program, manifest.style, manifest.tools] for manifest in manifests
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=dict).encode()).hexdigest()


def _is_up_to_date(manifests: Sequence[Manifest], workspace: Workspace) -> bool:
    """Whether the index matches these manifests, or there is nothing to list."""
    if not manifests:
        return True
    manifest = read_index_manifest(workspace.out)
    return (
        manifest is not None
        and manifest.made_from == _digest(manifests)
        and all((workspace.out / path).is_file() for path in manifest.files)
    )

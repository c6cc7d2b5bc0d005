"""The index of all notes, kept in step with what has been built of each."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from pipeline.editions.table import ALL_NAMES, NAMES
from pipeline.freshness import digest_of, style_folders
from pipeline.manifest import read_manifest
from pipeline.publish.disk_cache import DiskCache
from pipeline.publish.lock import hold_lock
from pipeline.publish.release import remove_file, replace_file

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from pipeline.manifest import Manifest, Output
    from pipeline.note import Note
    from pipeline.views.full_note import NoteView
    from pipeline.workspace import Workspace

_STAMP = ".index"
"""The file that says what the index was made from, and its SHA-256; written last."""


def entry_of(note: Note, view: NoteView, outputs: Mapping[str, Output]) -> Mapping[str, Any]:
    """Return what the index says of a note with these outputs, as it stands in its manifest."""
    from pydantic import TypeAdapter

    from pipeline.views.downloads import Output as Download
    from pipeline.views.series_index import IndexEntry, index_entry

    downloads = [
        Download(output.edition, path, output.bytes, output.media_type)
        for path, output in sorted(outputs.items(), key=_in_order)
        if output.edition in NAMES
    ]
    entry: Mapping[str, Any] = TypeAdapter(IndexEntry).dump_python(
        index_entry(note, view, downloads), mode="json"
    )
    return entry


def _in_order(item: tuple[str, Output]) -> tuple[int, str]:
    """Return what sorts outputs as the editions are listed."""
    path, output = item
    return (ALL_NAMES.index(output.edition), path)


def publish_index(folders: Sequence[Path], workspace: Workspace) -> bool:
    """Write the index of the notes in folders that have been built, from their manifests.

    Nothing is done if it is right already. Returns whether it was written; each file is
    replaced in one step. Raises CannotRunError if a file cannot be written.
    """
    if _is_right(_manifests(folders, workspace), workspace):
        return False
    with hold_lock(workspace.out):
        # Whoever held the lock until now may have changed a manifest, or written the index.
        manifests = _manifests(folders, workspace)
        if _is_right(manifests, workspace):
            return False
        _write(manifests, workspace)
    return True


def _manifests(folders: Sequence[Path], workspace: Workspace) -> tuple[Manifest, ...]:
    found = (read_manifest(workspace.out / folder.name) for folder in folders)
    return tuple(
        manifest for manifest in found if manifest is not None and _is_for_readers(manifest)
    )


def _is_for_readers(manifest: Manifest) -> bool:
    return any(output.edition in NAMES for output in manifest.outputs.values())


def _write(manifests: Sequence[Manifest], workspace: Workspace) -> None:
    from pydantic import TypeAdapter

    from pipeline.editions.series_index import make_series_index
    from pipeline.house_style import load_style
    from pipeline.views.series_index import IndexEntry

    adapter = TypeAdapter(IndexEntry)
    entries = [adapter.validate_python(manifest.entry) for manifest in manifests]
    style = load_style(*style_folders(workspace))
    files = tuple(make_series_index(entries, style, DiskCache(workspace.cache)))
    # Without its stamp an index that is half written is not taken for the one it was before.
    remove_file(workspace.out / _STAMP)
    for file in files:
        replace_file(workspace.out / file.path, file.content)
    digests = {file.path: hashlib.sha256(file.content).hexdigest() for file in files}
    stamp = {"made_from": _digest(manifests), "files": digests}
    replace_file(workspace.out / _STAMP, json.dumps(stamp, indent=1).encode())


def _digest(manifests: Sequence[Manifest]) -> str:
    parts = [
        [manifest.entry, manifest.program, manifest.style, manifest.tools] for manifest in manifests
    ]
    return hashlib.sha256(json.dumps(parts, sort_keys=True, default=dict).encode()).hexdigest()


def _is_right(manifests: Sequence[Manifest], workspace: Workspace) -> bool:
    """Return whether the index is what these manifests give, or there is nothing to list."""
    if not manifests:
        return True
    try:
        stamp = json.loads((workspace.out / _STAMP).read_bytes())
        return stamp["made_from"] == _digest(manifests) and all(
            digest_of(workspace.out / path) == digest for path, digest in stamp["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False

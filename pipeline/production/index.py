"""The index of all notes, updated after each build."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pipeline.editions.table import ALL_NAMES, FOR_READERS, LABELS
from pipeline.errors import CannotRunError
from pipeline.production.digests import Digest, KnownDigests, digest_of
from pipeline.production.index_files import make_files
from pipeline.production.index_notes import IndexNotes, keep_notes, kept_notes, read_notes
from pipeline.production.manifest import FILE_NAME, IndexManifest, read_index_manifest
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.lock import hold_lock, index_lock_of, is_locked
from pipeline.production.publish.ownership import Owned, refuse_changed, refuse_in_the_way
from pipeline.production.publish.release import remove_file
from pipeline.production.publish.staging import Staging

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from pipeline.note import Note
    from pipeline.production.manifest import Output
    from pipeline.views.full_note import NoteView
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


def refuse_foreign_index(out: Path, digest: Digest = digest_of) -> None:
    """Check that an index can be written to a folder, without writing anything.

    ``digest`` gives the digests of files. Raises CannotRunError if a file of the index was changed
    since it was written, or if there is a foreign file in the place of one.
    """
    owned = _owned(out)
    _staging(out).refuse_foreign()
    refuse_changed(out, owned, digest)
    # The names of its fonts are only known after they have been made.
    fonts = [f"{FONTS}/{path.name}" for path in (out / FONTS).glob("*.woff2")]
    refuse_in_the_way(out, (*INDEX, f"{FONTS}/*.woff2", *fonts), owned)
    if read_index_manifest(out) is None:
        refuse_in_the_way(out, (FILE_NAME,), {})


def publish_index(
    folders: Sequence[Path],
    workspace: Workspace,
    progress: Callable[[str], None],
    digest: Digest | None = None,
) -> bool:
    """Write the index of all notes that have been built, from their manifests.

    Nothing is done if it is up to date, and of many notes only what has changed is read and
    written. Returns whether anything was written; each file is replaced atomically. ``digest``
    gives the digests of files. Raises CannotRunError if a file cannot be written, or is not ours.
    """
    out = workspace.out
    staging = _staging(out)
    cache = open_cache(workspace.root)
    places = [workspace.outputs_of(folder) for folder in folders]
    old = kept_notes(out, cache)
    notes = read_notes(places, old)
    if not notes.rows:
        return False
    digest = digest or KnownDigests().of
    refuse_foreign_index(out, digest)
    is_clear = not staging.is_there and not is_locked(index_lock_of(out))
    if is_clear and _is_up_to_date(notes, out):
        if notes.marks != old.marks:
            is_known = old.made_from == notes.made_from
            lost = replace(notes, pages={}, search="")
            keep_notes(out, notes if is_known else lost, cache)
        return False
    with hold_lock(index_lock_of(out), progress):
        staging.clear()
        # Another run may have changed a manifest, or written the index, while we waited.
        old = kept_notes(out, cache)
        notes = read_notes(places, notes)
        if _is_up_to_date(notes, out):
            return False
        _write(replace(notes, pages=old.pages, search=old.search), old, workspace, digest)
    return True


def _staging(out: Path) -> Staging:
    return Staging(out / ".notepress-index", out)


def _owned(out: Path) -> Owned:
    manifest = read_index_manifest(out)
    return manifest.owned() if manifest is not None else {}


def _write(notes: IndexNotes, old: IndexNotes, workspace: Workspace, digest: Digest) -> None:
    out, cache = workspace.out, open_cache(workspace.root)
    manifest = read_index_manifest(out)
    if manifest is None or manifest.made_from != old.made_from:
        old = IndexNotes()
    files = dict(manifest.files) if manifest is not None else {}
    intact = frozenset(
        path for path, sha256 in files.items() if _is_intact(out / path, sha256, digest)
    )
    try:
        made = make_files(notes, old, intact, workspace, cache)
        kept = {path: files[path] for path in made.kept}
        _put_in_place(made.new, kept, notes.made_from, out, digest)
    except OSError as error:
        raise CannotRunError(f"cannot write {out}: {error.strerror or error}") from error
    keep_notes(out, made.notes, cache)


def _is_intact(path: Path, sha256: str, digest: Digest) -> bool:
    try:
        return digest(path) == sha256
    except OSError:
        return False


def _put_in_place(
    contents: Mapping[str, bytes],
    kept: Mapping[str, str],
    made_from: str,
    out: Path,
    digest: Digest,
) -> None:
    """Replace the index, besides the files that are kept.

    At any moment its manifest lists all of its files that may exist.
    """
    staging = _staging(out)
    owned = _owned(out)
    refuse_foreign_index(out, digest)
    refuse_in_the_way(out, contents, owned)
    new = {path: hashlib.sha256(content).hexdigest() for path, content in contents.items()}
    files = dict(sorted({**kept, **new}.items()))
    old = {path: sorted(digests) for path, digests in sorted(owned.items())}
    changed = [path for path in contents if not _is_intact(out / path, new[path], digest)]
    staging.begin({})
    try:
        staging.write(out / FILE_NAME, IndexManifest("", files, old).to_json().encode())
        for path in changed:
            staging.write(out / path, contents[path])
        for path in owned.keys() - files.keys():
            remove_file(out / path)
        staging.write(out / FILE_NAME, IndexManifest(made_from, files).to_json().encode())
    finally:
        staging.clear()


def _is_up_to_date(notes: IndexNotes, out: Path) -> bool:
    """Whether the index matches these notes."""
    manifest = read_index_manifest(out)
    return (
        manifest is not None
        and manifest.made_from == notes.made_from
        and all((out / path).is_file() for path in manifest.files)
    )

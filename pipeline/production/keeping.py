"""Keeping published revisions in the source of a note, so that later builds have them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.freshness import stale_outputs
from pipeline.production.manifest import read_manifest
from pipeline.production.publish.kept_work import open_cache
from pipeline.production.publish.one_file import write_file
from pipeline.workspace import KEPT

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from pipeline.note import Metadata
    from pipeline.production.manifest import Manifest

_PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Kept:
    """A revision that is kept: its number, its file, and whether that was written just now."""

    revision: int
    path: Path
    is_new: bool


def keep_revision(source: Path, folder: Path, root: Path) -> Kept:
    """Copy the screen PDF in a folder of outputs into the source of its note, as its revision.

    ``root`` is the folder of the project.

    Raises CannotRunError if there is no PDF as notepress wrote it, if another one is kept as the
    same revision, or if a link or a folder is in its place.
    """
    manifest = read_manifest(folder)
    if manifest is None:
        raise CannotRunError(f"there is no manifest in {folder}", hint="build the note first")
    path = _screen_pdf(manifest)
    if not path or stale_outputs({path: manifest.outputs[path]}, folder):
        raise CannotRunError(
            f"{folder} has no screen PDF as notepress wrote it",
            hint="build the edition pdf first",
        )
    content = (folder / path).read_bytes()
    place = source / KEPT / f"{manifest.revision}.pdf"
    _refuse_others(place)
    kept = Kept(manifest.revision, place, is_new=not place.exists())
    if kept.is_new:
        write_file(kept.path, content, open_cache(root))
    elif kept.path.read_bytes() != content:
        raise CannotRunError(
            f"{kept.path} is another PDF of revision {manifest.revision}",
            hint="what changed since it was kept is a new revision: add it to note.yaml and build",
        )
    return kept


def refuse_to_lose(
    folder: Path, manifest: Manifest | None, metadata: Metadata, files: Collection[str]
) -> None:
    """Check that an earlier revision in a folder of outputs is kept before it is replaced.

    ``files`` are the paths of the note's source. A note that does not list its revisions does not
    keep them. Raises CannotRunError.
    """
    if manifest is None or not metadata.revisions or manifest.revision >= metadata.revision:
        return
    if _screen_pdf(manifest) and f"{KEPT}/{manifest.revision}.pdf" not in files:
        raise CannotRunError(
            f"{folder} holds revision {manifest.revision}, which this build would replace",
            hint=f"keep it in the source first: notepress keep {manifest.note}",
        )


def _refuse_others(path: Path) -> None:
    """Check that nothing but a file is at a path, and nothing but a folder above it.

    What is written through a link would be outside of the note. Raises CannotRunError.
    """
    folder = path.parent
    for place, kind, is_one in (
        (folder, "folder", folder.is_dir()),
        (path, "file", path.is_file()),
    ):
        if place.is_symlink() or (place.exists() and not is_one):
            what = "a link" if place.is_symlink() else f"not a {kind}"
            raise CannotRunError(f"{place} is {what}", hint="move it out of the way")


def _screen_pdf(manifest: Manifest) -> str:
    """The path of the screen PDF of the whole note; empty if there is none."""
    found = (
        path
        for path, one in manifest.outputs.items()
        if one.edition == "pdf" and one.media_type == _PDF
    )
    return next(found, "")

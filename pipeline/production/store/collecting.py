"""Bringing the outputs of a note from a store into its folder, as a build writes them there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import CannotRunError
from pipeline.production.digests import Digest, digest_of
from pipeline.production.freshness import stale_outputs
from pipeline.production.manifest import FILE_NAME, Manifest
from pipeline.production.publish.release import clear_up, judge_outputs, release
from pipeline.production.publish.staging import digests_of

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.production.store.contents import Store


def store_outputs(folder: Path, manifest: Manifest, store: Store) -> None:
    """Store the outputs in a folder, which are those of its manifest.

    Raises CannotRunError if one is not, or if the store cannot be written.
    """
    for path, output in manifest.outputs.items():
        if store.put((folder / path).read_bytes()) != output.sha256:
            raise CannotRunError(f"{folder / path} was changed while it was stored")


def collect(folder: Path, new: Manifest, store: Store, digest: Digest = digest_of) -> Manifest:
    """Put the outputs of a manifest in place of those in a folder, all of them or none.

    What is there already is not fetched, and outputs of other editions stay. Return the manifest
    that was written. The caller must hold the lock of the folder. Raises UnusableError if an output
    is missing in the store or damaged, CannotRunError if the folder must not be written; it is
    unchanged then.
    """
    clear_up(folder)
    old = judge_outputs(folder, digest)
    there = {} if old is None else old.outputs
    damaged = set(stale_outputs(there, folder, digest))
    whole = {path: output for path, output in there.items() if path not in damaged}
    editions = {output.edition for output in new.outputs.values()}
    kept = {
        path: output
        for path, output in whole.items()
        if output.edition not in editions and path not in new.outputs
    }
    same = {
        path
        for path, output in new.outputs.items()
        if path in whole and whole[path].sha256 == output.sha256
    }
    manifest = replace(
        new,
        outputs=dict(sorted({**kept, **new.outputs}.items())),
        parts=new.parts if old is None or new.parts else old.parts,
        offered=new.offered if old is None or new.offered else old.offered,
    )
    fetched = {path: output for path, output in new.outputs.items() if path not in same}
    own = {FILE_NAME: manifest.to_json().encode()}
    contents = {path: store.get(output.sha256) for path, output in fetched.items()}
    known = {path: frozenset({output.sha256}) for path, output in fetched.items()}
    release(
        folder,
        {**contents, **own},
        {} if old is None else old.files(),
        keep=(*kept, *same),
        digests={**known, **digests_of(own)},
        digest=digest,
    )
    return manifest

"""Outputs come from a store into a folder all at once, and only what is not there already."""

from __future__ import annotations

from pathlib import Path

import pytest
from stored_outputs import manifest_of, write_outputs

from pipeline.errors import CannotRunError
from pipeline.production.manifest import read_manifest
from pipeline.production.store.collecting import collect, store_outputs
from pipeline.production.store.contents import Store, UnusableError, open_store

WEB, TEXT = b"<p>Wells</p>", b"# Wells\n"
OUTPUTS = {"index.html": ("web", WEB), "data/wells.md": ("markdown", TEXT)}
MANIFEST = manifest_of(OUTPUTS)
DIGEST = MANIFEST.outputs["data/wells.md"].sha256


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the outputs of a note."""
    made = tmp_path / "made"
    write_outputs(made, MANIFEST, {path: content for path, (_, content) in OUTPUTS.items()})
    found = open_store(str(tmp_path / "store"))
    store_outputs(made, MANIFEST, found)
    return found


def test_outputs_and_their_manifest_come_into_a_new_folder(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "build" / "wells"
    folder.parent.mkdir()
    assert collect(folder, MANIFEST, store) == read_manifest(folder) == MANIFEST
    assert (folder / "data/wells.md").read_bytes() == TEXT
    assert [path.name for path in folder.parent.iterdir()] == ["wells"]


def test_what_is_there_is_not_fetched_and_what_others_put_there_stays(
    tmp_path: Path, store: Store
) -> None:
    folder = tmp_path / "build" / "wells"
    old = {"index.html": ("web", b"<p>old</p>"), "data/wells.md": ("markdown", TEXT)}
    other = {"gone.html": ("web", b"gone"), "wells.epub": ("epub", b"an earlier one")}
    contents = {path: content for path, (_, content) in {**old, **other}.items()}
    write_outputs(folder, manifest_of({**old, **other}), contents)
    (folder / "of the user.txt").write_text("kept")
    before = (folder / "data/wells.md").stat().st_ino
    store.files.remove(f"contents/{DIGEST[:2]}/{DIGEST}")
    manifest = collect(folder, MANIFEST, store)
    assert (folder / "data/wells.md").stat().st_ino == before
    assert sorted(manifest.outputs) == ["data/wells.md", "index.html", "wells.epub"]
    assert (folder / "wells.epub").read_bytes() == b"an earlier one"
    assert (folder / "index.html").read_bytes() == WEB
    assert not (folder / "gone.html").exists()
    assert (folder / "of the user.txt").read_text() == "kept"


def test_nothing_changes_if_one_output_cannot_be_had(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "build" / "wells"
    write_outputs(folder, manifest_of({"index.html": ("web", b"old")}), {"index.html": b"old"})
    store.files.write(f"contents/{DIGEST[:2]}/{DIGEST}", b"damaged!")
    with pytest.raises(UnusableError, match="was damaged"):
        collect(folder, MANIFEST, store)
    assert (folder / "index.html").read_bytes() == b"old"
    with pytest.raises(UnusableError, match="is missing"):
        collect(folder, MANIFEST, store)


def test_what_somebody_changed_is_not_overwritten(tmp_path: Path, store: Store) -> None:
    folder = tmp_path / "build" / "wells"
    write_outputs(folder, manifest_of({"index.html": ("web", b"old")}), {"index.html": b"typed"})
    with pytest.raises(CannotRunError, match="was changed since notepress wrote it"):
        collect(folder, MANIFEST, store)
    assert (folder / "index.html").read_bytes() == b"typed"


def test_outputs_that_are_not_those_of_the_manifest_are_not_stored(
    tmp_path: Path, store: Store
) -> None:
    folder = tmp_path / "other"
    write_outputs(folder, MANIFEST, {"index.html": b"typed", "data/wells.md": TEXT})
    with pytest.raises(CannotRunError, match="was changed while it was stored"):
        store_outputs(folder, MANIFEST, store)

"""The index of all notes is made from what earlier builds left."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import CannotRunError
from pipeline.production.index import publish_index
from pipeline.production.manifest import FILE_NAME, Manifest, Output
from pipeline.workspace import Workspace, find_workspace


def built_by_another_version(workspace: Workspace) -> Path:
    """A folder of outputs whose entry for the index has a form of its own."""
    output = Output("web", "text/html", 1, "0" * 64, "1" * 64)
    entry, outputs = {"slug": "old"}, {"web/index.html": output}
    made = Manifest("old", "Old", 1, {}, {}, "2" * 64, {}, entry, outputs=outputs)
    folder = workspace.out / "old"
    folder.mkdir(parents=True)
    (folder / FILE_NAME).write_text(made.to_json(), "utf-8")
    return folder


def test_a_note_of_another_version_is_named_and_the_index_left(tmp_path: Path) -> None:
    workspace = find_workspace(tmp_path, tmp_path / "build")
    folder = built_by_another_version(workspace)
    before = sorted(workspace.out.rglob("*"))
    with pytest.raises(CannotRunError, match="old was built by another version") as caught:
        publish_index([folder], workspace, lambda _: None)
    assert caught.value.hint == "build it again: notepress build old"
    assert sorted(workspace.out.rglob("*")) == before

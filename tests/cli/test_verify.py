"""`notepress verify` tells other bytes from the same bytes made with other libraries."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli import main
from pipeline.production.manifest import read_manifest
from pipeline.versions import pango_version

pytestmark = pytest.mark.slow

NOTES = Path(__file__).parents[1] / "notes"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one small note, built on pages."""
    project = tmp_path_factory.mktemp("verify")
    shutil.copytree(NOTES / "minimal", project / "source" / "notes" / "minimal")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(project)
        assert main(["build", "-q", "--edition", "pdf"]) == 0
    return project


@pytest.fixture
def folder(built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The outputs, in a copy of the project that is the current folder."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path / "build" / "minimal"


def write_manifest(folder: Path, **changed: Any) -> None:
    """Write the manifest of the outputs again as a build with something else would have."""
    manifest = read_manifest(folder)
    assert manifest is not None
    (folder / "manifest.json").write_text(replace(manifest, **changed).to_json())


def other_tools(folder: Path) -> dict[str, str]:
    manifest = read_manifest(folder)
    assert manifest is not None
    return {**manifest.tools, "pango": "1.0.0"}


def test_the_same_libraries_give_the_same_bytes(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["verify"]) == 0
    assert capsys.readouterr().out == "minimal: built again, same bytes\n"


def test_other_libraries_with_the_same_bytes_are_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_manifest(folder, tools=other_tools(folder))
    assert main(["verify"]) == 0
    how = f"made with other libraries, the same bytes (pango 1.0.0, here {pango_version()})"
    assert capsys.readouterr().out == f"minimal: {how}\n"


def test_other_bytes_are_a_finding_whatever_the_libraries(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pdf, manifest = folder / "minimal.pdf", read_manifest(folder)
    assert manifest is not None
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    digest = hashlib.sha256(pdf.read_bytes()).hexdigest()
    outputs = dict(manifest.outputs)
    outputs["minimal.pdf"] = replace(outputs["minimal.pdf"], sha256=digest)
    write_manifest(folder, tools=other_tools(folder), outputs=outputs)
    assert main(["verify"]) == 1
    assert ": N413 minimal.pdf is different" in capsys.readouterr().err


def test_a_file_of_the_users_is_told_and_is_no_fault(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "CNAME").write_text("notes.example.org")
    assert main(["verify", "--files"]) == 0
    told = capsys.readouterr()
    assert told.out == "minimal: every file matches the manifest\n"
    assert "N412 warning: CNAME was not made by a build" in told.err
    (folder / "minimal.pdf").unlink()
    assert main(["verify", "--files"]) == 1
    assert "N410 minimal.pdf is missing" in capsys.readouterr().err

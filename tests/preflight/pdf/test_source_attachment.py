"""The source attached to a PDF, when built again, gives every file of the note."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from built_outputs import Outputs, build

from pipeline.cli import main

pytestmark = pytest.mark.slow


def digests(outputs: Outputs) -> dict[str, str]:
    return {path: hashlib.sha256(file.content).hexdigest() for path, file in outputs.files.items()}


def test_the_source_taken_out_builds_to_the_same_bytes(
    rich: Outputs, tmp_path: Path, shared_root: Path
) -> None:
    renamed = tmp_path / "A download (1).pdf"
    renamed.write_bytes(rich.files["rich.pdf"].content)
    assert main(["extract", "-q", str(renamed), "--to", str(tmp_path / "again/rich")]) == 0
    assert digests(build(tmp_path / "again/rich", tmp_path / "out", shared_root)) == digests(rich)

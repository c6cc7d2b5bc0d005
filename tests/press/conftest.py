"""The layout engine, and a note in its editions: once for all tests of the press."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.press.engine.engine import Engine
from pipeline.press.pdf.printing.settings import CONDITIONS, find_profile
from pipeline.production.building import build_folder
from pipeline.workspace import Workspace

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A running layout engine."""
    with Engine(max_preloaded=50) as running:
        yield running


@pytest.fixture(scope="session")
def circled(tmp_path_factory: pytest.TempPathFactory, shared_root: Path) -> Path:
    """The folder of the first note as it is built, in which faults have been circled."""
    note = ROOT / "source/notes/global-development-cooperation"
    out = tmp_path_factory.mktemp("circled")
    workspace = Workspace(shared_root, ROOT / "source", ROOT / "styles", out)
    has_profile = find_profile(CONDITIONS["fogra39"]) is not None
    printed = ("print",) if has_profile else ()
    build_folder(note, workspace, ("pdf", "web", "epub", "one-pagers", *printed))
    return workspace.outputs_of(note)
